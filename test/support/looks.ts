// Measures how texts look: whether they are cut off, overlap, and have enough contrast.
import * as assert from 'node:assert/strict';

import type { Locator } from 'playwright-core';

interface Look {
  readonly text: string;
  /** Wider than its box, or outside the window. */
  readonly cut: boolean;
  /** The contrast of its color with the background: from 1, which is unreadable, to 21. */
  readonly contrast: number;
  readonly box: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
}

/** The contrast that WCAG 2.2 requires of text, by theme: AA, and AAA for high contrast. */
export const contrastIn = { dark: 4.5, light: 4.5, hc: 7 } as const;

/**
 * Asserts that there are such parts, that the text of none is cut off or lies over that of another, and that each has the
 * contrast.
 *
 * @param parts elements with a line of text each; those that are not shown are left out
 * @param contrast the least there may be, see `contrastIn`
 * @returns their texts, top to bottom
 */
export async function assertLegible(parts: Locator, contrast: number): Promise<string[]> {
  const looks = await parts.filter({ visible: true }).evaluateAll(looksOf);
  assert.ok(looks.length > 0, 'nothing is shown');
  const wrong = looks.flatMap(({ text, cut, contrast: found, box }, at) => [
    ...(cut ? [`${text}: cut off`] : []),
    ...(found < contrast ? [`${text}: contrast ${found.toFixed(2)}`] : []),
    ...looks
      .slice(at + 1)
      .filter(({ box: other }) => {
        const across = Math.min(box.right, other.right) - Math.max(box.left, other.left);
        const down = Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top);
        return across > 1 && down > 1;
      })
      .map(other => `${text}: lies over ${other.text}`),
  ]);
  assert.deepEqual(wrong, []);
  return looks.map(({ text }) => text);
}

/** Runs in the page from its source text, so it can't use anything outside the function. */
function looksOf(elements: (SVGElement | HTMLElement)[]): Look[] {
  type Color = readonly [red: number, green: number, blue: number, alpha: number];
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const colorOf = (css: string): Color => {
    if (!canvas) throw new Error('no canvas');
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = css;
    canvas.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0, alpha = 0] = canvas.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, alpha / 255];
  };
  const over = (front: Color, behind: Color): Color => {
    const mix = (at: 0 | 1 | 2): number => front[at] * front[3] + behind[at] * (1 - front[3]);
    return [mix(0), mix(1), mix(2), 1];
  };
  const behind = (element: Element | null): Color => {
    if (!element) return [255, 255, 255, 1];
    const color = colorOf(getComputedStyle(element).backgroundColor);
    return color[3] === 1 ? color : over(color, behind(element.parentElement));
  };
  const opacity = (element: Element | null): number =>
    element ? Number(getComputedStyle(element).opacity) * opacity(element.parentElement) : 1;
  const luminance = (color: Color): number => {
    const part = (value: number): number =>
      value <= 10.3 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4;
    return 0.2126 * part(color[0]) + 0.7152 * part(color[1]) + 0.0722 * part(color[2]);
  };
  return elements.map(element => {
    const ground = behind(element);
    const [red, green, blue, alpha] = colorOf(getComputedStyle(element).color);
    const ink = over([red, green, blue, alpha * opacity(element)], ground);
    const [bright = 0, dim = 0] = [luminance(ink), luminance(ground)].sort((a, b) => b - a);
    const range = document.createRange();
    range.selectNodeContents(element);
    const { left, right, top, bottom } = range.getBoundingClientRect();
    return {
      text: element.textContent?.trim() ?? '',
      cut:
        (element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).display !== 'inline') ||
        right > innerWidth + 1,
      contrast: (bright + 0.05) / (dim + 0.05),
      box: { left, right, top, bottom },
    };
  });
}
