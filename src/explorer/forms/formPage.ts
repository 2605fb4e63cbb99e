import type { Form } from '../../forms/protocol';
import { formElement } from '../../forms/protocol';

/** The parts of a form's page. The addresses are those that VS Code lets a webview load. */
export interface PageParts {
  /** Random for each page. Only the script with this nonce runs. */
  readonly nonce: string;
  /** `webview.cspSource` */
  readonly cspSource: string;
  readonly scriptUri: string;
  readonly styleUri: string;
  readonly title: string;
  /** The user's language: `vscode.env.language`. */
  readonly lang: string;
  /** The form as it is now. The page draws it at once when it opens for the first time. */
  readonly form: Form;
}

/** The HTML of a form's page: only its script and the form as data, under a policy that allows nothing else. */
export function pageHtml({ nonce, cspSource, scriptUri, styleUri, title, lang, form }: PageParts): string {
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${cspSource}; base-uri 'none'; form-action 'none'`;
  return `<!DOCTYPE html>
<html lang="${escape(lang)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escape(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title>
<link rel="stylesheet" href="${escape(styleUri)}">
</head>
<body>
<script type="application/json" id="${formElement}">${dataIn(form)}</script>
<script nonce="${escape(nonce)}" src="${escape(scriptUri)}"></script>
</body>
</html>
`;
}

/** JSON that can't end its element: in HTML, only `<` could. */
const dataIn = (data: object): string => JSON.stringify(data).replaceAll('<', '\\u003c');

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

const escape = (text: string): string => text.replace(/[&<>"']/g, character => entities[character] ?? character);
