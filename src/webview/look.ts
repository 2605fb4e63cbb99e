// How a page is looked at: taken up again when its tab is shown again, since VS Code draws it anew.
import type { ViewState } from '../forms/protocol';
import type { Section } from './section';
import type { DrawnField } from './view';

/** What can have the focus inside a field; those of the toolkit are one each. */
const controls = 'vscode-text-field, vscode-text-area, vscode-dropdown, vscode-checkbox, vscode-button, input, button';

const controlsOf = ({ view }: DrawnField): HTMLElement[] => [...view.element.querySelectorAll<HTMLElement>(controls)];

/** How the page is looked at now. */
export function lookOf(views: readonly DrawnField[], sections: ReadonlyMap<string, Section>): ViewState {
  const active = document.activeElement;
  const focused = views.find(({ view }) => view.element.contains(active));
  const control = focused ? controlsOf(focused).findIndex(element => element.contains(active)) : -1;
  return {
    unfolded: [...sections].filter(([, { element }]) => element.open).map(([title]) => title),
    scroll: Math.round(window.scrollY),
    ...(focused && control >= 0 && { focus: { field: focused.field.name, control } }),
  };
}

/** Brings the page to where it was looked at. What is no longer there is passed over. */
export function lookAgain(look: ViewState, views: readonly DrawnField[], sections: ReadonlyMap<string, Section>): void {
  for (const title of look.unfolded) sections.get(title)?.open();
  const { scroll, focus } = look;
  const focused = views.find(({ field }) => field.name === focus?.field);
  if (focused && focus) controlsOf(focused)[focus.control]?.focus({ preventScroll: true });
  window.scrollTo({ top: scroll });
  // The toolkit draws its controls a moment later: until then the page may not be long enough.
  requestAnimationFrame(() => requestAnimationFrame(() => window.scrollTo({ top: scroll })));
}

/** How long scrolling and the like must pause before it is told, in milliseconds. */
const pause = 100;

/** Tells of each change of how the page is looked at, for as long as the element is in the page. */
export function watchLook(main: HTMLElement, changed: () => void): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tell = (): void => {
    clearTimeout(timer);
    timer = setTimeout(changed, pause);
  };
  main.addEventListener('toggle', tell, true);
  main.addEventListener('focusin', tell);
  const onScroll = (): void => (main.isConnected ? tell() : window.removeEventListener('scroll', onScroll));
  window.addEventListener('scroll', onScroll);
}
