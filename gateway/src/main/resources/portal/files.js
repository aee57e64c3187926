// Files on their way in: a file is dropped, its layout confirmed, and what it changes is seen. Below it, what became no fact.
import { html, nothing, render as paint } from 'lit-html';
import * as api from './api.js';
import { decimal, plural, title, whole } from './format.js';
import { Exceptions } from './exceptions.js';
import { outside } from './outside.js';
import { overdue } from './overdue.js';
import * as shell from './shell.js';

const POLL_MS = 400;
const SHOWN = 10;
const PROPOSE = '\u0000propose';

const root = document.getElementById('portal');
root.textContent = '';

const page = {
  phase: 'loading', // loading, signed-out, barred, failed, ready
  failure: null,
  admin: false,
  programs: [],
  overdue: [],
  profiles: [],
  file: null,
  feed: '',
  how: PROPOSE,
  proposal: null,
  step: 'choose', // choose, looking, confirm, sending, done
  problem: '',
  report: null,
  moved: null,
};

const exceptions = new Exceptions(schedule, announce);

function announce(text) {
  document.getElementById('announcer').textContent = text;
}

async function start() {
  try {
    const session = await api.get('session');
    page.admin = session.scopes.includes('admin');
    if (!page.admin && !session.scopes.includes('feed')) {
      page.phase = 'barred';
      schedule();
      return;
    }
    page.programs = await api.programs().then((found) => found.programs, () => []);
    page.overdue = (await api.get('feeds')).feeds.filter((one) => one.overdue).map((one) => ({ feed: one.feed, ...one.due }));
    page.profiles = (await api.get('profiles')).profiles.map((one) => one.profile);
    exceptions.open(page.programs.map((one) => one.program), page.admin);
    page.phase = 'ready';
  } catch (problem) {
    page.phase = problem.status === 401 || problem.status === 403 ? 'signed-out' : 'failed';
    page.failure = problem;
  }
  schedule();
}

// --- a file --------------------------------------------------------------------------------------------------------

/** Does something that may be refused, and shows why. */
async function attempt(step, work) {
  page.step = step;
  page.problem = '';
  schedule();
  try {
    await work();
  } catch (problem) {
    page.step = page.proposal === null ? 'choose' : 'confirm';
    page.problem = problem.message;
    announce(problem.message);
  }
  schedule();
}

function choose(file) {
  if (!file) return;
  Object.assign(page, { file, proposal: null, report: null, moved: null, step: 'choose', problem: '' });
  page.feed ||= file.name.toLowerCase().replace(/\..*$/, '').replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
  if (page.how === PROPOSE) look();
  else schedule();
}

const look = () =>
  attempt('looking', async () => {
    const file = page.file;
    const answer = await api.send('POST', `profiles/guess${api.query({ name: file.name })}`, file, 'application/octet-stream');
    // meanwhile another file may have been chosen, or another way to read it: nobody waits for this proposal any more
    if (page.how !== PROPOSE && page.step === 'looking') page.step = 'choose';
    if (page.how !== PROPOSE || page.file !== file) return;
    page.proposal = answer.source;
    page.step = 'confirm';
    announce('A profile is proposed. Look at it, and confirm.');
  });

const confirm = () =>
  attempt('sending', async () => {
    let profile = page.how;
    if (page.how === PROPOSE) {
      profile = /^profile:\s*(\S+)/m.exec(page.proposal)?.[1] ?? 'proposed';
      await api.send('PUT', `profiles/${encodeURIComponent(profile)}`, page.proposal, 'application/yaml');
      if (!page.profiles.includes(profile)) page.profiles.push(profile);
    }
    const before = await standings();
    const taken = await api.send('POST', `files${api.query({ feed: page.feed, profile, name: page.file.name })}`, page.file, 'application/octet-stream');
    await watch(taken.ingest);
    page.moved = difference(before, await standings());
    page.step = 'done';
    announce(`${page.file.name} is read.`);
    exceptions.refresh();
  });

async function watch(ingest) {
  do {
    await new Promise((later) => setTimeout(later, POLL_MS));
    page.report = await api.get(`ingests/${ingest}`);
    schedule();
  } while (page.report.state === 'queued' || page.report.state === 'running');
}

/** The heads of all boards without segments, by name. */
async function standings() {
  const heads = new Map();
  for (const { program } of page.programs) {
    const { boards } = await api.boards(program).catch(() => ({ boards: [] }));
    const periods = await api.overview(program).catch(() => ({}));
    for (const board of boards.filter((one) => !one.per)) {
      const head = await api.board(program, board.board, { limit: SHOWN, period: periods.period }).catch(() => null);
      if (head) heads.set(`${program}/${board.board}/${head.period}`, { board: board.board, period: head.period, rows: head.rows });
    }
  }
  return heads;
}

/** Who stands elsewhere, or with another value, than before. */
function difference(before, after) {
  const moved = [];
  for (const [key, head] of after) {
    const former = new Map((before.get(key)?.rows ?? []).map((row) => [row.participant, row]));
    for (const row of head.rows) {
      const was = former.get(row.participant);
      if (was?.value !== row.value || was?.rank !== row.rank) moved.push({ ...head, row, was });
    }
  }
  return moved;
}

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

function view() {
  if (page.phase === 'ready') return ready();
  return page.phase === 'barred' ? barred : outside(page.phase, page.failure, false);
}

