// Markup that came from this same server, and only that, may become part of the page.
const policy = window.trustedTypes?.createPolicy('rb-fragmento', { createHTML: text => text }) ?? { createHTML: text => text };

/** Fetches a page of this server and returns it as a document; null when it did not come. */
export async function fetchDocument(url, signal) {
  const response = await fetch(url, { headers: { Accept: 'text/html' }, credentials: 'same-origin', signal });
  if (!response.ok || response.redirected) return null;
  return new DOMParser().parseFromString(policy.createHTML(await response.text()), 'text/html');
}
