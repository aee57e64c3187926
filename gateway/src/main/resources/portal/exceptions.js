// What became no fact, and what programs set aside: by reason, down to the row, put right or dismissed.
import { html, nothing } from 'lit-html';
import * as api from './api.js';
import { decimal, plural, whole, words } from './format.js';
import { Matching } from './matching.js';

const AGAIN_MS = 4_000;
const FEW = 20;
const at = (exception) => `exceptions/${encodeURIComponent(exception)}`;

export class Exceptions {
  constructor(render, announce) {
    this.render = render;
    this.announce = announce;
    this.groups = null;
    this.aside = [];
    this.shown = null; // the group that is unfolded: { feed, reason, rows, columns, edits, problem }
    this.mapped = null; // the group whose product is being mapped, with what was typed
    this.said = '';
    this.matching = new Matching(render, (...what) => this.change(...what));
  }

  open(programs, admin) {
    this.programs = programs;
    this.admin = admin;
    this.refresh();
    setInterval(() => document.hidden || this.refresh(), AGAIN_MS);
  }

  async refresh() {
    try {
      const [kept, ...aside] = await Promise.all([
        api.get('exceptions/summary'),
        ...this.programs.map((program) => api.get(`exceptions/summary${api.query({ program })}`)),
      ]);
      await this.matching.refresh();
      const before = this.waiting();
      this.groups = kept.groups;
      this.aside = aside.flatMap((one) => one.groups);
      const healed = before - this.waiting();
      if (healed > 0) this.say(`${plural(healed, 'sale that was', 'sales that were')} set aside now ${healed === 1 ? 'counts' : 'count'}.`);
    } catch (problem) {
      this.groups ??= [];
      this.said = problem.message;
    }
    this.render();
  }

  waiting() {
    return this.aside.reduce((sum, group) => sum + group.exceptions, 0);
  }

  say(text) {
    this.said = text;
    this.announce(text);
    this.render();
  }

  async unfold(group) {
    if (this.isShown(group)) {
      this.shown = null;
    } else {
      const { exceptions } = await api.get(`exceptions${api.query({ feed: group.feed, reason: group.reason, limit: FEW })}`);
      const rows = await Promise.all(exceptions.map((one) => api.get(at(one.exception))));
      this.shown = { ...group, rows, edits: new Map(), problems: new Map() };
    }
    this.render();
  }

  isShown(group) {
    return this.shown?.feed === group.feed && this.shown?.reason === group.reason;
  }

  edit(row, column, text) {
    const edits = this.shown.edits.get(row.exception) ?? {};
    edits[column] = text;
    this.shown.edits.set(row.exception, edits);
  }

  /** Sends one row again with what was typed. */
  async again(row) {
    const set = this.shown.edits.get(row.exception) ?? {};
    try {
      const answer = await api.send('POST', at(row.exception), JSON.stringify(row.cells ? { set } : { activity: { ...row.read, function: 'correct' } }));
      this.settled(row, `${answer.activity}: ${answer.verdict}.`);
    } catch (problem) {
      this.shown.problems.set(row.exception, problem.message);
      this.announce(problem.message);
      this.render();
    }
  }

  /** Puts what was typed in this row into every row that has the same in the same column. */
  async everywhere(row) {
    const set = this.shown.edits.get(row.exception);
    const where = Object.fromEntries(Object.keys(set).map((column) => [column, row.cells[row.columns.indexOf(column)] ?? '']));
    await this.change('POST', `exceptions${api.query({ feed: row.feed, reason: row.reason })}`, JSON.stringify({ set, where }), (answer) =>
      `${plural(answer.tried, 'row', 'rows')} sent again: ${whole(answer.accepted + answer.duplicate)} taken, ${whole(answer.refused + answer.conflict)} still open.`);
  }

