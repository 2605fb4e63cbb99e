// Draws the parts of the page of Users from CSV. Each part has a key or a part name, by which `patch` finds it again.
import type { Titled, UsersPage, UsersRow } from '../../users/page';
import { make } from '../dom';

/** The title, where the rows come from, and the account. */
export function drawHead({ title, place, source, problems, texts }: UsersPage): HTMLElement {
  return make(
    'header',
    {},
    make('h1', { text: title }),
    make('p', { className: 'place', text: place }),
    make('p', { className: 'source', text: source }),
    make(
      'section',
      { className: 'problems' },
      ...(problems.length
        ? [make('h2', { text: texts.problems }), make('ul', {}, ...problems.map(text => make('li', { text })))]
        : []),
    ),
  );
}

/** All that can be set and pressed. */
export function drawSettings(page: UsersPage): HTMLElement {
  const { texts, roles, headings, choices, switches, filters, buttons, isRunning } = page;
  const places = headings.map((title, at) => ({ name: String(at), title }));
  const columns = roles.map(({ name, title }) => {
    const select = selectOf([{ name: '', title: texts.none }, ...places], 'column', isRunning);
    select.dataset['role'] = name;
    return labelled(title, select);
  });
  const boxes = switches.map(({ name, title }) => {
    const box = make('input');
    box.type = 'checkbox';
    box.disabled = isRunning;
    Object.assign(box.dataset, { set: 'on', part: name });
    const label = make('label', { className: 'switch' }, box, document.createTextNode(` ${title}`));
    label.dataset['part'] = name;
    return label;
  });
  const stacks = boxOf('stacks', isRunning);
  stacks.placeholder = texts.stacksHint;
  const quota = boxOf('quota', isRunning);
  quota.inputMode = 'numeric';
  return make(
    'div',
    { className: 'settings' },
    section(texts.columns, make('div', { className: 'fields' }, ...columns)),
    section(
      texts.options,
      make(
        'div',
        { className: 'fields' },
        labelled(texts.choice, selectOf(choices, 'choice', isRunning)),
        labelled(texts.stacks, stacks),
        labelled(texts.quota, quota),
      ),
      make('div', { className: 'switches' }, ...boxes),
    ),
    bar(texts.actions, ...buttons.map(button)),
    make('div', { className: 'bar filters' }, labelled(texts.show, selectOf(filters, 'filter', false))),
  );
}

function section(title: string, ...parts: readonly HTMLElement[]): HTMLElement {
  const set = make('fieldset', {}, make('legend', { text: title }), ...parts);
  set.dataset['part'] = title;
  return set;
}

function bar(title: string, ...parts: readonly HTMLElement[]): HTMLElement {
  const element = make('div', { className: 'bar' }, ...parts);
  element.role = 'group';
  element.ariaLabel = title;
  return element;
}

function button({ name, title, enabled }: UsersPage['buttons'][number]): HTMLElement {
  const element = make('button', { className: 'press', text: title });
  element.type = 'button';
  element.disabled = !enabled;
  Object.assign(element.dataset, { press: name, part: name });
  return element;
}

function labelled(title: string, control: HTMLElement): HTMLElement {
  const { set, role = '' } = control.dataset;
  control.id = `${set}${role}`;
  const label = make('label', { text: title });
  label.htmlFor = control.id;
  const field = make('div', { className: 'field' }, label, control);
  field.dataset['part'] = title;
  return field;
}

function boxOf(name: string, isDisabled: boolean): HTMLInputElement {
  const box = make('input', { className: 'filter' });
  box.type = 'text';
  box.disabled = isDisabled;
  Object.assign(box.dataset, { set: name, part: name });
  return box;
}

function selectOf(items: readonly Titled<string>[], name: string, isDisabled: boolean): HTMLSelectElement {
  const options = items.map(item => {
    const option = make('option', { text: item.title });
    option.value = item.name;
    option.dataset['part'] = item.name;
    return option;
  });
  const select = make('select', {}, ...options);
  select.disabled = isDisabled;
  Object.assign(select.dataset, { set: name, part: name });
  return select;
}

/** The rows, with a line below if there are none or more. */
export function drawTable({ columns, rows, note, texts }: UsersPage): HTMLElement {
  const titles = columns.map(text => {
    const cell = make('th', { text });
    cell.scope = 'col';
    cell.dataset['key'] = text;
    return cell;
  });
  const table = make(
    'table',
    {},
    make('thead', {}, make('tr', {}, ...titles)),
    make('tbody', {}, ...rows.map(drawRow)),
  );
  table.ariaLabel = texts.table;
  const scroller = make('div', { className: 'scroller' }, table);
  // A table that is wider than the tab is scrolled with the keyboard, too.
  scroller.tabIndex = 0;
  scroller.role = 'region';
  scroller.ariaLabel = texts.table;
  return make('div', { className: 'rows' }, scroller, make('p', { className: 'note', text: note ?? '' }));
}

function drawRow({ key, cells, tone }: UsersRow): HTMLElement {
  const line = make(
    'tr',
    { className: `row ${tone}` },
    ...cells.map((text, at) => make('td', { className: `c${at}`, text })),
  );
  line.dataset['key'] = key;
  return line;
}
