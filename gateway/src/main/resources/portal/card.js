// One participant: where it stands, what is missing, and the sales behind every point.
import { overdue } from './overdue.js';
import { html, nothing } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { decimal, fullDate, dayAndMonth, idOf, kindOf, money, nameOf, periodName, title, whole, words } from './format.js';
import { chip, ladder } from './ladder.js';
import { amount, points } from './measures.js';

const sign = (text) => (text.startsWith('-') ? `−${decimal(text.slice(1))}` : `+${decimal(text)}`);

function ordinal(number) {
  const ends = { one: 'st', two: 'nd', few: 'rd', other: 'th' };
  return whole(number) + ends[new Intl.PluralRules('en', { type: 'ordinal' }).select(number)];
}

function head(view, standing) {
  const { overview, steps } = view;
  const name = standing ? nameOf(standing) : idOf(view.participant);
  const kind = kindOf(standing?.participant ?? view.participant);
  return html`<header class="card-head">
    <div>
      <h2 id="card-title" tabindex="-1">${name}</h2>
      <p class="sub">${title(kind)} ${idOf(standing?.participant ?? view.participant)} · ${periodName(view.period)}</p>
    </div>
    ${standing ? chip(steps, standing.tier) : nothing}
    <a class="icon-button" href=${view.closeHref} aria-label="Close the card" title="Close (Esc)" data-close>
      <svg viewBox="0 0 16 16" aria-hidden="true"><path d="M3.5 3.5l9 9m0-9l-9 9"></path></svg>
    </a>
  </header>`;
}

function figures(view, standing) {
  const { overview } = view;
  const worth = overview.points.worth && Number(standing.points) * Number(overview.points.worth);
  const ranks = Object.entries(standing.ranks);
  return html`<div class="figures">
    <p class="big"><strong data-glow=${standing.points}>${points(overview, standing.points)}</strong> <span>${overview.points.name}</span></p>
    <dl>
      ${ranks.map(([board, rank]) => html`<div><dt>${title(board)}</dt><dd>${ordinal(rank)}</dd></div>`)}
      ${worth ? html`<div><dt>Worth</dt><dd>${money(worth.toFixed(2), overview.currency)}</dd></div>` : nothing}
      ${Number(standing.held) !== 0 ? html`<div><dt>Held back</dt><dd>${points(overview, standing.held)}</dd></div>` : nothing}
      ${Number(standing.pending) !== 0 ? html`<div><dt>Pending</dt><dd>${points(overview, standing.pending)}</dd></div>` : nothing}
    </dl>
  </div>`;
}

function composition(view, standing) {
  const most = Math.max(...standing.rules.map((rule) => Math.abs(Number(rule.value))), 1);
  return html`<section class="block" aria-labelledby="rules-title">
    <h3 id="rules-title">Where the points come from</h3>
    <table class="rules">
      <caption class="unseen">Points by rule. They add up to ${decimal(standing.points)}.</caption>
      <tbody>${standing.rules.map(
        (rule) => html`<tr>
          <th scope="row">${title(rule.rule)}</th>
          <td class="rule-bar"><svg class="bar" aria-hidden="true"><rect class="bar-all" width="100%" height="100%" rx="2"></rect><rect class="bar-share" width="${((Math.abs(Number(rule.value)) / most) * 100).toFixed(1)}%" height="100%" rx="2"></rect></svg></td>
          <td class="figure">${decimal(rule.value)}</td>
        </tr>`,
      )}</tbody>
      <tfoot><tr><th scope="row">Together</th><td></td><td class="figure">${decimal(standing.points)}</td></tr></tfoot>
    </table>
  </section>`;
}

/** Postings of one command about one activity belong together. */
export function grouped(postings) {
  const groups = [];
  for (const posting of postings) {
    const last = groups.at(-1);
    if (last && last.sequence === posting.sequence && last.activity === posting.activity && last.source === posting.source) {
      last.postings.push(posting);
    } else {
      groups.push({ ...posting, key: `${posting.sequence} ${posting.source} ${posting.activity}`, postings: [posting] });
    }
  }
  return groups;
}

/** An exact sum of decimals with at most four places. */
function sum(texts) {
  const units = texts.reduce((total, text) => {
    const [whole, fraction = ''] = text.replace('-', '').split('.');
    const value = BigInt(whole) * 10_000n + BigInt(fraction.padEnd(4, '0'));
    return text.startsWith('-') ? total - value : total + value;
  }, 0n);
  const digits = String(units < 0n ? -units : units).padStart(5, '0');
  const text = `${digits.slice(0, -4)}.${digits.slice(-4)}`.replace(/\.?0+$/, '');
  return units < 0n ? `-${text}` : text;
}

const CAUSES = { reference: 'because reference data changed', publish: 'because the program changed', time: 'because a day began' };

function why(view, posting) {
  const { measure, before, after, cause } = posting.why;
  const moved = measure
    ? html`${title(measure)} went from ${amount(view.overview, measure, before)} to ${amount(view.overview, measure, after)}`
    : html`It follows from the other points`;
  return html`${moved}${cause && CAUSES[cause] ? html`, ${CAUSES[cause]}` : nothing}.`;
}

const HIDDEN = new Set(['sequence', 'function', 'revision', 'stands', 'conflict', 'kind']);

function field(view, name, value) {
  if (name === 'amount') return money(value, view.overview.currency);
  if (name === 'date') return fullDate(value);
  return name === 'quantity' ? decimal(value) : value;
}

