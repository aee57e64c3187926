// Periods of a program: where each stands, closing one, and what was paid to whom and for what.
import { html, nothing, render as paint } from 'lit-html';
import * as api from './api.js';
import { decimal, fullDate, isoDay, epochDay, kindOf, idOf, periodName, plural, title, whole, words } from './format.js';
import { outside } from './outside.js';
import * as shell from './shell.js';

const POLL_MS = 500;
const PAGE = 50;
/** Rows of a table at most; more come in several. */
const TABLE = 10_000;

const root = document.getElementById('portal');
root.textContent = '';

const page = {
  phase: 'loading', // loading, signed-out, failed, ready
  failure: null,
  admin: false,
  programs: [],
  program: new URLSearchParams(location.hash.slice(1)).get('program') ?? '',
  periods: [],
  preview: null,
  problem: '',
  shown: null, // the statements of a period: { period, version, offset, found }
};

const path = (rest) => `programs/${encodeURIComponent(page.program)}/${rest}`;

function announce(text) {
  document.getElementById('announcer').textContent = text;
}

async function start() {
  try {
    page.admin = (await api.get('session')).scopes.includes('admin');
    page.programs = (await api.programs()).programs;
    page.program ||= page.programs[0]?.program ?? '';
    if (page.program) await load();
    page.phase = 'ready';
  } catch (problem) {
    page.phase = problem.status === 401 || problem.status === 403 ? 'signed-out' : 'failed';
    page.failure = problem;
  }
  schedule();
}

async function load() {
  page.periods = (await api.get(path('periods'))).periods.reverse();
}

/** Does something that may be refused, and shows why. */
async function attempt(work) {
  page.problem = '';
  try {
    await work();
  } catch (problem) {
    page.problem = problem.message;
    announce(problem.message);
  }
  schedule();
}

const choose = (program) =>
  attempt(async () => {
    Object.assign(page, { program, preview: null, shown: null });
    history.replaceState(null, '', `#program=${encodeURIComponent(program)}`);
    await load();
  });

const look = (period) =>
  attempt(async () => {
    page.preview = await api.send('POST', path(`periods/${encodeURIComponent(period)}/close?dry-run=true`));
    announce(`What closing ${periodName(period)} would count is shown.`);
    schedule();
    document.getElementById('preview')?.focus();
  });

const close = (period) =>
  attempt(async () => {
    const before = versionsOf(period);
    await api.send('POST', path(`periods/${encodeURIComponent(period)}/close`));
    page.preview = null;
    do {
      await load();
      schedule();
      await new Promise((later) => setTimeout(later, POLL_MS));
    } while (versionsOf(period) === before);
    announce(`${periodName(period)} is closed.`);
    await statements(period);
  });

const versionsOf = (period) => page.periods.find((one) => one.period === period)?.versions.length ?? 0;

const statements = (period, version, offset = 0) =>
  attempt(async () => {
    const found = await api.get(path(`periods/${encodeURIComponent(period)}/statements${api.query({ version, offset, limit: PAGE })}`));
    page.shown = { period, version: found.version, offset, found };
    schedule();
    requestAnimationFrame(() => document.getElementById('statements')?.focus());
  });

// --- painting ------------------------------------------------------------------------------------------------------

let scheduled = false;

function schedule() {
  if (scheduled) return;
  scheduled = true;
  requestAnimationFrame(() => {
    scheduled = false;
    paint(view(), root);
    root.removeAttribute('aria-busy');
  });
}

const view = () => (page.phase === 'ready' ? ready() : outside(page.phase, page.failure, false));

const ready = () => html`
  <a class="skip" href="#main">Skip to the periods</a>
  <header>
    <div class="top">${shell.brand}<div class="top-end">${shell.themeSwitch(schedule)}</div></div>
    <div class="intro"><div><h1>Periods and statements</h1><p class="sub">What is open, what is closed, and what was paid to whom and for what.</p></div>
      <div class="intro-end">${shell.programSwitch(page.programs, page, (wish) => choose(wish.program))}</div></div>
  </header>
  <main id="main" tabindex="-1" class="files">
    ${periods()}
    ${page.shown ? shown(page.shown) : nothing}
  </main>
  <footer><p>What arrives after a closing is paid with a later one: nothing is lost, and nothing paid is taken back unseen.</p><a class="link" href="/">Boards</a></footer>`;

const STATES = { provisional: 'Provisional', closing: 'Closing', final: 'Final' };

const periods = () => html`<section class="panel" aria-labelledby="periods-title">
  <h2 id="periods-title">Periods</h2>
  ${page.problem ? html`<p class="wrong" role="alert">${page.problem}</p>` : nothing}
  ${page.periods.length
    ? html`<table class="periods">
      <thead><tr><th scope="col">Period</th><th scope="col">State</th><th scope="col" class="number">Paid</th><th scope="col"><span class="unseen">Actions</span></th></tr></thead>
      <tbody>${page.periods.map(row)}</tbody></table>`
    : html`<p>Nothing was sold under this program yet.</p>`}
  ${page.preview ? preview(page.preview) : nothing}
</section>`;

function when(period) {
  const days = `${fullDate(period.from)} – ${fullDate(isoDay(epochDay(period.until) - 1))}`;
  if (period.closes) return `${days} · closes by itself on ${fullDate(period.closes.slice(0, 10))}`;
  return period.over || period.state !== 'provisional' ? days : `${days} · not over`;
}

