// Points over a period: one line, drawn by hand, so that it says one thing well.
import { html, svg, nothing } from 'lit-html';
import { dayAndMonth, decimal, epochDay, fullDate, isoDay } from './format.js';

const WIDTH = 400;
const HEIGHT = 150;
const BOTTOM = 22;
const TOP = 12;

/** Points at the end of every day from the first to the last that has come. */
export function daily(progress, today) {
  const first = epochDay(progress.from);
  const last = Math.max(first, Math.min(epochDay(progress.through), epochDay(today)));
  const days = [];
  let points = '0';
  let k = 0;
  for (let day = first; day <= last; day++) {
    while (k < progress.days.length && epochDay(progress.days[k].date) <= day) points = progress.days[k++].points;
    days.push({ date: isoDay(day), points });
  }
  return days;
}

const round = (number) => Math.round(number * 10) / 10;

/** A round number at or above. */
function ceiling(number) {
  if (number <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(number));
  return [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].map((k) => k * power).find((k) => k >= number);
}

export class Chart {
  constructor(render) {
    this.render = render;
    this.at = -1;
  }

  view(progress, today, unit) {
    const days = daily(progress, today);
    const values = days.map((day) => Number(day.points));
    const span = Math.max(1, epochDay(progress.through) - epochDay(progress.from));
    const top = ceiling(Math.max(...values));
    const low = Math.min(0, ...values);
    const x = (k) => round((k / span) * WIDTH);
    const y = (value) => round(TOP + (1 - (value - low) / (top - low)) * (HEIGHT - TOP - BOTTOM));
    const line = values.map((value, k) => `${k ? 'H' + x(k) + 'V' : 'M' + x(k) + ' '}${y(value)}`).join('');
    const last = days.length - 1;
    const at = this.at < 0 || this.at > last ? last : this.at;
    this.last = last;
    this.span = span;
    return html`<section class="block" aria-labelledby="chart-title">
      <div class="chart-head">
        <h3 id="chart-title">Over the period</h3>
        <p class="chart-value"><span>${fullDate(days[at].date)}</span> <strong>${decimal(days[at].points, 0, 2)}</strong></p>
      </div>
      <svg class="chart" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="slider" tabindex="0"
        aria-label="Points over the period, day by day"
        aria-valuemin="0" aria-valuemax=${last} aria-valuenow=${at}
        aria-valuetext="${fullDate(days[at].date)}: ${decimal(days[at].points, 0, 2)} ${unit}"
        @pointermove=${(event) => this.point(event)} @pointerleave=${() => this.show(-1)}
        @keydown=${(event) => this.key(event, at)} @blur=${() => this.show(-1)}>
        ${[0.5, 1].map(
          (part) => svg`<line class="grid" x1="0" x2="${WIDTH}" y1="${y(top * part)}" y2="${y(top * part)}"></line>
            <text class="scale" x="0" y="${y(top * part) - 4}">${decimal(String(top * part), 0, 2)}</text>`,
        )}
        ${svg`<line class="ground" x1="0" x2="${WIDTH}" y1="${y(0)}" y2="${y(0)}"></line>
          <path class="area" d="${line}V${y(0)}H0Z"></path>
          <path class="line" d="${line}"></path>
          <text class="scale" x="0" y="${HEIGHT - 5}">${dayAndMonth(progress.from)}</text>
          <text class="scale end" x="${WIDTH}" y="${HEIGHT - 5}">${dayAndMonth(progress.through)}</text>
          ${this.at < 0 ? nothing : svg`<line class="cursor" x1="${x(at)}" x2="${x(at)}" y1="${TOP - 6}" y2="${y(0)}"></line>`}
          <circle class="dot" cx="${x(at)}" cy="${y(values[at])}" r="4"></circle>`}
      </svg>
    </section>`;
  }

  point(event) {
    const box = event.currentTarget.getBoundingClientRect();
    this.show(Math.max(0, Math.min(this.last, Math.round(((event.clientX - box.left) / box.width) * this.span))));
  }

  key(event, at) {
    const week = event.key.startsWith('Page') ? 7 : 1;
    const moves = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -week, PageUp: week };
    const to = event.key === 'Home' ? 0 : event.key === 'End' ? this.last : at + (moves[event.key] ?? NaN);
    if (Number.isNaN(to)) return;
    event.preventDefault();
    this.show(Math.max(0, Math.min(this.last, to)));
  }

  show(at) {
    if (at === this.at) return;
    this.at = at;
    this.render();
  }
}
