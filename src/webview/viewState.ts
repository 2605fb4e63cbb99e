// Saves and restores how a page looks: open sections, scroll position and focus. VS Code redraws a page when its tab is shown again.
import type { ViewState } from '../forms/protocol';
import type { Section } from './section';
import type { DrawnField } from './view';

/** The elements that can have the focus inside a field. */
const controls = 'vscode-text-field, vscode-text-area, vscode-dropdown, vscode-checkbox, vscode-button, input, button';

const controlsOf = ({ view }: DrawnField): HTMLElement[] => [...view.element.querySelectorAll<HTMLElement>(controls)];

/** The current look of the page. */
export function viewState(views: readonly DrawnField[], sections: ReadonlyMap<string, Section>): ViewState {
  const active = document.activeElement;
  const focused = views.find(({ view }) => view.element.contains(active));
  const control = focused ? controlsOf(focused).findIndex(element => element.contains(active)) : -1;
  return {
    unfolded: [...sections].filter(([, { element }]) => element.open).map(([title]) => title),
    scroll: Math.round(window.scrollY),
    ...(focused && control >= 0 && { focus: { field: focused.field.name, control } }),
  };
}

/** Restores the look of the page. Parts that no longer exist are skipped. */
export function restoreView(
  look: ViewState,
  views: readonly DrawnField[],
  sections: ReadonlyMap<string, Section>,
): void {
  for (const title of look.unfolded) sections.get(title)?.open();
  const { scroll, focus } = look;
  const focused = views.find(({ field }) => field.name === focus?.field);
  if (focused && focus) controlsOf(focused)[focus.control]?.focus({ preventScroll: true });
  window.scrollTo({ top: scroll });
  // The toolkit draws its controls later. Until then, the page may be too short to scroll.
  requestAnimationFrame(() => requestAnimationFrame(() => window.scrollTo({ top: scroll })));
}

/** How long scrolling must stop before a change is reported, in milliseconds. */
const pause = 100;

/** Calls `changed` when the look of the page changes, as long as the element is in the page. */
export function watchView(main: HTMLElement, changed: () => void): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tell = (): void => {
    clearTimeout(timer);
    timer = setTimeout(changed, pause);
  };
  main.addEventListener('toggle', tell, true);
  main.addEventListener('focusin', tell);
  const onScroll = (): void => (main.isConnected ? tell() : removeEventListener('scroll', onScroll));
  addEventListener('scroll', onScroll);
}
