// What is shown where there is no board to show: on the way in, at the door, and when nobody answers.
import { html, nothing } from 'lit-html';
import { notice } from './shell.js';

/** @param linkFailed whether the browser comes from a sign-in link that signed nobody in */
export function outside(phase, failure, linkFailed) {
  switch (phase) {
    case 'signed-out':
      return signedOut(linkFailed);
    case 'failed':
      return notice('The service does not answer', html`<p>${failure.message}</p><p class="sub" role="status">Trying again every few seconds.</p>`);
    case 'empty':
      return empty();
    default:
      return html`<p class="boot" role="status">Loading…</p>`;
  }
}

const empty = () =>
  notice(
    'No program is published yet',
    html`<p>Publish one, and this page shows its boards at once:</p><pre tabindex="0"><code>curl -X PUT --data-binary @program.yaml \\
  -H "Authorization: Bearer $TIDEMARK_TOKEN" \\
  -H "Content-Type: application/yaml" \\
  ${location.origin}/v1/programs/my-program</code></pre>`,
  );

function signedOut(failed) {
  return notice(
    failed ? 'This link does not work' : 'You are signed out',
    html`${failed ? html`<p>It was used before, is too old, or was never made. Ask for a new one.</p>` : nothing}
      <p>Tidemark has no passwords. You come in by a link that works once and signs this browser in.</p>
      <p>Who runs the service makes one on its machine:</p>
      <pre tabindex="0"><code>curl -X POST ${location.origin}/v1/sign-in-links \\
  -H "Authorization: Bearer $(cat tidemark-data/admin-token)"</code></pre>
      ${failed ? nothing : html`<p class="sub">Somebody sent you a link that no longer works? Each works once, and for a short time only. Ask for another.</p>`}`,
    html`<a class="button" href="/">Try again</a>`,
  );
}
