// What is shown stands in the address, so that it can be sent to somebody, and so that back goes back.

const NAMES = ['program', 'board', 'period', 'segment', 'page', 'participant', 'track'];

export function read(search = location.search) {
  const parameters = new URLSearchParams(search);
  const route = {};
  for (const name of NAMES) if (parameters.get(name)) route[name] = parameters.get(name);
  return route;
}

export function href(route) {
  const parameters = new URLSearchParams();
  for (const name of NAMES) if (route[name]) parameters.set(name, route[name]);
  const text = parameters.toString().replaceAll('%3A', ':');
  return text ? `/?${text}` : '/';
}

export function push(route) {
  if (href(route) !== location.pathname + location.search) history.pushState(null, '', href(route));
}

export const replace = (route) => history.replaceState(null, '', href(route));
