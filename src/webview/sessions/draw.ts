// Draws what changes on the sessions board: its problems and the rows of its table. Each part has a key or a part name, by which
// `patch` finds it again.
import type { Board, Problem, Row } from '../../sessions/page';
import { make } from '../dom';

/** The lists that could not be read. It is always there, so that screen readers say what changes in it. */
export function drawProblems(problems: readonly Problem[], title: string): HTMLElement {
  const items = problems.map(({ where, why }) =>
    make('li', {}, make('span', { className: 'where', text: where }), make('span', { text: ` ${why}` })),
  );
  return make(
    'section',
    { className: 'problems' },
    ...(items.length ? [make('h2', { text: `${title} (${problems.length})` }), make('ul', {}, ...items)] : []),
  );
}

/** The header of the table: a check box for all rows, and a button for each column that sorts by it. */
export function drawHeader({ columns, view, texts }: Board): HTMLElement {
  const all = make('input', { className: 'all' });
  all.type = 'checkbox';
  all.ariaLabel = texts.selectAll;
  const titles = columns.map(({ name, title }) => {
    const sorted = view.sort === name;
    const button = make('button', { className: 'sort', text: title });
    button.type = 'button';
    button.dataset['sort'] = name;
    const arrow = make('span', { className: 'arrow', text: sorted ? (view.descending ? ' ▼' : ' ▲') : '' });
    arrow.ariaHidden = 'true';
    button.append(arrow);
    const cell = make('th', {}, button);
    cell.scope = 'col';
    cell.dataset['key'] = name;
    if (sorted) cell.ariaSort = view.descending ? 'descending' : 'ascending';
    return cell;
  });
  return make('thead', {}, make('tr', {}, make('td', {}, all), ...titles));
}

/** The rows of the table, with a title before each group. */
export function drawRows({ groups, columns }: Board, language: string): HTMLElement {
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'short', timeStyle: 'short' });
  return make(
    'tbody',
    {},
    ...groups.flatMap(({ title, rows }) => [
      ...(title === undefined ? [] : [groupTitle(title, columns.length + 1)]),
      ...rows.flatMap(row => drawRow(row, format, columns)),
    ]),
  );
}

function groupTitle(title: string, columns: number): HTMLElement {
  const cell = make('th', { text: title });
  cell.colSpan = columns;
  cell.scope = 'rowgroup';
  const line = make('tr', { className: 'group' }, cell);
  line.dataset['key'] = `group ${title}`;
  return line;
}

function drawRow(
  { key, label, cells, note }: Row,
  format: Intl.DateTimeFormat,
  columns: Board['columns'],
): HTMLElement[] {
  const box = make('input');
  box.type = 'checkbox';
  box.tabIndex = -1;
  box.ariaLabel = label;
  const line = make(
    'tr',
    { className: 'row' },
    make('td', {}, box),
    ...cells.map((cell, place) =>
      make('td', {
        className: `column-${columns[place]?.name}`,
        text: typeof cell === 'number' ? format.format(cell) : cell,
      }),
    ),
  );
  line.dataset['key'] = key;
  if (note === undefined) return [line];
  const said = make('td', { className: 'note', text: note });
  said.colSpan = columns.length;
  const below = make('tr', { className: 'below' }, make('td'), said);
  below.dataset['key'] = `note ${key}`;
  return [line, below];
}
