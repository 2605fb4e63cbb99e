/** The free space around a list, in pixels. */
const gap = 6;

/** The minimum useful height of a list, in pixels. */
const least = 60;

/** Whether a list opens above or below its box, and its maximum height, in pixels. */
export interface Room {
  readonly above: boolean;
  readonly height: number;
}

/**
 * The room for a box's list: below the box, down to the buttons that stay visible, or above it if there is more room.
 * @param wanted the height of the whole list, in pixels
 */
export function roomFor(box: Element, wanted: number): Room {
  const { top, bottom } = box.getBoundingClientRect();
  const buttons = document.querySelector('footer')?.getBoundingClientRect().top ?? innerHeight;
  const toEdge = innerHeight - bottom - gap;
  const below = Math.min(toEdge, buttons - bottom - gap);
  const above = top - gap;
  if (below >= Math.min(wanted, Math.max(above, least))) return { above: false, height: below };
  // In a very low window, the list may cover the buttons, but it stays inside the window.
  if (Math.max(above, below) < least) return { above: above > toEdge, height: Math.max(above, toEdge) };
  return above > below ? { above: true, height: above } : { above: false, height: below };
}
