// Template literals hold the page's HTML and CSS. esbuild doesn't minify strings.
import ts from 'typescript';

/**
 * Removes white space from the template literals of a JavaScript file. The code around them stays as it is.
 *
 * @param {string} code
 * @param {boolean} joinLines whether they hold only HTML or CSS, where a line can follow `;`, `{`, `}` or `>` without a break
 */
export function shorterTemplates(code, joinLines) {
  const file = ts.createSourceFile('templates.js', code, ts.ScriptTarget.Latest, false, ts.ScriptKind.JS);
  /** @type {{ start: number, end: number }[]} */
  const literals = [];
  /** @param {ts.Node} node */
  const visit = node => {
    if (ts.isTemplateLiteralToken(node)) literals.push({ start: node.getStart(file), end: node.end });
    ts.forEachChild(node, visit);
  };
  visit(file);
  let shorter = '';
  let end = 0;
  for (const literal of literals.sort((a, b) => a.start - b.start)) {
    shorter += code.slice(end, literal.start) + shorten(code.slice(literal.start, literal.end), joinLines);
    end = literal.end;
  }
  return shorter + code.slice(end);
}

/**
 * @param {string} literal
 * @param {boolean} joinLines
 */
function shorten(literal, joinLines) {
  const text = literal.replace(/\n\s+/g, '\n');
  return joinLines ? text.replace(/(?<=[;{}>])\n/g, '') : text;
}
