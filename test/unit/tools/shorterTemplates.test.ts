import assert from 'node:assert/strict';

import { shorterTemplates } from '../../../tools/shorterTemplates.mjs';

describe('shortening the templates of a file', () => {
  const table = [
    {
      what: 'removes the white space at the start of the lines',
      code: 'const a = `\n  <b>\n    text\n  </b>`;',
      short: 'const a = `\n<b>\ntext\n</b>`;',
    },
    {
      what: 'joins lines of HTML and CSS after ; { } and >',
      code: 'const a = css`\n  :host {\n    color: red;\n    ${b}\n  }\n`;',
      joinLines: true,
      short: 'const a = css`\n:host {color: red;${b}}`;',
    },
    {
      what: 'shortens a template within a template',
      code: 'html`<a>\n  ${when(x, html`<b>\n    c`)}\n</a>`',
      joinLines: true,
      short: 'html`<a>${when(x, html`<b>c`)}</a>`',
    },
    {
      what: 'leaves code as it is, also after a comment that ends with ;',
      code: "// color: red;\nconst a = 'b';\n  // c }\n  f();\n/* ` */\nconst d = `e`;\n",
      joinLines: true,
      short: "// color: red;\nconst a = 'b';\n  // c }\n  f();\n/* ` */\nconst d = `e`;\n",
    },
  ];
  for (const { what, code, joinLines = false, short } of table) {
    it(what, () => assert.equal(shorterTemplates(code, joinLines), short));
  }
});
