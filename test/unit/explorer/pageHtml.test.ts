// The HTML of a page: it allows nothing but itself, and whatever it holds stays text.
import * as assert from 'node:assert/strict';

import { formTexts } from '../../../src/explorer/forms/formTexts';
import type { PageParts } from '../../../src/explorer/forms/pageHtml';
import { pageHtml } from '../../../src/explorer/forms/pageHtml';
import type { Form } from '../../../src/forms/protocol';

const form: Form = { key: 'k', title: 'T', fields: [], rules: [], values: {}, submitLabel: 'Send', texts: formTexts() };
const parts: PageParts = {
  nonce: 'bm9uY2U',
  script: 'run();',
  style: 'b{}',
  title: 'T',
  lang: 'en',
  data: form,
  dataId: 'form',
};

/** The opening tags of elements of that name. */
const tags = (html: string, name: string): string[] => html.match(new RegExp(`<${name}\\b[^>]*>`, 'gi')) ?? [];

describe('The HTML of a page', () => {
  it('allows only its own script and style, by nonce', () => {
    const html = pageHtml(parts);
    const [, policy = ''] = /Content-Security-Policy" content="([^"]+)"/.exec(html) ?? [];
    assert.deepEqual(policy.replaceAll('&#39;', "'").split('; '), [
      "default-src 'none'",
      "script-src 'nonce-bm9uY2U'",
      "style-src 'nonce-bm9uY2U'",
      "base-uri 'none'",
      "form-action 'none'",
    ]);
    const [data, script, ...more] = tags(html, 'script');
    assert.match(data ?? '', /type="application\/json"/);
    assert.deepEqual(
      [script, ...more, ...tags(html, 'style')],
      ['<script nonce="bm9uY2U">', '<style nonce="bm9uY2U">'],
    );
    assert.doesNotMatch(html, /\s(src|href|style|on\w+)=/);
  });

  it('holds any title, language and data as text', () => {
    const hostile = `</title></script></style><script>hurt()</script><!--<script>"'>`;
    const held = { ...form, title: hostile, values: { Name: hostile } };
    const html = pageHtml({ ...parts, title: hostile, lang: hostile, data: held, dataId: hostile });
    assert.equal(tags(html, 'script').length, 2);
    assert.equal(tags(html, 'html').length, 1);
    assert.ok(!html.includes('<!--'));
    const [, data = ''] = /<script type="application\/json"[^>]*>([^<]*)<\/script>/.exec(html) ?? [];
    assert.deepEqual(JSON.parse(data), JSON.parse(JSON.stringify(held)));
  });

  it('holds a script and a style that speak of their own elements', () => {
    const script = `const a = '</script><!--';`;
    const html = pageHtml({ ...parts, script, style: `b::after{content:'</style>'}` });
    assert.equal(html.match(/<\/script>/g)?.length, 2);
    assert.equal(html.match(/<\/style>/g)?.length, 1);
    assert.ok(html.includes(String.raw`const a = '\x3c/script>\x3c!--';`));
  });
});
