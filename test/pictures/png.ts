// Makes one small PNG of screenshots.
import sharp from 'sharp';

/** A picture, with its size in pixels. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly png: Buffer;
}

/**
 * Puts screenshots below one another, from the left, with a gap between them.
 * @param shots PNGs @param background the color of the gap and of what lies beside a narrow one: `#1f1f1f`
 * @returns a PNG with a palette
 */
export async function pictureOf(
  shots: readonly Buffer[],
  { gap, background }: { gap: number; background: string },
): Promise<Picture> {
  const sizes = await Promise.all(shots.map(shot => sharp(shot).metadata()));
  const width = Math.max(...sizes.map(size => size.width));
  const height = sizes.reduce((sum, size) => sum + size.height, gap * (sizes.length - 1));
  let top = 0;
  const placed = shots.map((input, at) => {
    const layer = { input, left: 0, top };
    top += (sizes[at]?.height ?? 0) + gap;
    return layer;
  });
  const png = await sharp({ create: { width, height, channels: 3, background } })
    .composite(placed)
    // Without dithering, plain areas stay plain, which is smaller and reads better.
    .png({ palette: true, dither: 0, effort: 10, compressionLevel: 9 })
    .toBuffer();
  return { width, height, png };
}
