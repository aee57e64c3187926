// What a measure counts decides how it is written: money, pieces, or a plain number.
import { decimal, money } from './format.js';

const find = (overview, name) => overview.measures.find((measure) => measure.measure === name);

/** A measure's value. */
export function amount(overview, name, text) {
  const of = find(overview, name)?.of;
  return of === 'amount' ? money(text, overview.currency) : decimal(text);
}

/** A board's value: points rounded as the program says, a measure as it is, a ratio as a number. */
export function value(overview, board, text) {
  if (board.rank === 'points') return points(overview, text);
  return board.over ? decimal(text) : amount(overview, board.rank, text);
}

/** Points as they are paid: to the program's decimals. The exact number is on the card. */
export const points = (overview, text) => decimal(text, 0, overview.points.decimals);

/** What a board's value is called. */
export function unit(overview, board) {
  if (board.rank === 'points') return overview.points.name;
  return board.over ? `${board.rank} / ${board.over}` : board.rank;
}

/** A gap in money as pieces at the period's average price; 0 where that says nothing. */
export function sales(overview, standing, gap) {
  const measure = find(overview, gap.measure);
  if (measure?.of !== 'amount' || gap.to) return 0;
  const units = overview.measures.find(
    (other) => other.of === 'quantity' && (other.group ?? '') === (measure.group ?? '') && !other.narrowed,
  );
  const count = Number(units && standing.measures[units.measure]);
  const volume = Number(standing.measures[gap.measure]);
  return count > 0 && volume > 0 ? Math.ceil(Number(gap.missing) / (volume / count)) : 0;
}
