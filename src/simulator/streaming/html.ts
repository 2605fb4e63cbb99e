import { createHash } from 'node:crypto';

/** Escapes text for HTML, attributes included. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);
}

const style = `
  :root { color-scheme: light dark; --ink: #16212e; --soft: #51606f; --paper: #f5f7fa; --card: #fff; --line: #d5dce4; --mark: #0b57a4; }
  @media (prefers-color-scheme: dark) {
    :root { --ink: #e8edf3; --soft: #a8b4c1; --paper: #10161d; --card: #1a222c; --line: #33404e; --mark: #7db8f5; }
  }
  * { box-sizing: border-box; }
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1.5rem; background: var(--paper); color: var(--ink);
    font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", sans-serif; }
  main { width: 100%; max-width: 40rem; background: var(--card); border: 1px solid var(--line); border-top: 4px solid var(--mark);
    border-radius: 8px; padding: 2rem; }
  .what { margin: 0; color: var(--mark); font-weight: 600; }
  h1 { margin: .25rem 0 1rem; font-size: 1.6rem; line-height: 1.25; overflow-wrap: anywhere; }
  dl { display: grid; grid-template-columns: max-content 1fr; gap: .4rem 1.25rem; margin: 1.5rem 0; padding: 1.25rem 0;
    border: solid var(--line); border-width: 1px 0; }
  dt { color: var(--soft); }
  dd { margin: 0; overflow-wrap: anywhere; }
  p:last-child { margin-bottom: 0; }
  form { display: grid; gap: .35rem; }
  form p { margin: 0; color: var(--soft); }
  h2 { margin: 1.5rem 0 .5rem; font-size: 1.15rem; }
  input { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--soft); border-radius: 4px; padding: .5rem .6rem; }
  button { justify-self: start; margin-top: .75rem; font: inherit; font-weight: 600; color: var(--card); background: var(--mark); border: 0;
    border-radius: 4px; padding: .55rem 1.1rem; cursor: pointer; }
  :focus-visible { outline: 3px solid var(--mark); outline-offset: 2px; }
`;

/** The pages load no scripts, images or other resources; the content security policy enforces it. */
export const pageHeaders = {
  'content-security-policy':
    `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; ` +
    `form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  'referrer-policy': 'no-referrer', // the address is a secret
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
};

/**
 * A whole page.
 * @param title in plain text
 * @param body HTML; pass all foreign text through escapeHtml first
 */
export function htmlPage(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} – AppStream simulator</title>
<style>${style}</style>
</head>
<body>
<main>
<p class="what">AppStream simulator</p>
<h1>${escapeHtml(title)}</h1>
${body}
</main>
</body>
</html>
`;
}

/** Facts as a list of terms, both in plain text. */
export function factList(facts: readonly (readonly [term: string, value: string])[]): string {
  const rows = facts.map(([term, value]) => `<dt>${escapeHtml(term)}</dt><dd>${escapeHtml(value)}</dd>`);
  return `<dl>\n${rows.join('\n')}\n</dl>`;
}
