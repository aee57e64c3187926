// Who went up or down a moment ago, and by how many ranks.

const SHOWN_MS = 8_000;

export class Shifts {
  constructor(render) {
    this.render = render;
    this.noted = new Map();
  }

  clear() {
    this.noted.clear();
  }

  /** Ranks gained, or lost where negative; undefined where nothing happened lately. */
  get(participant) {
    return this.noted.get(participant)?.total || undefined;
  }

  /** Compares two states of a board. */
  note(former, state) {
    const ranks = new Map(former.rows.map((row) => [row.participant, row.rank]));
    for (const { participant, rank } of state.rows) {
      const up = (ranks.get(participant) ?? rank) - rank;
      if (up) this.add(participant, up);
    }
  }

  add(participant, up) {
    const noted = { total: (this.noted.get(participant)?.total ?? 0) + up };
    this.noted.set(participant, noted);
    setTimeout(() => {
      if (this.noted.get(participant) !== noted) return; // it has moved again since
      this.noted.delete(participant);
      this.render();
    }, SHOWN_MS);
  }
}
