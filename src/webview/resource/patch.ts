// Brings what is drawn up to date without drawing it anew, so that focus, selection and scroll position stay.

/** Tells elements apart that stand in one place. An element without it is known by its tag and class. */
const keyOf = (node: Node): string =>
  node instanceof HTMLElement
    ? `${node.tagName} ${node.dataset['key'] ?? node.dataset['part'] ?? node.className}`
    : '#text';

/** Makes a drawn element look like a new one. Elements that are in both stay the same objects. */
export function patch(drawn: HTMLElement, wanted: HTMLElement): void {
  for (const { name } of [...drawn.attributes]) if (!wanted.hasAttribute(name)) drawn.removeAttribute(name);
  for (const { name, value } of wanted.attributes) {
    if (drawn.getAttribute(name) !== value) drawn.setAttribute(name, value);
  }
  if (drawn.style.color !== wanted.style.color) drawn.style.color = wanted.style.color;
  const focused = document.activeElement;
  const hadFocus = focused !== null && focused !== document.body && drawn.contains(focused);
  patchChildren(drawn, wanted);
  // What was pressed may be offered no longer. The keyboard goes on from the place where it was.
  if (hadFocus && !drawn.contains(document.activeElement) && drawn.tabIndex < 0 && drawn.hasAttribute('tabindex')) {
    drawn.focus({ preventScroll: true });
  }
}

function patchChildren(drawn: HTMLElement, wanted: HTMLElement): void {
  const left = [...drawn.childNodes];
  const pairs = [...wanted.childNodes].map(child => {
    const at = left.findIndex(node => keyOf(node) === keyOf(child));
    return { child, same: at < 0 ? undefined : left.splice(at, 1)[0] };
  });
  // What is gone goes first. To move an element would take its focus away.
  for (const node of left) node.remove();
  let next = drawn.firstChild;
  for (const { child, same } of pairs) {
    if (same && same === next) next = next.nextSibling;
    else drawn.insertBefore(same ?? child, next);
    if (same instanceof HTMLElement && child instanceof HTMLElement) patch(same, child);
    else if (same && same.textContent !== child.textContent) same.textContent = child.textContent;
  }
}
