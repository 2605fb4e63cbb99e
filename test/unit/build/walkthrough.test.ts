// The walkthrough: its steps can be completed, its buttons work, and its pictures fit every theme.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';

import { manifest } from '../../../src/build/manifest';
import { walkthrough } from '../../../src/build/walkthrough';
import { viewId } from '../../../src/explorer/contributed';
import { findRoot } from '../../../tools/root.mjs';
import { notEmpty } from '../../support/notEmpty';

interface Step {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly media: { readonly svg: string; readonly altText: string };
  readonly completionEvents: readonly string[];
}

const { steps } = walkthrough((_key, english) => english) as { steps: readonly Step[] };
const commands = manifest().contributes.commands.map(({ command }) => command);

describe('the walkthrough', () => {
  it('has five steps', () => assert.equal(new Set(steps.map(({ id }) => id)).size, 5));

  for (const { id, title, description, media, completionEvents } of steps) {
    describe(title, () => {
      it('is completed by views and commands that exist, or by a context that the code sets', () => {
        const src = path.join(findRoot(), 'src', 'host');
        const files = fs.readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.ts'));
        const code = files.map(file => fs.readFileSync(path.join(src, file), 'utf8')).join('\n');
        for (const event of notEmpty(completionEvents)) {
          const [kind, name = ''] = event.split(':');
          if (kind === 'onView') assert.equal(name, viewId);
          else if (kind === 'onCommand') assert.ok(commands.includes(name), name);
          else assert.ok(code.includes(`setContext('${name}'`), name);
        }
      });

      it('has a button, and only buttons of commands that exist', () => {
        for (const [, name = ''] of notEmpty(description.matchAll(/\]\(command:([^)]+)\)/g))) {
          assert.ok(name === `${viewId}.focus` || commands.includes(name), name);
        }
      });

      it('has a picture without words, in colors of the theme, and says what it shows', () => {
        const svg = fs.readFileSync(path.join(findRoot(), media.svg), 'utf8');
        assert.equal(media.svg, `media/walkthrough-${id}.svg`);
        assert.ok(media.altText.length > 20);
        assert.doesNotMatch(svg, /<(text|script|image|style|foreignObject|use)\b|href|on\w+=/);
        for (const [, color = ''] of notEmpty(svg.matchAll(/(?:fill|stroke)="([^"]+)"/g))) {
          assert.match(color, /^(none|var\(--vscode-[\w-]+\))$/);
        }
      });
    });
  }
});
