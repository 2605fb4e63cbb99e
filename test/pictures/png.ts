// Makes the PNGs of screenshots small without another package: a palette of at most 256 colors, and zlib's best compression.
import zlib from 'node:zlib';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** An image without transparency: three bytes for each pixel, row by row. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly rgb: Buffer;
}

/**
 * Reads a PNG as browsers write it.
 * @throws Error if it has a palette, 16 bits, gray or interlacing
 */
export function decodePng(png: Buffer): Pixels {
  if (!png.subarray(0, 8).equals(signature)) throw new Error('This is no PNG.');
  const chunks = [...chunksOf(png)];
  const header = chunks.find(({ type }) => type === 'IHDR')?.data;
  if (!header) throw new Error('The PNG has no header.');
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const [depth, color, interlaced] = [header[8], header[9], header[12]];
  if (depth !== 8 || (color !== 2 && color !== 6) || interlaced !== 0) {
    throw new Error(`This PNG has depth ${depth}, color type ${color} and interlacing ${interlaced}.`);
  }
  const size = color === 6 ? 4 : 3;
  const data = zlib.inflateSync(Buffer.concat(chunks.flatMap(({ type, data }) => (type === 'IDAT' ? [data] : []))));
  const bytes = unfiltered(data, width * size, height, size);
  const rgb = Buffer.alloc(width * height * 3);
  for (let pixel = 0; pixel < width * height; pixel++) bytes.copy(rgb, pixel * 3, pixel * size, pixel * size + 3);
  return { width, height, rgb };
}

function* chunksOf(png: Buffer): Generator<{ type: string; data: Buffer }> {
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at);
    yield { type: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, at + 8 + length) };
    at += length + 12;
  }
}

/** Takes back what the filter of each row did (https://www.w3.org/TR/png/#9Filters). @param size bytes of a pixel */
function unfiltered(data: Buffer, rowLength: number, height: number, size: number): Buffer {
  const bytes = Buffer.alloc(rowLength * height);
  for (let y = 0; y < height; y++) {
    const filter = data[y * (rowLength + 1)] ?? 0;
    for (let x = 0; x < rowLength; x++) {
      const at = y * rowLength + x;
      const left = x >= size ? (bytes[at - size] ?? 0) : 0;
      const up = y > 0 ? (bytes[at - rowLength] ?? 0) : 0;
      const corner = x >= size && y > 0 ? (bytes[at - rowLength - size] ?? 0) : 0;
      const guess = [0, left, up, (left + up) >> 1, nearest(left, up, corner)][filter] ?? 0;
      bytes[at] = (data[y * (rowLength + 1) + 1 + x] ?? 0) + guess;
    }
  }
  return bytes;
}

/** The Paeth predictor. */
function nearest(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [toLeft, toUp, toCorner] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}

/** Images below one another, from the left, with a gap between them. @param color of the gap and of what lies beside a narrow one */
export function stacked(images: readonly Pixels[], { gap, color }: { gap: number; color: number }): Pixels {
  const width = Math.max(...images.map(image => image.width));
  const height = images.reduce((sum, image) => sum + image.height, gap * (images.length - 1));
  const rgb = Buffer.alloc(width * height * 3, bytesOf(color));
  let top = 0;
  for (const image of images) {
    for (let y = 0; y < image.height; y++) {
      image.rgb.copy(rgb, (top + y) * width * 3, y * image.width * 3, (y + 1) * image.width * 3);
    }
    top += image.height + gap;
  }
  return { width, height, rgb };
}

/** A PNG with a palette. If the image has more than 256 colors, rare ones become the nearest frequent one. */
export function encodePng({ width, height, rgb }: Pixels): Buffer {
  const counts = new Map<number, number>();
  for (let at = 0; at < rgb.length; at += 3) {
    const color = rgb.readUIntBE(at, 3);
    counts.set(color, (counts.get(color) ?? 0) + 1);
  }
  const frequent = [...counts].sort(([a, m], [b, n]) => n - m || a - b).map(([color]) => color);
  const palette = paletteOf(frequent);
  const places = new Map(frequent.map(color => [color, nearestIn(palette, color)]));
  const rows = Buffer.alloc((width + 1) * height); // each row begins with its filter: 0, none
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      rows[y * (width + 1) + 1 + x] = places.get(rgb.readUIntBE((y * width + x) * 3, 3)) ?? 0;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8); // 8 bits, a palette, the only compression and filters there are, not interlaced
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('PLTE', Buffer.concat(palette.map(bytesOf))),
    chunk('IDAT', zlib.deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** The most frequent colors, none too near another, as near as 256 allow. @param frequent the most frequent first */
function paletteOf(frequent: readonly number[]): readonly number[] {
  for (let apart = 1; ; apart++) {
    const palette: number[] = [];
    for (const color of frequent) {
      if (palette.length <= 256 && palette.every(other => distance(color, other) >= apart)) palette.push(color);
    }
    if (palette.length <= 256) return palette;
  }
}

function nearestIn(palette: readonly number[], color: number): number {
  let best = 0;
  for (const [place, other] of palette.entries()) {
    if (distance(color, other) < distance(color, palette[best] ?? 0)) best = place;
  }
  return best;
}

const bytesOf = (color: number): Buffer => Buffer.from([color >> 16, (color >> 8) & 0xff, color & 0xff]);

/** How far two colors are apart: the sum over red, green and blue. */
function distance(a: number, b: number): number {
  return (
    Math.abs((a >> 16) - (b >> 16)) +
    Math.abs(((a >> 8) & 0xff) - ((b >> 8) & 0xff)) +
    Math.abs((a & 0xff) - (b & 0xff))
  );
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE(crc32(body), body.length + 4);
  return whole;
}

/** The checksum of a chunk. (`zlib.crc32` needs a newer Node.js than this project.) */
function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
