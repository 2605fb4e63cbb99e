// The page of Users from CSV. It knows nothing about AWS: it draws the rows that the extension sends, and tells what was set and pressed.
// It saves nothing, because the rows name people.
import type { FromUsers, Press, Settings, ToUsers, UsersPage } from '../../users/page';
import { usersElement } from '../../users/page';
import { make } from '../dom';
import { patch } from '../resource/patch';
import { drawHead, drawSettings, drawTable } from './draw';

/** VS Code's API for webviews. It can be acquired only once. */
declare function acquireVsCodeApi(): { postMessage(message: FromUsers): void };

const vscode = acquireVsCodeApi();
let page = JSON.parse(document.getElementById(usersElement)?.textContent ?? '') as UsersPage;

const progress = make('p', { className: 'progress' });
progress.role = 'status';
const head = drawHead(page);
const settings = drawSettings(page);
const table = drawTable(page);
document.body.append(make('main', {}, head, settings, progress, table));

function show(next: UsersPage): void {
  page = next;
  patch(head, drawHead(page));
  patch(settings, drawSettings(page));
  patch(table, drawTable(page));
  showValues();
  // Screen readers say a status again when its text is set, even to the same.
  if (progress.textContent !== page.progress) progress.textContent = page.progress;
}

/** What a control shows is no attribute of it. */
function showValues(): void {
  const { columns, choice, stacks, quota, on, filter } = page.settings;
  const values: Readonly<Record<string, string>> = { choice, stacks, quota, filter };
  for (const control of document.querySelectorAll<HTMLInputElement | HTMLSelectElement>('[data-set]')) {
    const { set = '', role, part } = control.dataset;
    if (set === 'on') {
      (control as HTMLInputElement).checked = on.some(name => name === part);
    } else if (set === 'column') {
      control.value = String(columns[role as keyof typeof columns] ?? '');
    } else if (control instanceof HTMLSelectElement || control !== document.activeElement) {
      control.value = values[set] ?? '';
    }
  }
}

/** What the controls show now. */
function read(): Settings {
  const all = [...document.querySelectorAll<HTMLInputElement | HTMLSelectElement>('[data-set]')];
  const valueOf = (name: string): string => all.find(({ dataset }) => dataset['set'] === name)?.value ?? '';
  const of = (name: string): typeof all => all.filter(({ dataset }) => dataset['set'] === name);
  const chosen = of('column').flatMap(({ value, dataset }) => (value ? [[dataset['role'] ?? '', Number(value)]] : []));
  const shown = page.switches.map(({ name }) => name);
  const ticked = of('on').flatMap(control =>
    (control as HTMLInputElement).checked ? [control.dataset['part'] as (typeof shown)[number]] : [],
  );
  return {
    columns: Object.fromEntries(chosen) as Settings['columns'],
    choice: valueOf('choice') as Settings['choice'],
    ...{ stacks: valueOf('stacks'), quota: valueOf('quota'), filter: valueOf('filter') as Settings['filter'] },
    on: [...page.settings.on.filter(name => !shown.includes(name)), ...ticked],
  };
}

document.addEventListener('change', event => {
  if ((event.target as Element).closest('[data-set]')) vscode.postMessage({ kind: 'set', settings: read() });
});
document.addEventListener('click', event => {
  const press = (event.target as Element).closest<HTMLElement>('[data-press]')?.dataset['press'];
  if (press) vscode.postMessage({ kind: 'press', press: press as Press });
});
addEventListener('message', ({ data }: MessageEvent<ToUsers>) => {
  if (data.kind === 'users') show(data.page);
});
show(page);
vscode.postMessage({ kind: 'ready' });
