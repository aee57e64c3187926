// The page as a whole: what it knows, what the address says, and what is painted.
import { html, nothing, render as paint } from 'lit-html';
import * as api from './api.js';
import { boardTable, PAGE } from './board.js';
import { card, dataThrough } from './card.js';
import { Chart } from './chart.js';
import { idOf, kindOf, periodName, title } from './format.js';
import { Live } from './live.js';
import { glide, glow, places } from './motion.js';
import { href, push, read, replace } from './route.js';
import { Search } from './search.js';
import { outside } from './outside.js';
import * as shell from './shell.js';
import { Shifts } from './shifts.js';
import { Details } from './details.js';

const root = document.getElementById('portal');
root.textContent = ''; // what stood there until now was for the meantime
/** Whether the browser comes from a sign-in link that signed nobody in. */
const linkFailed = new URLSearchParams(location.search).get('sign-in') === 'failed';

const page = {
  phase: 'loading', // loading, signed-out, failed, empty, ready
  failure: null,
  programs: [],
  overview: null,
  route: read(),
  connection: 'connecting',
  board: { name: '', state: null, problem: null },
  standing: { name: '', state: null, problem: null },
  focus: 0,
};

const chart = new Chart(schedule);
const search = new Search(schedule, (row) => go({ ...page.route, participant: row.participant, track: undefined }, true));
const details = new Details(schedule);
const shifts = new Shifts(schedule);
const live = new Live((state) => {
  if (state === page.connection) return;
  const former = page.connection;
  page.connection = state;
  if (state === 'reconnecting' && former === 'live') announce('The connection was lost. Reconnecting.');
  if (state === 'live' && former !== 'connecting') announce('Connected again.');
  if (state !== 'live' && state !== 'connecting') checkSession();
  schedule();
});

function announce(text) {
  document.getElementById('announcer').textContent = text;
}

// --- what is shown -------------------------------------------------------------------------------------------------

const boardOf = (overview, name) => overview.boards.find((board) => board.board === name);

/** The address with what it leaves open filled in. */
function complete(route, overview) {
  const full = { ...route, program: overview.program };
  const board = boardOf(overview, route.board) ?? overview.boards[0];
  full.board = board?.board;
  // whoever asked for no period sees the running one, and goes on to the next when it begins
  if (!overview.periods.some((period) => period.period === full.period)) delete full.period;
  full.shown = full.period ?? overview.period;
  if (board?.per && !board.segments.includes(full.segment)) full.segment = board.segments[0];
  if (!board?.per) delete full.segment;
  if (!/^[1-9]\d{0,6}$/.test(full.page ?? '') || full.page === '1') delete full.page;
  return full;
}

const boardTopic = (route) =>
  `boards/${encodeURIComponent(route.board)}` +
  api.query({ period: route.shown, segment: route.segment, offset: (Number(route.page ?? 1) - 1) * PAGE, limit: PAGE });

const standingTopic = (route) =>
  `participants/${api.participantPath(route.participant)}/standing${api.query({ period: route.shown, track: route.track })}`;

async function start() {
  try {
    page.programs = (await api.programs()).programs;
    if (!page.programs.length) {
      page.phase = 'empty';
      setTimeout(start, 3_000);
    } else {
      await openProgram();
    }
  } catch (problem) {
    fail(problem);
  }
  schedule();
}

async function openProgram() {
  const known = page.programs.some((one) => one.program === page.route.program);
  const program = known ? page.route.program : page.programs[0].program;
  page.overview = await api.overview(program);
  page.phase = 'ready';
  live.open(program);
  live.watch('overview', overviewMoved);
  show(false);
}

function overviewMoved(state) {
  if (!state || !page.overview || state.program !== page.overview.program) return;
  page.overview = state;
  show(false);
}

/** Brings what is watched in line with the address. */
function show(moved) {
  page.route = complete(page.route, page.overview);
  replace(page.route);
  watchBoard();
  watchStanding();
  const board = boardOf(page.overview, page.route.board);
  const who = page.standing.state ? `${page.standing.state.name || idOf(page.standing.state.participant)} · ` : '';
  document.title = `${who}${board ? title(board.board) : 'Boards'} · ${page.overview.name} · Tidemark`;
  if (moved) scrollTo({ top: 0 });
  schedule();
}

function watchBoard() {
  const name = page.route.board ? boardTopic(page.route) : '';
  if (name === page.board.name) return;
  if (page.board.name) live.unwatch(page.board.name);
  page.board = { name, state: null, problem: null };
  shifts.clear();
  page.focus = 0;
  if (name) live.watch(name, (state, problem) => boardMoved(name, state, problem));
}