const row = (period) => html`<tr>
  <th scope="row">${periodName(period.period)}<span class="sub">${when(period)}</span></th>
  <td><span class="state ${period.state}">${STATES[period.state]}</span></td>
  <td class="number">${period.paid === undefined ? nothing : decimal(period.paid)}</td>
  <td class="act">
    ${period.versions.length ? html`<button type="button" class="button" @click=${() => statements(period.period)}>Statements<span class="unseen"> of ${periodName(period.period)}</span></button>` : nothing}
    ${page.admin && period.over && !period.closes && period.state !== 'closing'
      ? html`<button type="button" class="button" @click=${() => look(period.period)}>${period.versions.length ? 'Pay what changed' : 'Close'}…<span class="unseen"> in ${periodName(period.period)}</span></button>`
      : nothing}
  </td>
</tr>`;

const preview = (found) => html`<div class="preview" id="preview" tabindex="-1" role="group" aria-labelledby="preview-title">
  <h3 id="preview-title">${found.versions ? 'Pay what changed in' : 'Close'} ${periodName(found.period)}</h3>
  <p class="sub">${found.versions ? `It was closed ${found.versions === 1 ? 'once' : `${found.versions} times`}. Whoever has more or less now gets a statement of the difference.` : 'Each of them gets a statement. What arrives later is paid with a later closing.'}</p>
  <dl class="counts">
    <div><dt>Participants</dt><dd>${whole(found.participants)}</dd></div>
    <div><dt>Points before prizes and rounding</dt><dd>${decimal(found.points)}</dd></div>
  </dl>
  ${found.settling ? html`<p class="wrong">Some standings are still being brought in line. They are, before the period closes.</p>` : nothing}
  ${Object.keys(found.dataThrough).length
    ? html`<p class="sub">Data goes through ${Object.entries(found.dataThrough).map(([who, day]) => `${who}: ${fullDate(day)}`).join(', ')}.</p>`
    : nothing}
  <div class="actions">
    <button type="button" class="button primary" id="confirm" @click=${() => close(found.period)}>${found.versions ? 'Pay' : 'Close'} ${periodName(found.period)}</button>
    <button type="button" class="button" @click=${() => { page.preview = null; schedule(); }}>Leave it open</button>
  </div>
</div>`;

const versions = (shownNow) => page.periods.find((one) => one.period === shownNow.period)?.versions ?? [];

function shown({ period, version, offset, found }) {
  const tables = Array.from({ length: Math.max(1, Math.ceil(found.total / TABLE)) }, (_, k) => k * TABLE);
  const csv = (from) => `/v1/${path(`periods/${encodeURIComponent(period)}/statements${api.query({ version, offset: from || undefined, limit: TABLE, format: 'csv' })}`)}`;
  return html`<section class="panel" aria-labelledby="statements">
    <h2 id="statements" tabindex="-1">Statements of ${periodName(period)}</h2>
    <p>${plural(found.statements, 'statement', 'statements')}, ${decimal(found.paid)} paid${version > 1 ? ', what changed since the closing before' : ''}.</p>
    <div class="actions">
      ${versions({ period }).length > 1
        ? html`<label class="fields">Version<select @change=${(event) => statements(period, event.target.value)}>
          ${versions({ period }).map((one) => html`<option value=${one.version} ?selected=${one.version === version}>${one.version}, ${fullDate(one.closed.slice(0, 10))}</option>`)}
        </select></label>`
        : nothing}
      ${tables.map((from, k) => html`<a class="button" href=${csv(from)} download="statements-${period}-${version}${tables.length > 1 ? `-${k + 1}` : ''}.csv">As a table for whoever pays${tables.length > 1 ? `, from ${whole(from + 1)}` : nothing}</a>`)}
    </div>
    ${found.rows.map(statement)}
    ${found.total > PAGE
      ? html`<nav class="pages" aria-label="Pages of statements">
        <button type="button" class="button" ?disabled=${offset === 0} @click=${() => statements(period, version, offset - PAGE)}>Earlier</button>
        <span>${whole(offset + 1)}–${whole(Math.min(offset + PAGE, found.total))} of ${whole(found.total)}</span>
        <button type="button" class="button" ?disabled=${offset + PAGE >= found.total} @click=${() => statements(period, version, offset + PAGE)}>Later</button>
      </nav>`
      : nothing}
    <p class="digest" title="The statements' digest: the same for the same facts, in whatever order they came">${found.digest}</p>
  </section>`;
}

const statement = (one) => html`<details class="statement">
  <summary><span><strong>${one.name || idOf(one.participant)}</strong> <span class="sub">${words(kindOf(one.participant))} ${one.name ? idOf(one.participant) : ''}</span></span><span class="paid">${decimal(one.paid)}</span></summary>
  <table class="lines"><tbody>
    ${one.lines.map((line) => html`<tr class=${line.points === undefined ? 'says' : nothing}><td>${LINES[line.line](line)}</td><td>${figure(line)}</td></tr>`)}
    <tr class="total"><td>Paid</td><td>${decimal(one.paid)}</td></tr>
  </tbody></table>
</details>`;

const figure = (line) => (line.rank === undefined ? decimal(line.points ?? line.value ?? '') : `${line.rank}`);

const LINES = {
  tier: (line) => `Tier ${words(line.tier)}, ${words(line.track)}`,
  measure: (line) => `${title(line.measure)}, ${words(line.track)}`,
  rank: (line) => `Rank on ${words(line.board)}`,
  rule: (line) => `${title(line.rule)}, ${words(line.track)}`,
  cap: (line) => `Above the cap of ${words(line.track)}`,
  budget: () => 'Share of the budget',
  prize: (line) => `Prize for place ${line.place} on ${words(line.board)}`,
  rounding: () => 'Rounding',
  correction: (line) => `Changed in ${periodName(line.period)}`,
  carried: () => 'Too little to pay, carried on',
};

start();
