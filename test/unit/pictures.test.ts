// The pictures of the README: each is there, small, described, and made by `npm run screenshots`. And the PNGs of that command.
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';

import sharp from 'sharp';

import { findRoot } from '../../tools/root.mjs';
import { largestPicture, pictures } from '../pictures/names';
import { pictureOf } from '../pictures/png';

const root = findRoot();
const readme = fs.readFileSync(path.join(root, 'README.md'), 'utf8');

describe("The README's pictures", () => {
  it('are those that npm run screenshots makes, with the words that it knows', () => {
    const shown = [...readme.matchAll(/!\[([^\]]*)\]\(([^)]+)\)/g)].map(([, words = '', file = '']) => ({
      words,
      file,
    }));
    const made = Object.entries(pictures).map(([name, words]) => ({ words, file: `media/${name}.png` }));
    const byFile = (a: { file: string }, b: { file: string }): number => (a.file < b.file ? -1 : 1);
    assert.deepEqual(shown.sort(byFile), made.sort(byFile));
  });

  for (const name of Object.keys(pictures)) {
    it(`are PNGs of at most ${largestPicture / 1000} kB: ${name}`, () => {
      const png = fs.readFileSync(path.join(root, 'media', `${name}.png`));
      assert.equal(png.toString('latin1', 1, 4), 'PNG');
      assert.ok(png.length <= largestPicture, `${png.length} bytes`);
    });
  }

  it('are all that media/ has beside the icon', () => {
    const files = fs.readdirSync(path.join(root, 'media')).filter(file => file.endsWith('.png'));
    const known = [...Object.keys(pictures), 'icon'].map(name => `${name}.png`);
    assert.deepEqual(files.sort(), known.sort());
  });
});

describe('A picture', () => {
  const plain = (width: number, height: number, background: string): Promise<Buffer> =>
    sharp({ create: { width, height, channels: 3, background } })
      .png()
      .toBuffer();

  it('of several screenshots has them below one another, in their colors', async () => {
    const shots = [await plain(1, 1, '#090909'), await plain(2, 1, '#c01020')];
    const { png, ...size } = await pictureOf(shots, { gap: 1, background: '#070707' });
    assert.deepEqual(size, { width: 2, height: 3 });
    const { data } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true });
    const pixels = Array.from({ length: 6 }, (_, at) => data.subarray(at * 3, at * 3 + 3).toString('hex'));
    assert.deepEqual(pixels, ['090909', '070707', '070707', '070707', 'c01020', 'c01020']);
  });

  it('has a palette, and the same bytes each time', async () => {
    const make = async (): Promise<Buffer> =>
      (await pictureOf([await plain(300, 200, '#1f1f1f')], { gap: 8, background: '#1f1f1f' })).png;
    const [one, other] = [await make(), await make()];
    assert.equal((await sharp(one).metadata()).isPalette, true);
    assert.ok(one.equals(other));
  });
});
