// Reads over HTTP. A problem is thrown with its status and the sentence the service gave.

export class Problem extends Error {
  constructor(status, title, detail) {
    super(detail || title);
    this.status = status;
    this.title = title;
  }
}

async function problemOf(response) {
  let body = {};
  try {
    body = await response.json();
  } catch {
    // not the service itself that answered
  }
  return new Problem(response.status, body.title || response.statusText, body.detail || '');
}

export async function get(path, options = {}) {
  let response;
  try {
    response = await fetch(`/v1/${path}`, { headers: { accept: 'application/json' }, ...options });
  } catch (failed) {
    if (failed.name === 'AbortError') throw failed;
    throw new Problem(0, 'No connection', 'The service does not answer. It is tried again by itself.');
  }
  if (!response.ok) throw await problemOf(response);
  return response.json();
}

/** Ends this browser's session. The header is one that no other site can make a browser send. */
export async function signOut() {
  const response = await fetch('/v1/session', { method: 'DELETE', headers: { 'x-tidemark': 'portal' } });
  if (!response.ok) throw await problemOf(response);
}

const segment = encodeURIComponent;
/** Colons stay: they are allowed in a path and make addresses readable. */
export const participantPath = (participant) => segment(participant).replaceAll('%3A', ':');

export const programs = () => get('programs');
export const overview = (program, period) => get(`programs/${segment(program)}/overview${query({ period })}`);
export const postings = (program, participant, options) =>
  get(`programs/${segment(program)}/participants/${participantPath(participant)}/postings${query(options)}`);
export const progress = (program, participant, options) =>
  get(`programs/${segment(program)}/participants/${participantPath(participant)}/progress${query(options)}`);
export const search = (program, options, signal) =>
  get(`programs/${segment(program)}/participants${query(options)}`, { signal });
export const around = (program, board, participant, options) =>
  get(`programs/${segment(program)}/boards/${segment(board)}/around/${participantPath(participant)}${query(options)}`);
export const activity = (source, id) => get(`activities/${segment(source)}/${segment(id)}`);

export function query(options) {
  const text = new URLSearchParams(
    Object.entries(options).filter(([, value]) => value !== undefined && value !== null && value !== ''),
  ).toString();
  return text && `?${text}`;
}

/** Sends something that changes the service; the answer's body, or null where it has none. */
export async function send(method, path, body, type = 'application/json') {
  const headers = { 'x-tidemark': 'portal', accept: 'application/json' };
  if (body !== undefined) headers['content-type'] = type;
  let response;
  try {
    response = await fetch(`/v1/${path}`, { method, headers, body });
  } catch {
    throw new Problem(0, 'No connection', 'The service does not answer. What was sent can be sent again: nothing counts twice.');
  }
  if (!response.ok) throw await problemOf(response);
  return response.status === 204 ? null : response.json();
}

export const boards = (program) => get(`programs/${segment(program)}/boards`);
export const board = (program, name, options) => get(`programs/${segment(program)}/boards/${segment(name)}${query(options)}`);
