// The page of a resource. It knows nothing about AWS: it draws what the extension sends, and tells what was pressed. It uses plain
// buttons: the toolkit's button alone would make this page five times as large.
import { contentElement, type ToPage } from '../../details/content';
import type { ResourcePage, ToHost } from '../../details/page';
import { pageToSave, savedPage } from '../../details/page';
import { drawPage, drawTimes } from './draw';
import { patch } from './patch';

/** VS Code's API for webviews. It can be acquired only once. */
declare function acquireVsCodeApi(): {
  postMessage(message: ToHost): void;
  getState(): unknown;
  setState(state: object): void;
};

/** How long scrolling must stop before the position is saved, in milliseconds. */
const pause = 100;

/** How often the ages of times are drawn anew, in milliseconds. */
const ageing = 30_000;

const vscode = acquireVsCodeApi();
const main = document.createElement('main');
let id: string | undefined;

function show(page: ResourcePage): void {
  id = page.id;
  patch(main, drawPage(page));
  drawTimes(main, page);
  shown = page;
}

function save(): void {
  if (id !== undefined) vscode.setState(pageToSave({ id, scroll: Math.round(window.scrollY) }));
}

let shown: ResourcePage | undefined;
const kept = savedPage(vscode.getState());
document.body.append(main);
show(JSON.parse(document.getElementById(contentElement)?.textContent ?? '') as ResourcePage);
if (kept?.id === id && kept) window.scrollTo({ top: kept.scroll });
save();

main.addEventListener('click', ({ target }) => {
  const key = target instanceof Element ? target.closest<HTMLElement>('[data-key]')?.dataset['key'] : undefined;
  if (key !== undefined) vscode.postMessage({ kind: 'press', key });
});
addEventListener('message', ({ data }: MessageEvent<ToPage<ResourcePage>>) => {
  if (data.kind === 'content') show(data.content);
});
let scrolled: ReturnType<typeof setTimeout> | undefined;
addEventListener('scroll', () => {
  clearTimeout(scrolled);
  scrolled = setTimeout(save, pause);
});
setInterval(() => shown && drawTimes(main, shown), ageing);
vscode.postMessage({ kind: 'ready' });
