// Building elements. Text goes in as text: nothing here, or anywhere in the page, takes markup.

/** An element with its class, text and children. */
export function make<T extends keyof HTMLElementTagNameMap>(
  tag: T,
  { className, text }: { className?: string; text?: string } = {},
  ...children: readonly (Node | undefined)[]
): HTMLElementTagNameMap[T] {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  element.append(...children.filter(child => child !== undefined));
  return element;
}

let made = 0;

/** An id that no other element of the page has. */
export const freshId = (): string => `f${++made}`;

/** Moves the keyboard's focus to the first problem inside an element. Says whether there is one. */
export function focusFirstProblem(root: HTMLElement): boolean {
  const control = [...root.querySelectorAll<HTMLElement>('[data-invalid]')].find(
    element => !element.closest('[hidden]'),
  );
  if (!control) return false;
  control.focus();
  return true;
}
