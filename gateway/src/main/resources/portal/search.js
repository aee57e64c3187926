// Finding a participant by name or id: a combobox, as the ARIA practices describe it.
import { html, nothing } from 'lit-html';
import { idOf, kindOf, nameOf, title } from './format.js';
import * as api from './api.js';

const WAIT_MS = 120;

export class Search {
  /** @param choose called with the participant's row that was chosen */
  constructor(render, choose) {
    this.render = render;
    this.choose = choose;
    this.text = '';
    this.rows = null;
    this.at = -1;
    this.open = false;
  }

  view(program) {
    this.program = program;
    const rows = this.rows ?? [];
    const shown = this.open && this.text.trim() !== '' && this.rows !== null;
    return html`<div class="search" role="search" @focusout=${(event) => this.left(event)}>
      <svg class="glass" viewBox="0 0 16 16" aria-hidden="true"><circle cx="7" cy="7" r="4.5"></circle><path d="M10.5 10.5L14 14"></path></svg>
      <input id="search" type="search" placeholder="Find somebody" autocomplete="off" spellcheck="false"
        role="combobox" aria-label="Find a participant by name or id" aria-autocomplete="list" aria-controls="found" aria-expanded=${shown ? 'true' : 'false'}
        aria-activedescendant=${shown && this.at >= 0 ? `found-${this.at}` : nothing}
        .value=${this.text} @input=${(event) => this.type(event.target.value)} @keydown=${(event) => this.key(event)} @focus=${() => this.show(true)}>
      <kbd aria-hidden="true">/</kbd>
      <ul id="found" role="listbox" aria-label="Participants found" ?hidden=${!shown || !rows.length}>
        ${rows.map(
          (row, at) => html`<li id="found-${at}" role="option" aria-selected=${at === this.at ? 'true' : 'false'}
            @pointerdown=${(event) => { event.preventDefault(); this.take(at); }} @pointerenter=${() => this.move(at)}>
            <span>${nameOf(row)}</span><span class="sub">${title(kindOf(row.participant))} ${idOf(row.participant)}</span></li>`,
        )}
      </ul>
      <p class="found-none" role="status" ?hidden=${!shown || rows.length > 0}>${shown && !rows.length ? 'Nobody by that name or id.' : ''}</p>
    </div>`;
  }

  focus() {
    const input = document.getElementById('search');
    input?.focus();
    input?.select();
  }

  show(open) {
    this.open = open;
    this.render();
  }

  left(event) {
    if (!event.currentTarget.contains(event.relatedTarget)) this.show(false);
  }

  type(text) {
    this.text = text;
    this.open = true;
    this.at = -1;
    clearTimeout(this.timer);
    if (!text.trim()) this.rows = null;
    else this.timer = setTimeout(() => this.ask(text.trim()), WAIT_MS);
    this.render();
  }

  async ask(q) {
    this.asking?.abort();
    this.asking = new AbortController();
    try {
      const found = await api.search(this.program, { q, limit: 12 }, this.asking.signal);
      this.rows = found.participants;
      this.at = found.participants.length ? 0 : -1;
    } catch (failed) {
      if (failed.name === 'AbortError') return;
      this.rows = [];
    }
    this.render();
  }

  move(at) {
    this.at = at;
    this.render();
    document.getElementById(`found-${at}`)?.scrollIntoView({ block: 'nearest' });
  }

  key(event) {
    const count = this.open ? (this.rows?.length ?? 0) : 0;
    if (event.key === 'ArrowDown' && count) this.move((this.at + 1) % count);
    else if (event.key === 'ArrowUp' && count) this.move((this.at - 1 + count) % count);
    else if (event.key === 'Enter' && this.at >= 0 && count) this.take(this.at);
    else if (event.key === 'Escape' && (this.text || this.open)) {
      this.type('');
      this.show(false);
      event.stopPropagation();
    } else return;
    event.preventDefault();
  }

  take(at) {
    const row = this.rows[at];
    this.text = '';
    this.rows = null;
    this.at = -1;
    this.show(false);
    this.choose(row);
  }
}
