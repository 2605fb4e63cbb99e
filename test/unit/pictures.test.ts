// The pictures of the README: each is there, small, described, and made by `npm run screenshots`. And the PNGs of that command.
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as zlib from 'node:zlib';

import { findRoot } from '../../tools/root.mjs';
import { largestPicture, pictures } from '../pictures/names';
import { decodePng, encodePng, type Pixels, stacked } from '../pictures/png';

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

/** The pixels of a PNG with a palette and no filters, as `encodePng` writes it. */
function readBack(png: Buffer): Pixels {
  const chunk = (type: string): Buffer => {
    const at = png.indexOf(type, 0, 'latin1');
    assert.ok(at > 0, type);
    return png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4));
  };
  const [header, palette, rows] = [chunk('IHDR'), chunk('PLTE'), zlib.inflateSync(chunk('IDAT'))];
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const places = Array.from({ length: height }, (_, y) => [
    ...rows.subarray(y * (width + 1) + 1, (y + 1) * (width + 1)),
  ]);
  return { width, height, rgb: Buffer.concat(places.flat().map(place => palette.subarray(place * 3, place * 3 + 3))) };
}

/** A PNG as a browser writes it: with these filters, one for each row. */
function filtered({ width, height, rgb }: Pixels, filters: readonly number[]): Buffer {
  const at = (x: number, y: number): number => (x < 0 || y < 0 ? 0 : (rgb[y * width * 3 + x] ?? 0));
  const rows = filters.flatMap((filter, y) => [
    filter,
    ...Array.from({ length: width * 3 }, (_, x) => {
      const [left, up, corner] = [at(x - 3, y), at(x, y - 1), x < 3 ? 0 : at(x - 3, y - 1)];
      const paeth = [left, up, corner].reduce((best, each) =>
        Math.abs(left + up - corner - each) < Math.abs(left + up - corner - best) ? each : best,
      );
      return (at(x, y) - ([0, left, up, Math.floor((left + up) / 2), paeth][filter] ?? 0)) & 0xff;
    }),
  ]);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const chunk = (type: string, data: Buffer): Buffer => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    return Buffer.concat([length, Buffer.from(type), data, Buffer.alloc(4)]);
  };
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', zlib.deflateSync(Buffer.from(rows)))]);
}

describe('A PNG', () => {
  const few: Pixels = { width: 4, height: 5, rgb: Buffer.from(Array.from({ length: 60 }, (_, at) => (at * 37) % 251)) };

  it('of the browser is read with each filter that it may use', () => {
    assert.deepEqual(decodePng(filtered(few, [0, 1, 2, 3, 4])), few);
  });

  it('that is none, or has a palette, is refused with the reason', () => {
    assert.throws(() => decodePng(Buffer.from('GIF89a..')), /no PNG/);
    assert.throws(() => decodePng(encodePng(few)), /color type 3/);
  });

  it('of few colors keeps each of them', () => {
    assert.deepEqual(readBack(encodePng(few)), few);
  });

  it('of many colors keeps the frequent ones, and has no color far from that of the screen', () => {
    // 64 × 64 colors, and a background that is more frequent than each of them.
    const many = Array.from({ length: 64 * 64 }, (_, at) => [4 * (at % 64), 4 * Math.floor(at / 64), 128]);
    const rgb = Buffer.from([...many, ...Array.from({ length: 64 }, () => [31, 31, 31])].flat());
    const again = readBack(encodePng({ width: 64, height: 65, rgb }));
    assert.deepEqual(again.rgb.subarray(-64 * 3), rgb.subarray(-64 * 3));
    const off = Math.max(...again.rgb.map((byte, at) => Math.abs(byte - (rgb[at] ?? 0))));
    assert.ok(off > 0 && off <= 24, `${off} of 255`);
  });

  it('of several pictures has them below one another', () => {
    const dot = (value: number): Pixels => ({ width: 1, height: 1, rgb: Buffer.alloc(3, value) });
    const wide: Pixels = { width: 2, height: 1, rgb: Buffer.from([1, 1, 1, 2, 2, 2]) };
    const { width, height, rgb } = stacked([dot(9), wide], { gap: 1, color: 0x070707 });
    assert.deepEqual([width, height], [2, 3]);
    assert.deepEqual(
      [...rgb].filter((_, at) => at % 3 === 0),
      [9, 7, 7, 7, 1, 2],
    );
  });
});
