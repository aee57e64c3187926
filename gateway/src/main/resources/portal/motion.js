// Rows that change places glide there. A row in flight starts from where it is seen, so that fast changes stay calm.

const still = matchMedia('(prefers-reduced-motion: reduce)');
const flights = new WeakMap();

/** Where every keyed row is seen now; null where nothing may move. */
export function places(table) {
  if (still.matches || !table) return null;
  const places = new Map();
  for (const row of table.querySelectorAll('tr[data-key]')) {
    places.set(row.dataset.key, row.getBoundingClientRect().top);
  }
  return places;
}

/** Lets rows glide from where they were. To be called right after they were put in their new places. */
export function glide(table, before) {
  if (!before || !table) return;
  const view = innerHeight;
  for (const row of table.querySelectorAll('tr[data-key]')) {
    flights.get(row)?.cancel();
    const was = before.get(row.dataset.key);
    const is = row.getBoundingClientRect().top;
    // what is out of sight on both ends need not fly
    if (was === undefined || Math.abs(was - is) < 1 || (outside(was, view) && outside(is, view))) continue;
    const flight = row.animate([{ transform: `translateY(${was - is}px)` }, { transform: 'none' }], {
      duration: 520,
      easing: 'cubic-bezier(.22, .9, .24, 1)',
    });
    flights.set(row, flight);
  }
}

const outside = (top, view) => top < -80 || top > view + 80;

/** A short glow on what has changed. */
export function glow(element) {
  if (still.matches) return;
  element?.animate([{ backgroundColor: 'var(--glow)' }, { backgroundColor: 'transparent' }], {
    duration: 1400,
    easing: 'ease-out',
  });
}
