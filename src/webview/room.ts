/** What stays free around a list, in pixels. */
const gap = 6;

/** A list that is lower than this shows too little. */
const least = 60;

/** Where a list that belongs to a box opens, and how high it may be there, in pixels. */
export interface Room {
  readonly above: boolean;
  readonly height: number;
}

/**
 * The room for a list of a box: below it down to the buttons that stay in sight, or above it where there is more.
 * @param wanted the list's whole height in pixels
 */
export function roomFor(box: Element, wanted: number): Room {
  const { top, bottom } = box.getBoundingClientRect();
  const buttons = document.querySelector('footer')?.getBoundingClientRect().top ?? innerHeight;
  const toEdge = innerHeight - bottom - gap;
  const below = Math.min(toEdge, buttons - bottom - gap);
  const above = top - gap;
  if (below >= Math.min(wanted, Math.max(above, least))) return { above: false, height: below };
  // In a window that is so low the list may lie over the buttons, but not outside.
  if (Math.max(above, below) < least) return { above: above > toEdge, height: Math.max(above, toEdge) };
  return above > below ? { above: true, height: above } : { above: false, height: below };
}