function boardMoved(name, state, problem) {
  if (name !== page.board.name) return;
  const former = page.board.state;
  page.board = { name, state, problem };
  if (former && state) shifts.note(former, state);
  schedule();
}

function watchStanding() {
  const name = page.route.participant ? standingTopic(page.route) : '';
  if (name === page.standing.name) return;
  if (page.standing.name) live.unwatch(page.standing.name);
  page.standing = { name, state: null, problem: null };
  chart.at = -1;
  details.close();
  if (!name) return;
  details.open(page.overview.program, page.route.participant, page.route.shown, page.route.track);
  live.watch(name, (state, problem) => standingMoved(name, state, problem));
}

function standingMoved(name, state, problem) {
  if (name !== page.standing.name) return;
  page.standing = { name, state, problem };
  if (state) details.moved(state);
  if (problem?.status === 404) setTimeout(() => name === page.standing.name && retryStanding(name), 5_000);
  schedule();
}

/** Somebody without a standing may get one any moment. */
function retryStanding(name) {
  live.watch(name, (state, problem) => standingMoved(name, state, problem));
}

// --- what goes wrong -----------------------------------------------------------------------------------------------

function fail(problem) {
  if (problem.status === 401 || problem.status === 403) {
    page.phase = 'signed-out';
    live.close();
  } else {
    page.phase = 'failed';
    page.failure = problem;
    setTimeout(() => page.phase === 'failed' && start(), 5_000);
  }
  schedule();
}

/** A WebSocket does not say why it was refused: a read does. */
async function checkSession() {
  try {
    await api.programs();
  } catch (problem) {
    if (problem.status === 401) fail(problem);
  }
}

// --- moving about --------------------------------------------------------------------------------------------------

let focusCard = false;
let returnTo = null;

function go(route, toCard = false) {
  const program = route.program && route.program !== page.overview?.program;
  if (toCard && !page.route.participant) returnTo = route.participant;
  page.route = route;
  push(program ? route : complete(route, page.overview));
  focusCard = toCard;
  if (program) openProgram().catch(fail);
  else show(false);
}

function closeCard() {
  const participant = page.route.participant;
  go({ ...page.route, participant: undefined, track: undefined });
  requestAnimationFrame(() => {
    const row = root.querySelector(`tr[data-key="${CSS.escape(returnTo ?? participant)}"] [data-row]`);
    (row ?? root.querySelector('[data-row][tabindex="0"]'))?.focus();
    returnTo = null;
  });
}

addEventListener('popstate', () => {
  const former = page.route;
  page.route = read();
  if (page.phase !== 'ready') return;
  if (page.route.program && page.route.program !== former.program) openProgram().catch(fail);
  else show(false);
});

root.addEventListener('click', (event) => {
  const link = event.target.closest('a[href^="/"]');
  if (!link || link.pathname !== '/' || page.phase !== 'ready' || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  if (link.matches('[data-close]')) closeCard();
  else go(read(new URL(link.href).search), link.matches('[data-row]'));
});

addEventListener('keydown', (event) => {
  if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey) return;
  const typing = event.target.matches?.('input, select, textarea');
  if (event.key === '/' && !typing) {
    event.preventDefault();
    search.focus();
  } else if (event.key === 'Escape' && page.route.participant) {
    event.preventDefault();
    closeCard();
  } else if (event.target.matches?.('[data-row]')) {
    moveFocus(event);
  }
});

/** One row of the board is in the tab order; arrows move it. */
function moveFocus(event) {
  const rows = [...root.querySelectorAll('[data-row]')];
  const at = rows.indexOf(event.target);
  const last = rows.length - 1;
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: last, PageDown: at + 10, PageUp: at - 10 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  page.focus = Math.max(0, Math.min(last, to));
  rows[page.focus].focus();
  rows[page.focus].scrollIntoView({ block: 'nearest' });
  schedule();
}

root.addEventListener('focusin', (event) => {
  if (!event.target.matches('[data-row]')) return;
  const at = [...root.querySelectorAll('[data-row]')].indexOf(event.target);
  if (at !== page.focus) {
    page.focus = at;
    schedule();
  }
});

// --- painting ------------------------------------------------------------------------------------------------------

let scheduled = false;

/** Paints once, however much has changed, when the browser is about to. */
function schedule() {
  if (scheduled) return;
  scheduled = true;
  requestAnimationFrame(() => {
    scheduled = false;
    draw();
  });
}

