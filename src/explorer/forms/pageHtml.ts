// The HTML of web pages: those of forms and of resources.

/** The parts of a page. */
export interface PageParts {
  /** Random for each page. Only the script and the style with this nonce apply. */
  readonly nonce: string;
  /** The contents of the page's files: its script and its style sheet. */
  readonly script: string;
  readonly style: string;
  readonly title: string;
  /** The user's language: `vscode.env.language`. */
  readonly lang: string;
  /** What the page draws at once when it opens, and the id of the element that holds it as JSON. */
  readonly data: object;
  readonly dataId: string;
}

/**
 * The HTML of a page: its script, its style and what it draws as data, under a policy that allows nothing else. The page loads
 * nothing: to fetch the script from the extension takes VS Code about 60 ms.
 */
export function pageHtml({ nonce, script, style, title, lang, data, dataId }: PageParts): string {
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'`;
  return `<!DOCTYPE html>
<html lang="${escape(lang)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escape(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title>
<style nonce="${escape(nonce)}">${style.replaceAll('</', '<\\/')}</style>
</head>
<body>
<script type="application/json" id="${escape(dataId)}">${dataIn(data)}</script>
<script nonce="${escape(nonce)}">${script.replaceAll(/<(?=\/script|!--)/gi, '\\x3c')}</script>
</body>
</html>
`;
}

/** JSON that can't end its element: in HTML, only `<` could. */
const dataIn = (data: object): string => JSON.stringify(data).replaceAll('<', '\\u003c');

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

const escape = (text: string): string => text.replace(/[&<>"']/g, character => entities[character] ?? character);
