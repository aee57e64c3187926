// The frame of the page: what stands around a board and a card.
import { html, nothing, svg } from 'lit-html';
import { fullDate, periodName, title, epochDay } from './format.js';
import { href } from './route.js';

const CONNECTIONS = {
  connecting: ['Connecting', 'Connecting to the service'],
  live: ['Live', 'Connected: what you see moves by itself'],
  reconnecting: ['Reconnecting', 'The connection was lost; it is being restored. What you see may be old.'],
  offline: ['Offline', 'No connection. What you see may be old; it goes on by itself.'],
};

export const connection = (state) => html`<span class="connection ${state}" title=${CONNECTIONS[state][1]}><i aria-hidden="true"></i>${CONNECTIONS[state][0]}</span>`;

const THEMES = {
  system: ['light', 'Theme: as the system', svg`<circle cx="8" cy="8" r="5.5"></circle><path class="half" d="M8 2.5a5.5 5.5 0 0 1 0 11z"></path>`],
  light: ['dark', 'Theme: light', svg`<circle cx="8" cy="8" r="3"></circle><path d="M8 1.5v1M8 13.5v1M1.5 8h1M13.5 8h1M3.4 3.4l.7.7M11.9 11.9l.7.7M12.6 3.4l-.7.7M4.1 11.9l-.7.7"></path>`],
  dark: ['system', 'Theme: dark', svg`<path d="M13.5 9.5A5.8 5.8 0 0 1 6.5 2.5a5.8 5.8 0 1 0 7 7z"></path>`],
};

export function themeSwitch(render) {
  const now = document.documentElement.dataset.theme ?? 'system';
  const [next, label] = THEMES[now];
  return html`<button type="button" class="icon-button theme" aria-label="${label}. Switch to ${next === 'system' ? 'as the system' : next}" title=${label} @click=${() => {
    if (next === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = next;
    try {
      localStorage.setItem('tidemark-theme', next);
    } catch {
      // not remembered then
    }
    render();
  }}>
    <svg viewBox="0 0 16 16" aria-hidden="true">${THEMES[now][2]}</svg>
  </button>`;
}

export const brand = html`<a class="brand" href="/"><img src="/mark.svg" alt="" width="26" height="26"><span>Tidemark</span></a>`;

export function programSwitch(programs, route, go) {
  if (programs.length < 2) return nothing;
  return html`<label class="program-switch"><span class="unseen">Program</span>
    <select @change=${(event) => go({ program: event.target.value })}>
      ${programs.map((one) => html`<option value=${one.program} ?selected=${one.program === route.program}>${one.name || one.program}</option>`)}
    </select></label>`;
}

/** The period with a step back and one forward. */
export function periodSwitch(overview, route) {
  const ids = overview.periods.map((period) => period.period);
  const at = ids.indexOf(route.shown);
  const step = (k, label, path) =>
    ids[k]
      ? html`<a class="icon-button" href=${href({ ...route, period: ids[k] === overview.period ? undefined : ids[k], page: undefined, segment: undefined })} aria-label="${label}: ${periodName(ids[k])}"><svg viewBox="0 0 16 16" aria-hidden="true">${path}</svg></a>`
      : html`<span class="icon-button off" aria-hidden="true"><svg viewBox="0 0 16 16">${path}</svg></span>`;
  return html`<div class="period" role="group" aria-label="Period">
    ${step(at - 1, 'Earlier', chevron('M10 4l-4 4 4 4'))}
    <strong>${periodName(route.shown)}</strong>
    ${step(at + 1, 'Later', chevron('M6 4l4 4-4 4'))}
  </div>`;
}

const chevron = (d) => svg`<path d=${d}></path>`;

/** `closing` says whether the period is provisional or final. */
export function periodNote(overview, route, closing) {
  const period = overview.periods.find((one) => one.period === route.shown);
  if (!period) return nothing;
  const left = epochDay(period.through) - epochDay(overview.today);
  const state = left < 0 ? 'ended' : left === 0 ? 'last day' : left === 1 ? '1 day left' : `${left} days left`;
  return html`${fullDate(period.from)} – ${fullDate(period.through)} · ${epochDay(period.from) > epochDay(overview.today) ? 'not begun' : state} · ${closing ?? 'provisional'}`;
}

export const boardTabs = (overview, route) => html`<nav class="tabs" aria-label="Boards"><ul>
  ${overview.boards.map(
    (board) => html`<li><a href=${href({ program: route.program, board: board.board, period: route.period, participant: route.participant, track: route.track })} aria-current=${board.board === route.board ? 'page' : nothing}>${title(board.board)}</a></li>`,
  )}
</ul></nav>`;

export function segments(board, route) {
  if (!board.per || !board.segments.length) return nothing;
  return html`<nav class="segments" aria-label=${title(board.per)}><ul>
    ${board.segments.map(
      (segment) => html`<li><a href=${href({ ...route, segment, page: undefined })} aria-current=${segment === route.segment ? 'true' : nothing}>${segment || 'None'}</a></li>`,
    )}
  </ul></nav>`;
}

export const notice = (heading, text, action) => html`<main class="notice" id="main"><div>
  <img src="/mark.svg" alt="" width="48" height="48">
  <h1>${heading}</h1>${text}${action ?? nothing}</div></main>`;