function draw() {
  const table = root.querySelector('table.board');
  const before = places(table);
  const figures = new Map([...root.querySelectorAll('tr[data-key]')].map((row) => [row.dataset.key, row.querySelector('.figure')?.textContent]));
  const focused = document.activeElement?.matches?.('[data-row]') ? document.activeElement : null;
  paint(view(), root);
  root.removeAttribute('aria-busy');
  // moving an element in the document takes its focus away
  if (focused && focused.isConnected && document.activeElement !== focused) focused.focus({ preventScroll: true });
  const now = root.querySelector('table.board');
  if (now && now === table) glide(now, before);
  for (const row of root.querySelectorAll('tr[data-key]')) {
    const figure = row.querySelector('.figure');
    const was = figures.get(row.dataset.key);
    if (was !== undefined && was !== figure.textContent) glow(figure);
  }
  if (focusCard && page.route.participant) {
    document.getElementById('card-title')?.focus();
    focusCard = false;
  }
}

function view() {
  if (page.phase === 'ready') return ready();
  return outside(page.phase, page.failure, linkFailed);
}

async function signOut() {
  try {
    await api.signOut();
    fail(new api.Problem(401, 'Signed out'));
  } catch (problem) {
    announce(problem.message);
  }
}

function ready() {
  const { overview, route } = page;
  const board = boardOf(overview, route.board);
  return html`
    <a class="skip" href="#main" @click=${(event) => { event.preventDefault(); event.stopPropagation(); document.getElementById('main').focus(); }}>Skip to the board</a>
    <header>
    <div class="top">
      ${shell.brand}
      ${search.view(overview.program)}
      <div class="top-end">${shell.connection(page.connection)}${shell.themeSwitch(schedule)}</div>
    </div>
    <div class="intro">
      <div>
        <h1>${overview.name || overview.program}</h1>
        <p class="sub">${shell.periodNote(overview, route, page.board.state?.state ?? page.standing.state?.state)}</p>
      </div>
      <div class="intro-end">${shell.programSwitch(page.programs, route, go)}${shell.periodSwitch(overview, route)}</div>
    </div>
    </header>
    ${overview.boards.length ? shell.boardTabs(overview, route) : nothing}
    <main id="main" tabindex="-1" class=${route.participant ? 'columns with-card' : 'columns'}>
      <div class="column">
        ${board ? html`<h2 class="unseen">${title(board.board)}, ${periodName(route.shown)}</h2>${shell.segments(board, route)}${boardView(board)}${route.participant ? throughView() : nothing}` : html`<div class="empty"><h2>This program has no boards</h2></div>`}
      </div>
      <div class="side">
        ${route.participant ? cardView() : nothing}
        ${route.participant ? nothing : throughView()}
      </div>
    </main>
    <footer>
      <p>Every point leads to the sale that earned it. <span class="keys">Press <kbd>/</kbd> to find somebody, arrow keys to move, <kbd>Esc</kbd> to close a card.</span></p>
      <a class="link" href="/periods.html">Periods and statements</a>
      <a class="link" href="/files.html">Files and exceptions</a>
      <button type="button" class="link" @click=${signOut}>Sign out</button>
    </footer>`;
}

const throughView = () => dataThrough({ dataThrough: page.board.state?.dataThrough, names: page.overview.distributors, overdue: page.overview.overdue });

const trackOf = (overview, name) => overview.tracks.find((track) => track.track === name);

function boardView(board) {
  const { overview, route } = page;
  const own = board.level ? overview.tracks.find((track) => track.kind === board.level) : trackOf(overview, board.track);
  return boardTable({
    overview,
    board,
    ladder: board.level ? [] : (own?.ladder ?? []),
    links: Boolean(own),
    route,
    state: page.board.state,
    problem: page.board.problem,
    shifts,
    focus: Math.min(page.focus, Math.max(0, (page.board.state?.rows.length ?? 1) - 1)),
  });
}

function cardView() {
  const { overview, route, standing } = page;
  const track = trackOf(overview, standing.state?.track ?? route.track) ?? overview.tracks.find((one) => one.kind === kindOf(route.participant));
  return card({
    overview,
    participant: route.participant,
    period: route.shown,
    steps: track?.ladder ?? [],
    standing: standing.state,
    problem: standing.problem,
    closeHref: href({ ...route, participant: undefined, track: undefined }),
    postings: details.postings,
    opened: details.opened,
    toggle: (group) => details.toggle(group),
    more: () => details.more(),
    chart: details.progress ? chart.view(details.progress, overview.today, overview.points.name) : html`<section class="block chart-wait" aria-hidden="true"><i></i></section>`,
  });
}

start();