  async dismiss(path, options) {
    const because = prompt('Why is it dismissed? The reason is kept.');
    if (because?.trim()) await this.change('DELETE', `${path}${api.query({ ...options, because: because.trim() })}`, undefined, () => 'Dismissed.');
  }

  async change(method, path, body, sentence) {
    try {
      const answer = await api.send(method, path, body);
      this.shown = null;
      this.say(sentence(answer));
    } catch (problem) {
      this.say(problem.message);
    }
    await this.refresh();
  }

  settled(row, sentence) {
    this.shown.rows = this.shown.rows.filter((one) => one !== row);
    if (!this.shown.rows.length) this.shown = null;
    this.say(sentence);
    this.refresh();
  }

  /** Makes known what was missing: all that waited for it counts. */
  make(group) {
    const [kind, id] = [group.missing.slice(0, group.missing.indexOf(':')), group.missing.slice(group.missing.indexOf(':') + 1)];
    const product = kind === 'sku';
    return this.change('PUT', product ? 'products' : 'participants', JSON.stringify([product ? { sku: id } : { kind, id }]), () => `${id} is known now.`);
  }

  /** Unfolds the form that says which product of ours a distributor's is. */
  async map(group) {
    if (this.mapped && this.isMapped(group)) {
      this.mapped = null;
      this.render();
      return;
    }
    this.mapped = { ...group, distributor: '', sku: '', units: '1' };
    this.render();
    try {
      const { exceptions } = await api.get(`exceptions${api.query({ program: group.program, feed: group.feed, reason: group.reason, limit: 100 })}`);
      const one = exceptions.find((exception) => exception.missing === group.missing);
      const fact = one && await api.activity(one.source, one.activity);
      const said = fact?.versions?.at(-1)?.distributor ?? '';
      if (this.mapped && !this.mapped.distributor) this.mapped.distributor = said.replace(/^distributor:/, '');
    } catch {
      // then the distributor is typed
    }
    this.render();
  }

  isMapped(group) {
    return this.mapped?.missing === group.missing && this.mapped?.feed === group.feed && this.mapped?.program === group.program && this.mapped?.track === group.track;
  }

  /** Puts a row of the cross-reference; what waited for it counts. */
  async crossReference() {
    const { missing, distributor, sku, units } = this.mapped;
    const theirs = missing.slice(missing.indexOf(':') + 1);
    this.mapped = null;
    await this.change('PUT', 'xref', JSON.stringify([{ distributor, 'their-sku': theirs, sku, 'units-per': units }]), () => `${theirs} of ${distributor} is ${sku} now.`);
  }

  mapping() {
    const field = (name, label) => html`<label>${label}<input name=${name} .value=${this.mapped[name]} @input=${(event) => { this.mapped[name] = event.target.value.trim(); this.render(); }}></label>`;
    const whole = this.mapped.distributor && this.mapped.sku && /^[1-9][0-9]{0,6}$/.test(this.mapped.units);
    return html`<div class="fields mapping">${field('distributor', 'Distributor')}${field('sku', 'Our product')}${field('units', 'Our units in one of theirs')}
      <button type="button" class="button primary" ?disabled=${!whole} @click=${() => this.crossReference()}>Map</button></div>`;
  }

  view() {
    return html`<section class="panel" aria-labelledby="exceptions-title">
      <h2 id="exceptions-title">Exceptions</h2>
      <p>Rows that became no fact stay here until somebody settles them. What is set aside counts as soon as what is missing is known.</p>
      <p class="fine" id="said">${this.said}</p>
      <h3>Refused, or in conflict</h3>
      ${this.groups === null ? html`<p class="sub">Loading…</p>` : this.groups.length ? html`<ul class="groups">${this.groups.map((group) => this.group(group))}</ul>` : html`<p class="sub">Nothing waits.</p>`}
      <h3>Set aside</h3>
      ${this.aside.length ? html`<ul class="groups">${this.aside.map((group) => this.asideGroup(group))}</ul>` : html`<p class="sub">Nothing is set aside.</p>`}
      ${this.matching.list(this.admin)}
    </section>`;
  }