const barred = shell.notice(
  'Files are for those who send them',
  html`<p>This browser may look at boards. Ask for a sign-in link that may send files.</p>`,
  html`<a class="button" href="/">Boards</a>`,
);

const ready = () => html`
  <a class="skip" href="#main">Skip to the files</a>
  <header>
    <div class="top">${shell.brand}<div class="top-end">${shell.themeSwitch(schedule)}</div></div>
    <div class="intro"><div><h1>Files and exceptions</h1><p class="sub">What came in, what became of it, and what still waits for somebody.</p></div></div>
  </header>
  <main id="main" tabindex="-1" class="files">${late()}${upload()}${exceptions.view()}</main>
  <footer><p>Sending a file again changes nothing.</p><a class="link" href="/">Boards</a></footer>`;

const late = () => page.overdue.length
  ? html`<section class="panel" aria-labelledby="overdue-title"><h2 id="overdue-title">Overdue</h2>
    <p>Nothing of these days or later has come, though the profile says when it is expected.</p>${overdue(page.overdue)}</section>`
  : nothing;

function dropped(event) {
  event.preventDefault();
  event.currentTarget.classList.remove('over');
  choose(event.dataTransfer.files[0]);
}

const upload = () => html`<section class="panel" aria-labelledby="send-title">
  <h2 id="send-title">Send a file</h2>
  <p>CSV, workbooks, JSON, X12 and EDIFACT, plain or packed.</p>
  <label class="drop" @dragover=${(event) => { event.preventDefault(); event.currentTarget.classList.add('over'); }}
    @dragleave=${(event) => event.currentTarget.classList.remove('over')} @drop=${dropped}>
    <input id="file" class="unseen" type="file" @change=${(event) => choose(event.target.files[0])}>
    <strong>${page.file ? page.file.name : 'Drop a file here, or choose one'}</strong>
    <span class="sub">${page.file ? `${whole(page.file.size)} bytes. Drop another to replace it.` : 'Nothing counts before you confirm it.'}</span>
  </label>
  <div class="fields">
    <label>Feed<input id="feed" .value=${page.feed} @input=${(event) => { page.feed = event.target.value.trim(); schedule(); }}></label>
    <label>How it is read<select id="how" @change=${(event) => { page.how = event.target.value; page.proposal = null; page.file && page.how === PROPOSE ? look() : schedule(); }}>
      <option value=${PROPOSE} ?selected=${page.how === PROPOSE}>Propose a profile from the file</option>
      <option value="" ?selected=${page.how === ''}>Its header names the fields</option>
      ${page.profiles.map((one) => html`<option value=${one} ?selected=${page.how === one}>By the profile ${one}</option>`)}
    </select></label>
    ${page.how === PROPOSE ? nothing : sendButton('Send')}
  </div>
  ${page.proposal === null ? nothing : proposal()}
  ${page.problem ? html`<p class="wrong">${page.problem}</p>` : nothing}
  ${page.step === 'looking' ? html`<progress aria-label="Looking at the file"></progress>` : nothing}
  ${page.step === 'sending' ? html`<progress aria-label="Reading the file"></progress><p class="sub">${page.report ? `${plural(page.report.rows ?? 0, 'row', 'rows')} read` : 'Sending'}</p>` : nothing}
  ${page.step === 'done' ? done(page.report) : nothing}
</section>`;

const sendButton = (label) => html`<button type="button" class="button primary" id="send" ?disabled=${!page.file || !page.feed || page.step === 'sending' || page.step === 'looking'} @click=${confirm}>${label}</button>`;

const proposal = () => html`<h3><label for="profile">The profile proposed, what speaks for it, and the first activities it makes</label></h3>
  <textarea id="profile" spellcheck="false" .value=${page.proposal} @input=${(event) => { page.proposal = event.target.value; }}></textarea>
  <div class="actions">${sendButton('Confirm and send')}</div>`;

const COUNTS = ['accepted', 'duplicate', 'conflict', 'refused', 'skipped'];

const done = (report) => html`<h3>What became of it</h3>
  ${(report.problems ?? []).map((problem) => html`<p class="wrong">${problem}</p>`)}
  <dl class="counts">${COUNTS.map((name) => html`<div><dt>${title(name)}</dt><dd>${whole(report[name] ?? 0)}</dd></div>`)}</dl>
  ${report.layout ? html`<p class="sub">${report.layout}</p>` : nothing}
  ${(report.setAside ?? []).map((one) => html`<p class="sub">Of the accepted, ${whole(one.activities)} set aside on ${one.program}/${one.track}: ${one.reason}</p>`)}
  ${report.reply ? html`<p class="actions"><a class="button" href="/v1/ingests/${report.ingest}/reply" download>Answer to the sender</a></p>` : nothing}
  <h3>What it changed on the boards</h3>
  ${page.moved?.length
    ? html`<ul class="moved">${page.moved.slice(0, 30).map(({ board, period, row, was }) => html`<li><span>${title(board)}, ${period}: <strong>${row.name || row.participant}</strong></span>
        <span>${was ? `${was.rank} → ${row.rank}` : `new at ${row.rank}`}, ${was ? `${decimal(was.value)} → ` : ''}${decimal(row.value)}</span></li>`)}</ul>`
    : html`<p class="sub">Nobody among the first ${SHOWN} of a board moved.</p>`}`;

start();
