// The tiers of a track, how far somebody is, and what is missing to the next one in words.
import { html, svg, nothing } from 'lit-html';
import { amount, sales } from './measures.js';
import { decimal, title, whole, words } from './format.js';

const METALS = new Set(['bronze', 'silver', 'gold', 'platinum', 'diamond']);

/** How a tier looks: metals as metals, other names by their place on the ladder. */
export function tone(ladder, tier) {
  if (METALS.has(tier)) return tier;
  const at = ladder.findIndex((step) => step.tier === tier);
  return `step-${at < 0 || ladder.length < 2 ? 0 : Math.round((at / (ladder.length - 1)) * 3)}`;
}

export const chip = (ladder, tier) =>
  tier ? html`<span class="tier ${tone(ladder, tier)}"><i aria-hidden="true"></i>${title(tier)}</span>` : nothing;

/** 0 to 1: how much of the hardest condition of the next tier is there. */
function share(next) {
  if (!next) return 1;
  const shares = next.missing.map((gap) => {
    if (gap.missing !== null && Number(gap.missing) <= 0) return 1;
    return gap.missing === null || gap.to || Number(gap.need) <= 0 ? 0 : Number(gap.have) / Number(gap.need);
  });
  return Math.max(0, Math.min(1, ...shares));
}

/** One condition of the next tier as a sentence. */
function sentence(gap, overview, standing) {
  const name = words(gap.measure);
  if (gap.to && gap.missing === null) {
    const is = percent(gap.have, standing.measures[gap.to]);
    const must = percent(gap.need, standing.measures[gap.to]);
    return html`${title(gap.measure)} must come down to ${must} of ${words(gap.to)}; now it is ${is}.`;
  }
  if (gap.missing === null) {
    return html`${title(gap.measure)} must come down to ${amount(overview, gap.measure, gap.need)}; now it is
      ${amount(overview, gap.measure, gap.have)}.`;
  }
  const missing = html`<strong>${amount(overview, gap.measure, gap.missing)}</strong>`;
  const pieces = sales(overview, standing, gap);
  return html`${missing} more ${name}${pieces
    ? html`: about <strong>${whole(pieces)}</strong> more ${pieces === 1 ? 'piece' : 'pieces'} at this period’s average`
    : nothing}.`;
}

function percent(part, all) {
  const share = (Number(part) / Number(all)) * 100;
  return Number.isFinite(share) ? `${decimal(share.toFixed(1), 0, 1)}%` : '—';
}

export function ladder(overview, steps, standing) {
  if (!steps.length) return nothing;
  const held = steps.findIndex((step) => step.tier === standing.tier);
  const next = standing.next;
  const open = next ? next.missing.filter((gap) => gap.missing === null || Number(gap.missing) > 0) : [];
  const done = steps.length === 1 ? 1 : (held + (next ? share(next) : 0)) / (steps.length - 1);
  return html`<section class="block" aria-labelledby="ladder-title">
    <h3 id="ladder-title">Tier</h3>
    <div class="ladder">
      <svg class="rail" aria-hidden="true" preserveAspectRatio="none">
        <rect class="rail-all" width="100%" height="100%" rx="3"></rect>
        ${svg`<rect class="rail-done" width="${(Math.min(1, done) * 100).toFixed(2)}%" height="100%" rx="3"></rect>`}
      </svg>
      <ol>
        ${steps.map(
          (step, at) => html`<li class="${at < held ? 'past' : at === held ? 'held' : 'ahead'}" aria-current=${at === held ? 'step' : nothing}>
            <i class="${tone(steps, step.tier)}" aria-hidden="true"></i><span>${title(step.tier)}</span>
          </li>`,
        )}
      </ol>
    </div>
    ${next
      ? html`<div class="missing">
          <p class="missing-title">To ${title(next.tier)}</p>
          ${open.length
            ? html`<ul>${open.map((gap) => html`<li>${sentence(gap, overview, standing)}</li>`)}</ul>`
            : html`<p>Everything is there.</p>`}
        </div>`
      : html`<p class="missing">The highest tier. Nothing is missing.</p>`}
  </section>`;
}