  group(group) {
    const only = { feed: group.feed, reason: group.reason };
    return html`<li><div class="group">
        <div><strong>${words(group.reason)}</strong> <span class="sub">${group.feed}</span></div>
        <span class="count">${plural(group.exceptions, 'row', 'rows')}</span>
        <button type="button" class="button" aria-expanded=${this.isShown(group) ? 'true' : 'false'} @click=${() => this.unfold(group)}>${this.isShown(group) ? 'Fold' : 'Look'}</button>
        <a class="button" href="/v1/exceptions${api.query({ ...only, format: 'csv' })}" download="not-taken.csv">As a file</a>
        ${this.admin ? html`<button type="button" class="button" @click=${() => this.dismiss('exceptions', only)}>Dismiss all</button>` : nothing}
      </div>${this.isShown(group) ? this.shown.rows.map((row) => this.row(row)) : nothing}</li>`;
  }

  asideGroup(group) {
    const fixable = /^(unknown-product|unknown-participant)$/.test(group.reason);
    return html`<li><div class="group">
      <div><strong>${words(group.reason)}</strong> ${group.missing ?? ''} <span class="sub">${group.feed}, ${group.program}/${group.track}</span></div>
      <span class="count">${plural(group.exceptions, 'sale', 'sales')}, ${decimal(group.amount)}</span>
      ${fixable && this.admin ? html`<button type="button" class="button" @click=${() => this.make(group)}>${group.reason === 'unknown-product' ? 'Add the product' : 'Enrol'}</button>` : nothing}
      ${group.reason === 'unknown-product' && this.admin ? html`<button type="button" class="button" aria-expanded=${this.isMapped(group) ? 'true' : 'false'} @click=${() => this.map(group)}>It is one of ours</button>` : nothing}
      ${group.reason === 'unknown-participant' && this.admin ? html`<button type="button" class="button" aria-expanded=${this.matching.isAsked(group) ? 'true' : 'false'} @click=${() => this.matching.ask(group)}>It is somebody we know</button>` : nothing}
    </div>${this.isMapped(group) ? this.mapping() : nothing}${this.matching.isAsked(group) ? this.matching.form() : nothing}</li>`;
  }

  row(row) {
    const problem = this.shown.problems.get(row.exception);
    const odd = (column) => row.details?.some((detail) => detail.startsWith(`column ${column}:`));
    return html`<div class="row">
      <p><strong>${row.file ? `${row.file}, ${row.place ?? row.line}` : row.activity}</strong></p>
      ${(row.details ?? []).map((detail) => html`<p class="sub">${detail}</p>`)}
      ${row.cells
        ? html`<div class="cells">${row.columns.map((column, k) => html`<label class=${odd(column) ? 'odd' : ''}>${column}<input .value=${row.cells[k] ?? ''} @input=${(event) => this.edit(row, column, event.target.value)}></label>`)}</div>`
        : nothing}
      <dl class="read" aria-label="What was understood">${Object.entries(row.read ?? {}).filter(([, text]) => typeof text === 'string').map(([field, text]) => html`<div><dt>${field}</dt> <dd>${text}</dd></div>`)}</dl>
      ${problem ? html`<p class="wrong">${problem}</p>` : nothing}
      <div class="actions">
        <button type="button" class="button primary" @click=${() => this.again(row)}>${row.cells ? 'Send again' : 'Let this one count'}</button>
        ${row.cells ? html`<button type="button" class="button" @click=${() => (this.shown.edits.has(row.exception) ? this.everywhere(row) : this.say('Change something in the row first.'))}>The same everywhere</button>` : nothing}
        ${this.admin ? html`<button type="button" class="button" @click=${() => this.dismiss(at(row.exception), {})}>Dismiss</button>` : nothing}
      </div>
    </div>`;
  }
}
