// Creates elements. Texts are always set as text: nothing in the page interprets markup.

/** Creates an element with a class, a text and children. */
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

/** A new id that no other element of the page has. */
export const freshId = (): string => `f${++made}`;

/** Moves the keyboard focus to the first problem inside an element. @returns whether there is one */
export function focusFirstProblem(root: HTMLElement): boolean {
  const control = [...root.querySelectorAll<HTMLElement>('[data-invalid]')].find(
    element => !element.closest('[hidden]'),
  );
  if (!control) return false;
  control.focus();
  return true;
}
