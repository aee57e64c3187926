// A page of a board: who leads, by how much, and how that changes.
import { html, svg, nothing } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { idOf, kindOf, nameOf, title, whole, words } from './format.js';
import { chip } from './ladder.js';
import { unit, value } from './measures.js';
import { href } from './route.js';

export const PAGE = 50;

function width(row, best) {
  const share = Number(row.value) / best;
  return Number.isFinite(share) ? Math.max(0, Math.min(100, share * 100)).toFixed(2) : '0';
}

function row(view, row, at, best) {
  const { overview, board, ladder, route, links } = view;
  const target = { ...route, participant: row.participant, track: board.level ? undefined : board.track };
  const open = route.participant === row.participant;
  const shift = view.shifts.get(row.participant);
  const name = nameOf(row);
  return html`<tr data-key=${row.participant} class=${open ? 'open' : ''}>
    <td class="rank ${Number(row.rank) <= 3 ? 'lead' : ''}">${whole(row.rank)}</td>
    <td class="shift">${shift
      ? html`<span class=${shift > 0 ? 'up' : 'down'}><span aria-hidden="true">${shift > 0 ? '▲' : '▼'}</span
            ><span class="unseen">${shift > 0 ? 'up' : 'down'}</span> ${whole(Math.abs(shift))}</span>`
      : nothing}</td>
    <th scope="row">
      ${links
        ? html`<a href=${href(target)} data-row tabindex=${at === view.focus ? 0 : -1} aria-current=${open ? 'true' : nothing}>${name}</a>`
        : html`<span data-row tabindex=${at === view.focus ? 0 : -1}>${name}</span>`}
      <span class="sub ${row.tier && ladder.length ? 'with-tier' : ''}">${ladder.length ? chip(ladder, row.tier) : nothing} <span class="what">${title(kindOf(row.participant))}</span> ${idOf(row.participant)}</span>
    </th>
    ${ladder.length ? html`<td class="tier-cell">${chip(ladder, row.tier)}</td>` : nothing}
    <td class="value">
      <span class="figure">${value(overview, board, row.value)}</span>
      <svg class="bar" aria-hidden="true"><rect class="bar-all" width="100%" height="100%" rx="2"></rect>${svg`<rect class="bar-share" width="${width(row, best)}%" height="100%" rx="2"></rect>`}</svg>
    </td>
  </tr>`;
}

const skeleton = (ladder) =>
  Array.from(
    { length: 10 },
    () => html`<tr class="skeleton" aria-hidden="true"><td class="rank"><i></i></td><td class="shift"></td><th><i></i></th>
      ${ladder.length ? html`<td class="tier-cell"><i></i></td>` : nothing}<td class="value"><i></i></td></tr>`,
  );

function pages(view, state) {
  const page = Number(view.route.page ?? 1);
  const last = Math.max(1, Math.ceil(state.total / PAGE));
  if (last === 1 && page === 1) return nothing;
  const to = (number) => href({ ...view.route, page: number > 1 ? String(number) : undefined });
  const from = (page - 1) * PAGE + 1;
  return html`<nav class="pages" aria-label="Pages of the board">
    ${page > 1 ? html`<a class="button" href=${to(page - 1)} rel="prev">Previous</a>` : html`<span class="button off">Previous</span>`}
    <span>${whole(from)}–${whole(Math.min(state.total, from + PAGE - 1))} of ${whole(state.total)}</span>
    ${page < last ? html`<a class="button" href=${to(page + 1)} rel="next">Next</a>` : html`<span class="button off">Next</span>`}
  </nav>`;
}

/** @param view what app.js prepared: overview, board, ladder, route, state, problem, shifts, focus, links */
export function boardTable(view) {
  const { overview, board, ladder, state, problem } = view;
  if (problem) {
    return html`<div class="empty" role="status"><h2>${problem.title || 'This board cannot be shown'}</h2><p>${problem.detail || problem.message}</p></div>`;
  }
  if (state && state.total === 0) {
    return html`<div class="empty" role="status">
      <svg viewBox="0 0 64 40" class="empty-mark" aria-hidden="true"><path d="M2 28c7 0 7-7 15-7s7 7 15 7 7-7 15-7 7 7 15 7"></path><path d="M14 10h36"></path></svg>
      <h2>Nobody is on this board yet</h2>
      <p>It fills by itself as soon as a distributor’s sales for this period arrive.</p>
    </div>`;
  }
  const best = state ? Math.max(...state.rows.map((row) => Number(row.value)), Number(view.leader ?? 0), 0) : 0;
  return html`<table class="board ${ladder.length ? 'with-tiers' : ''}" aria-busy=${state ? 'false' : 'true'} aria-rowcount=${state ? state.total + 1 : nothing}>
      <caption class="unseen">${title(board.board)}, ${words(unit(overview, board))}. Arrow keys move between rows, Enter opens one.</caption>
      <thead><tr>
        <th scope="col" class="rank">#</th><th scope="col" class="shift"><span class="unseen">Change</span></th>
        <th scope="col">${title(board.level ?? board.kind)}</th>
        ${ladder.length ? html`<th scope="col" class="tier-cell">Tier</th>` : nothing}
        <th scope="col" class="value">${title(unit(overview, board))}</th>
      </tr></thead>
      <tbody>${state
        ? repeat(state.rows, (r) => r.participant, (r, at) => row(view, r, at, best))
        : skeleton(ladder)}</tbody>
    </table>
    ${state?.settling ? html`<p class="sub settling" role="status">Something has changed that touches many: these numbers are still being brought up to date.</p>` : nothing}
    ${state ? pages(view, state) : nothing}`;
}
