// Numbers, dates and names as people read them. Decimals come as texts and stay exact: a JavaScript number is not.

const formats = new Map();

function formatter(fewest, most, currency) {
  const key = `${fewest} ${most} ${currency}`;
  if (!formats.has(key)) {
    const options = { minimumFractionDigits: fewest, maximumFractionDigits: most };
    if (currency) Object.assign(options, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' });
    formats.set(key, new Intl.NumberFormat(undefined, options));
  }
  return formats.get(key);
}

/** A decimal's text with separators; anything else as it is. */
export function decimal(text, fewest = 0, most = 4) {
  return /^-?\d+(\.\d+)?$/.test(text) ? formatter(fewest, most, '').format(text) : text;
}

export function money(text, currency) {
  if (!/^-?\d+(\.\d+)?$/.test(text)) return text;
  try {
    return formatter(2, 2, currency).format(text);
  } catch {
    return `${decimal(text, 2, 2)} ${currency}`; // a currency the browser does not know
  }
}

export const whole = (number) => formatter(0, 0, '').format(number);

const dates = new Map();

function date(iso, options) {
  const key = JSON.stringify(options);
  if (!dates.has(key)) dates.set(key, new Intl.DateTimeFormat(undefined, { ...options, timeZone: 'UTC' }));
  const [year, month, day] = iso.split('-').map(Number);
  return dates.get(key).format(Date.UTC(year, month - 1, day));
}

export const dayAndMonth = (iso) => date(iso, { day: 'numeric', month: 'short' });
export const fullDate = (iso) => date(iso, { day: 'numeric', month: 'short', year: 'numeric' });

export const epochDay = (iso) => Date.parse(`${iso}T00:00:00Z`) / 86_400_000;
export const isoDay = (day) => new Date(day * 86_400_000).toISOString().slice(0, 10);

/** `2026-Q4` → `Q4 2026`, `2026-11` → `November 2026`. */
export function periodName(id) {
  const quarter = /^(\d{4})-Q(\d)$/.exec(id);
  if (quarter) return `Q${quarter[2]} ${quarter[1]}`;
  return /^\d{4}-\d{2}$/.test(id) ? date(`${id}-01`, { month: 'long', year: 'numeric' }) : id;
}

/** An id of the program's language in words: `classic-sales` → `classic sales`. */
export const words = (id) => id.replaceAll('-', ' ');

export function title(id) {
  const text = words(id);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export const plural = (number, one, many) => `${whole(number)} ${number === 1 ? one : many}`;

/** The part of `kind:id` behind the kind. */
export const idOf = (participant) => participant.slice(participant.indexOf(':') + 1);
export const kindOf = (participant) => participant.slice(0, participant.indexOf(':'));
export const nameOf = (row) => row.name || idOf(row.participant);
