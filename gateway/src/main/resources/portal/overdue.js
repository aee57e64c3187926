// Feeds of which nothing came for a period that is due by their schedule: on the boards, and where files are sent.
import { html, nothing } from 'lit-html';
import { dayAndMonth } from './format.js';

export const overdue = (feeds) => feeds?.length
  ? html`<ul class="overdue" aria-label="Overdue feeds">${feeds.map((feed) => html`<li><span>${feed.feed}</span>
      <em>overdue: ${dayAndMonth(feed.from)} to ${dayAndMonth(feed.through)}, expected by ${dayAndMonth(feed.by)}</em></li>`)}</ul>`
  : nothing;
