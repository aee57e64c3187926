// One WebSocket for everything on the page. It comes back by itself, and resumes where it was.

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;
/** Heartbeats that may be missed. */
const SILENT_BEATS = 2.5;

export class Live {
  /** @param onState called with `connecting`, `live`, `reconnecting` or `offline` */
  constructor(onState) {
    this.onState = onState;
    this.topics = new Map();
    this.program = null;
    this.socket = null;
    this.tries = 0;
    addEventListener('online', () => this.reconnect());
    addEventListener('offline', () => this.report('offline'));
    // who comes back to the page does not want to wait
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible' && this.program && !this.socket) this.reconnect();
    });
  }

  /** Watches another program: everything else is forgotten. */
  open(program) {
    if (program === this.program) return;
    this.topics.clear();
    this.program = program;
    this.tries = 0;
    this.reconnect();
  }

  close() {
    this.program = null;
    clearTimeout(this.timer);
    clearTimeout(this.silence);
    this.socket?.close();
    this.socket = null;
  }

  /** @param show called with the topic's state whenever it changed, or with a problem */
  watch(name, show) {
    const known = this.topics.get(name);
    if (known) {
      known.show = show;
      if (known.state) show(known.state, null);
      return;
    }
    this.topics.set(name, { show, state: null, id: '' });
    this.send({ subscribe: name });
  }

  unwatch(name) {
    if (this.topics.delete(name)) this.send({ unsubscribe: name });
  }

  send(message) {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(message));
  }

  report(state) {
    this.onState(navigator.onLine === false ? 'offline' : state);
  }

  reconnect() {
    clearTimeout(this.timer);
    const former = this.socket;
    this.socket = null;
    former?.close();
    if (!this.program) return;
    this.report(this.tries === 0 && !former ? 'connecting' : 'reconnecting');
    const address = new URL(`/v1/programs/${encodeURIComponent(this.program)}/live`, location.href);
    address.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
    const socket = new WebSocket(address);
    this.socket = socket;
    socket.onopen = () => this.opened(socket);
    socket.onmessage = (event) => socket === this.socket && this.received(JSON.parse(event.data));
    socket.onclose = () => socket === this.socket && this.lost();
  }

  opened(socket) {
    if (socket !== this.socket) return;
    this.tries = 0;
    this.report('live');
    for (const [name, topic] of this.topics) this.send({ subscribe: name, resume: topic.id || undefined });
  }

  /** A connection that should have said something and has not is gone, even if nobody has noticed. */
  listen() {
    clearTimeout(this.silence);
    if (!this.everyMs) return;
    this.silence = setTimeout(() => {
      const silent = this.socket;
      if (!silent) return;
      this.lost();
      silent.close();
    }, this.everyMs * SILENT_BEATS);
  }

  lost() {
    this.socket = null;
    clearTimeout(this.silence);
    this.tries++;
    this.report(this.tries > 6 ? 'offline' : 'reconnecting');
    const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (this.tries - 1));
    // not all at once when a service comes back
    this.timer = setTimeout(() => this.reconnect(), wait * (0.75 + Math.random() / 2));
  }

  received(message) {
    if (message.type === 'heartbeat') this.everyMs = message.everyMs;
    this.listen();
    const topic = this.topics.get(message.topic);
    if (!topic) return;
    if (message.type === 'problem') {
      this.topics.delete(message.topic);
      topic.show(null, message);
      return;
    }
    // what was still on its way to a former watch of the same topic; the snapshot of this one follows
    if (message.type === 'delta' && !topic.state) return;
    topic.id = message.id;
    if (message.type === 'snapshot') {
      topic.state = message.state;
    } else if (message.type === 'delta') {
      if (topic.state.sequence !== message.from) {
        // cannot be; a fresh snapshot is always right
        topic.id = '';
        this.send({ subscribe: message.topic });
        return;
      }
      topic.state = applied(topic.state, message);
    }
    topic.show(topic.state, null);
  }
}

/** The state after a delta; states are never changed in place. */
export function applied(state, delta) {
  const next = { ...state, ...delta.set, sequence: delta.to };
  for (const [name, value] of Object.entries(next)) if (value === null) delete next[name];
  if (!state.rows) return next;
  const rows = new Map(state.rows.map((row, at) => [row.participant, { at, row }]));
  for (const key of delta.gone ?? []) rows.delete(key);
  for (const { at, ...row } of delta.rows ?? []) rows.set(row.participant, { at, row });
  next.rows = [...rows.values()].sort((a, b) => a.at - b.at).map((placed) => placed.row);
  return next;
}