function fact(view, detail) {
  if (!detail) return html`<p class="sub" role="status">Reading the sale…</p>`;
  if (detail.problem) return html`<p class="sub">${detail.problem.message}</p>`;
  const version = detail.versions.find((one) => one.stands) ?? detail.versions[0];
  const fields = Object.entries(version).filter(([name]) => !HIDDEN.has(name));
  return html`<dl class="fact">
    ${fields.map(([name, value]) => html`<div><dt>${name === 'sku' ? 'SKU' : title(name)}</dt><dd>${field(view, name, value)}</dd></div>`)}
    <div><dt>Source</dt><dd>${detail.source}</dd></div>
    ${detail.versions.length > 1 ? html`<div><dt>Versions</dt><dd>${whole(detail.versions.length)}</dd></div>` : nothing}
  </dl>`;
}

function posting(view, group) {
  const open = view.opened.has(group.key);
  const id = `why-${group.sequence}-${group.activity.replaceAll(/[^\w-]/g, '_')}`;
  return html`<li class=${open ? 'posting open' : 'posting'}>
    <button type="button" aria-expanded=${open ? 'true' : 'false'} aria-controls=${id} @click=${() => view.toggle(group)}>
      <span class="posting-what"><strong>${title(group.kind)} ${group.activity}</strong>
        <span class="sub">${fullDate(group.date)} · ${group.postings.map((one) => words(one.rule)).join(', ')}</span></span>
      <span class="posting-points ${sum(group.postings.map((one) => one.points)).startsWith('-') ? 'minus' : ''}">${sign(sum(group.postings.map((one) => one.points)))}</span>
      <svg class="chevron" viewBox="0 0 16 16" aria-hidden="true"><path d="M4 6l4 4 4-4"></path></svg>
    </button>
    <div id=${id} class="why" ?hidden=${!open}>
      ${open
        ? html`<ul>${group.postings.map(
              (one) => html`<li><span><strong>${title(one.rule)} ${sign(one.points)}</strong>: ${why(view, one)}</span>
                <span class="sub">${decimal(one.before)} → ${decimal(one.after)}</span></li>`,
            )}</ul>
            ${fact(view, view.opened.get(group.key))}`
        : nothing}
    </div>
  </li>`;
}

function postings(view) {
  const { list, cursor, loading, problem } = view.postings;
  return html`<section class="block" aria-labelledby="postings-title">
    <h3 id="postings-title">Sales behind the points, newest first</h3>
    ${problem ? html`<p class="sub">${problem.message}</p>` : nothing}
    ${list && !list.length && !problem ? html`<p class="sub">No sale gave points in this period yet.</p>` : nothing}
    <ol class="postings">${list
      ? repeat(grouped(list), (group) => group.key, (group) => posting(view, group))
      : Array.from({ length: 4 }, () => html`<li class="posting skeleton"><i></i></li>`)}</ol>
    ${cursor ? html`<button type="button" class="button" ?disabled=${loading} @click=${view.more}>${loading ? 'Reading…' : 'Show earlier ones'}</button>` : nothing}
  </section>`;
}

/** @param view what app.js prepared: overview, participant, period, steps, standing, problem, postings, opened, chart */
export function card(view) {
  const { overview, standing, problem, steps } = view;
  let body;
  if (problem) {
    body = html`<div class="empty" role="status"><h3>${problem.status === 404 ? 'Nothing here yet' : problem.title}</h3><p>${problem.detail || problem.message}</p></div>`;
  } else if (!standing) {
    body = html`<div class="card-wait" aria-hidden="true"><i></i><i></i><i></i></div>`;
  } else {
    body = html`${figures(view, standing)} ${ladder(overview, steps, standing)} ${view.chart} ${composition(view, standing)} ${postings(view)}`;
  }
  return html`<article class="card" aria-labelledby="card-title" aria-busy=${standing || problem ? 'false' : 'true'}>${head(view, standing)} ${body}</article>`;
}

const FEW_FEEDS = 10;

/** How far each feed's data goes, who is behind first. */
export function dataThrough(view) {
  const feeds = Object.entries(view.dataThrough ?? {}).sort(([, a], [, b]) => a.localeCompare(b));
  if (!feeds.length) return overdue(view.overdue);
  const newest = feeds.at(-1)[1];
  const item = ([feed, day]) => {
    const days = behind(day, newest);
    return html`<li title=${feed}><span>${view.names?.[feed] || feed}</span><time datetime=${day}>${dayAndMonth(day)}${days ? html` <em>${days} days behind</em>` : nothing}</time></li>`;
  };
  return html`<section class="through" aria-labelledby="through-title">
    <h2 id="through-title">Data through</h2>
    <p class="sub">How far each distributor’s data goes. What was sold after that day is not counted yet.</p>
    <ul>${feeds.slice(0, FEW_FEEDS).map(item)}</ul>
    ${feeds.length > FEW_FEEDS
      ? html`<details><summary>${whole(feeds.length - FEW_FEEDS)} more, up to date through ${dayAndMonth(newest)}</summary><ul>${feeds.slice(FEW_FEEDS).map(item)}</ul></details>`
      : nothing}
    ${overdue(view.overdue)}
  </section>`;
}

const behind = (day, newest) => {
  const days = (Date.parse(newest) - Date.parse(day)) / 86_400_000;
  return days > 3 ? days : 0;
};
