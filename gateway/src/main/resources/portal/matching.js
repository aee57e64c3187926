// Whom a feed means by an id that nobody knows: said once, remembered, and taken back where it was wrong.
import { html, nothing } from 'lit-html';
import * as api from './api.js';
import { idOf, nameOf, title } from './format.js';

const WAIT_MS = 150;

/** `kind:id` in its two parts. */
const parts = (missing) => [missing.slice(0, missing.indexOf(':')), missing.slice(missing.indexOf(':') + 1)];

export class Matching {
  /** @param change sends (method, path, body, sentence) and says what came of it */
  constructor(render, change) {
    this.render = render;
    this.change = change;
    this.asked = null; // the group whose id is being matched, with what was typed and found
    this.matches = [];
  }

  async refresh() {
    this.matches = (await api.get('matches')).matches;
  }

  isAsked(group) {
    return ['missing', 'feed', 'program', 'track'].every((part) => this.asked?.[part] === group[part]);
  }

  ask(group) {
    this.asked = this.isAsked(group) ? null : { ...group, text: '', found: [] };
    this.render();
    // the page is drawn with the next frame
    if (this.asked) requestAnimationFrame(() => setTimeout(() => document.getElementById('meant')?.focus()));
  }

  type(text) {
    this.asked.text = text;
    clearTimeout(this.timer);
    if (text.trim()) this.timer = setTimeout(() => this.search(this.asked, text.trim()), WAIT_MS);
    this.render();
  }

  async search(asked, q) {
    try {
      const [kind] = parts(asked.missing);
      const { participants } = await api.search(asked.program, { q, limit: 12 });
      asked.found = participants.filter((one) => one.participant.startsWith(`${kind}:`) && one.participant !== asked.missing);
    } catch {
      asked.found = []; // then the id is typed
    }
    this.render();
  }

  async match() {
    const { feed, missing, text } = this.asked;
    const [kind, id] = parts(missing);
    this.asked = null;
    await this.change('PUT', 'matches', JSON.stringify({ feed, kind, id, participant: text.trim() }), () => `${id} of ${feed} is ${text.trim()} from now on.`);
  }

  form() {
    const [kind, id] = parts(this.asked.missing);
    return html`<form class="fields mapping" @submit=${(event) => { event.preventDefault(); this.match(); }}>
      <label>${title(kind)} whom ${this.asked.feed} means by ${id}<input id="meant" list="meant-found" autocomplete="off" placeholder="Name or id" .value=${this.asked.text} @input=${(event) => this.type(event.target.value)}></label>
      <datalist id="meant-found">${this.asked.found.map((one) => html`<option value=${idOf(one.participant)}>${nameOf(one)}</option>`)}</datalist>
      <button class="button primary" ?disabled=${!this.asked.text.trim()}>Remember</button></form>`;
  }

  list(admin) {
    if (!this.matches.length) return nothing;
    return html`<h3>Whom feeds mean</h3>
      <ul class="groups matches">${this.matches.map((match) => html`<li><div class="group">
        <div><strong>${match.id}</strong> of ${match.feed} is <strong>${match.name || match.participant}</strong>
          <span class="sub">${title(match.kind)} ${match.participant}, said by ${match.by || 'somebody'}${match.inForce ? '' : '; without effect, because the id itself is known'}</span></div>
        ${admin ? html`<button type="button" class="button" aria-label="Take back whom ${match.feed} means by ${match.id}" @click=${() => this.revoke(match)}>Take back</button>` : nothing}
      </div></li>`)}</ul>`;
  }

  revoke({ feed, kind, id }) {
    return this.change('DELETE', `matches${api.query({ feed, kind, id })}`, undefined, () => `${id} of ${feed} means nobody else any more.`);
  }
}
