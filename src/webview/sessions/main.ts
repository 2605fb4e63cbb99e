// The sessions board. It knows nothing about AWS: it draws the rows that the extension sends, keeps which are selected, and tells
// what was pressed. It uses a plain table: the toolkit's grid would make this page ten times as large.
import { contentElement, type ToPage } from '../../details/content';
import { fill } from '../../forms/texts';
import type { Board, BoardGrouping, ColumnName, Deed, FromBoard } from '../../sessions/page';
import { boardToSave, deeds, isOfRows, savedBoard } from '../../sessions/page';
import { freshId, make } from '../dom';
import { patch } from '../resource/patch';
import { drawHeader, drawProblems, drawRows } from './draw';
import { createSelection } from './selection';

/** VS Code's API for webviews. It can be acquired only once. */
declare function acquireVsCodeApi(): {
  postMessage(message: FromBoard): void;
  getState(): unknown;
  setState(state: object): void;
};

const vscode = acquireVsCodeApi();
const language = document.documentElement.lang;
let board = JSON.parse(document.getElementById(contentElement)?.textContent ?? '') as Board;
const kept = savedBoard(vscode.getState());
const own = kept?.scope.join() === board.scope.join() ? kept : undefined;
const selection = createSelection([...(own?.selected ?? []), ...(own?.ending ?? [])]);
/** The row that Tab leads to. */
let current: string | undefined;

const title = make('h1');
const place = make('p', { className: 'place' });
const filter = make('input', { className: 'filter' });
filter.type = 'search';
filter.id = freshId();
const grouping = make('select');
grouping.id = freshId();
const buttons = new Map<Deed, HTMLButtonElement>();
const selected = make('span', { className: 'selected' });
const progress = make('p', { className: 'progress' });
progress.role = 'status';
const left = make('p', { className: 'left' });
left.role = 'status';
const problems = drawProblems([], '');
const header = make('thead');
const rows = make('tbody');
const table = make('table', {}, header, rows);
const note = make('p', { className: 'note' });

function label(control: HTMLElement, text: string): HTMLElement {
  const element = make('label', { text });
  element.htmlFor = control.id;
  return element;
}

function button(deed: Deed): HTMLElement {
  const element = make('button', { className: 'press', text: board.texts.deeds[deed] });
  element.type = 'button';
  element.addEventListener('click', () => vscode.postMessage({ kind: 'deed', deed, keys: selection.shown() }));
  buttons.set(deed, element);
  return element;
}

function begin(): void {
  const { texts, groupings, view } = board;
  filter.value = view.filter;
  filter.placeholder = texts.filterHint;
  grouping.append(...groupings.map(({ name, title }) => new Option(title, name)));
  const bar = make('div', { className: 'bar' }, ...deeds.map(button), selected);
  bar.role = 'group';
  bar.ariaLabel = texts.toolbar;
  table.ariaLabel = texts.table;
  const scroller = make('div', { className: 'scroller' }, table);
  document.body.append(
    make(
      'main',
      {},
      make('header', {}, title, place),
      make('div', { className: 'bar' }, label(filter, texts.filter), filter, label(grouping, texts.group), grouping),
      bar,
      progress,
      left,
      problems,
      scroller,
      note,
    ),
  );
}

function show(next: Board): void {
  board = next;
  const { texts, view } = board;
  title.textContent = board.title;
  place.textContent = board.place;
  setText(progress, `${board.count}. ${board.progress}`);
  setText(left, board.left ?? '');
  grouping.value = view.group;
  if (document.activeElement !== filter) filter.value = view.filter; // a tab that was hidden begins anew
  note.textContent = board.note ?? '';
  patch(problems, drawProblems(board.problems, texts.problems));
  patch(header, drawHeader(board));
  patch(rows, drawRows(board, language));
  selection.show(board.groups.flatMap(({ rows }) => rows.map(({ key }) => key)));
  showSelection();
}

/** Screen readers say a status again when its text is set, even to the same. */
function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

function lines(): readonly HTMLElement[] {
  return [...rows.querySelectorAll<HTMLElement>('tr.row')];
}

const boxIn = (line: Element): HTMLInputElement | null => line.querySelector('input');
const keyOf = (line: HTMLElement): string => line.dataset['key'] ?? '';

function showSelection(): void {
  const all = lines();
  if (!all.some(line => keyOf(line) === current)) current = all[0] && keyOf(all[0]);
  for (const line of all) {
    const [key, box] = [keyOf(line), boxIn(line)];
    const isSelected = selection.has(key);
    line.classList.toggle('chosen', isSelected);
    if (!box) continue;
    box.checked = isSelected;
    box.tabIndex = key === current ? 0 : -1;
  }
  const count = selection.shown().length;
  const box = boxIn(header);
  if (box) {
    box.checked = count > 0 && count === all.length;
    box.indeterminate = count > 0 && count < all.length;
    box.disabled = !all.length;
  }
  for (const [deed, element] of buttons) element.disabled = isOfRows(deed) ? !count : deed === 'saveCsv' && !all.length;
  selected.textContent = count ? fill(board.texts.selected, String(count)) : '';
  vscode.setState(boardToSave({ scope: board.scope, selected: selection.all(), ending: board.ending }));
}

function changeView(change: Partial<Board['view']>): void {
  board = { ...board, view: { ...board.view, ...change } };
  vscode.postMessage({ kind: 'view', view: board.view });
}

/** Moves the keyboard's focus to a row. @param extends whether the rows on the way are selected, too */
function moveTo(line: HTMLElement | undefined, isExtending: boolean): void {
  if (!line) return;
  current = keyOf(line);
  if (isExtending) selection.extendTo(current);
  showSelection();
  boxIn(line)?.focus();
}

filter.addEventListener('input', () => changeView({ filter: filter.value }));
grouping.addEventListener('change', () => changeView({ group: grouping.value as BoardGrouping }));
table.addEventListener('click', event => {
  const target = event.target as Element;
  const sort = target.closest<HTMLElement>('[data-sort]')?.dataset['sort'] as ColumnName | undefined;
  if (sort) return changeView({ sort, descending: board.view.sort === sort && !board.view.descending });
  const line = target.closest<HTMLElement>('tr.row');
  if (target === boxIn(header)) {
    selection.setAll((target as HTMLInputElement).checked);
  } else if (line) {
    const key = keyOf(line);
    current = key;
    if (event.shiftKey) selection.extendTo(key);
    else selection.set(key, !selection.has(key));
  }
  showSelection();
});
table.addEventListener('mousedown', event => {
  if (event.shiftKey) event.preventDefault(); // it would select text
});
table.addEventListener('keydown', event => {
  const line = (event.target as Element).closest<HTMLElement>('tr.row');
  if (!line) return;
  const all = lines();
  const at = all.indexOf(line);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
  if (to !== undefined) {
    if (event.shiftKey) selection.set(keyOf(line), true);
    moveTo(all[to], event.shiftKey);
  } else if (event.key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey)) {
    selection.setAll(true);
    showSelection();
  } else {
    return;
  }
  event.preventDefault();
});
document.addEventListener('copy', event => {
  const line = document.activeElement?.closest<HTMLElement>('tr.row');
  if (!line || getSelection()?.isCollapsed === false) return; // text that is selected is copied as it is
  const keys = selection.shown();
  vscode.postMessage({ kind: 'deed', deed: 'copy', keys: keys.length ? keys : [keyOf(line)] });
  event.preventDefault();
});
addEventListener('message', ({ data }: MessageEvent<ToPage<Board>>) => {
  if (data.kind === 'content') show(data.content);
});
begin();
show(board);
vscode.postMessage({ kind: 'ready' });
