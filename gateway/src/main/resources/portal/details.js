// What a card reads beside the standing: postings, the course of the period, and single sales. Read again when the
// standing has moved, but never in a hurry.
import * as api from './api.js';

const AGAIN_MS = 1_500;
const FEW = 40;

export class Details {
  constructor(render) {
    this.render = render;
    this.turn = 0;
    this.close();
  }

  close() {
    this.turn++;
    clearTimeout(this.timer);
    this.who = null;
    this.waiting = false;
    this.readAt = 0;
    this.postings = { list: null, cursor: null, loading: false, problem: null };
    this.progress = null;
    this.opened = new Map();
  }

  open(program, participant, period, track) {
    this.close();
    this.who = { program, participant, period, track };
  }

  /** The standing has moved: what belongs to it is read, at once or in a moment. */
  moved(standing) {
    if (!this.who || this.waiting) return;
    this.who.track ??= standing.track;
    this.waiting = true;
    this.timer = setTimeout(() => this.read(), Math.max(0, this.readAt + AGAIN_MS - performance.now()));
  }

  async read() {
    const turn = this.turn;
    const { program, participant, period, track } = this.who;
    this.readAt = performance.now();
    this.waiting = false;
    // what was unfolded by hand stays unfolded: as many as are there are read again
    const limit = Math.min(400, Math.max(FEW, this.postings.list?.length ?? 0));
    const [postings, progress] = await Promise.allSettled([
      api.postings(program, participant, { period, track, limit }),
      api.progress(program, participant, { period, track }),
    ]);
    if (turn !== this.turn) return;
    if (postings.status === 'fulfilled') {
      this.postings = { list: postings.value.postings, cursor: postings.value.cursor ?? null, loading: false, problem: null };
    } else if (!this.postings.list) {
      this.postings = { ...this.postings, list: [], problem: postings.reason };
    }
    if (progress.status === 'fulfilled') this.progress = progress.value;
    this.render();
  }

  async more() {
    const turn = this.turn;
    const { program, participant, period, track } = this.who;
    this.postings = { ...this.postings, loading: true };
    this.render();
    try {
      const next = await api.postings(program, participant, { period, track, limit: FEW, cursor: this.postings.cursor });
      if (turn !== this.turn) return;
      this.postings = { list: [...this.postings.list, ...next.postings], cursor: next.cursor ?? null, loading: false, problem: null };
    } catch (problem) {
      if (turn === this.turn) this.postings = { ...this.postings, loading: false, problem };
    }
    this.render();
  }

  /** Unfolds a posting, down to the sale; or folds it. */
  async toggle(group) {
    if (this.opened.delete(group.key)) {
      this.render();
      return;
    }
    this.opened.set(group.key, null);
    this.render();
    let found;
    try {
      found = await api.activity(group.source, group.activity);
    } catch (problem) {
      found = { problem };
    }
    if (this.opened.has(group.key)) this.opened.set(group.key, found);
    this.render();
  }
}
