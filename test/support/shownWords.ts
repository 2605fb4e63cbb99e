// All words of a part of the screen, those for screen readers included.
import type { Locator } from 'playwright-core';

/** A text, and the classes of what has it: `label-name`, or `button[aria-label]`. */
export interface ShownText {
  readonly text: string;
  readonly at: string;
  /** Whether it stands in a help text, where the documentation of AWS may stand too. */
  readonly help: boolean;
}

/**
 * The texts in an element that is on screen, and what its controls are called.
 * @param timeout how long to wait for the element, in milliseconds
 * @throws errors.TimeoutError if it does not show
 */
export function wordsIn(element: Locator, timeout = 30_000): Promise<ShownText[]> {
  return element.first().evaluate(collect, undefined, { timeout });
}

/** Runs in the page, from its own source: it can use nothing around it. */
function collect(root: Element): ShownText[] {
  const found: ShownText[] = [];
  const say = (text: string | null, at: Element, attribute = ''): void => {
    if (!text?.trim()) return;
    const classes = at.getAttribute('class')?.trim().split(/\s+/).slice(0, 3).join('.') ?? '';
    found.push({
      text: text.trim(),
      at: `${at.localName}${classes && `.${classes}`}${attribute && `[${attribute}]`}`,
      help: at.closest('.help, .optionHelp, .note') !== null || attribute === 'aria-description',
    });
  };
  for (const element of [root, ...root.querySelectorAll('*')]) {
    if (['style', 'script', 'svg'].includes(element.localName)) continue;
    // Nobody is told what a hidden control is called.
    const told = element.getAttribute('aria-hidden') === 'true' ? [] : ['aria-label', 'aria-description'];
    for (const attribute of [...told, 'title', 'placeholder']) say(element.getAttribute(attribute), element, attribute);
    // What stands in one element is one text, whatever is set off in it.
    for (const child of element.childNodes) if (child.nodeType === Node.TEXT_NODE) say(child.textContent, element);
  }
  return found;
}
