// Draws the content of a resource's page. Each part that can change has a key or a part name, by which `patch` finds it again.
import type {
  Entry,
  Notice,
  PageTexts,
  Press,
  Related,
  ResourcePage,
  Section,
  Shown,
  Status,
} from '../../details/page';
import { fill } from '../../forms/texts';
import { make } from '../dom';
import { durationOf, unitName } from '../units';
import { ageOf } from './age';

/** The whole page: the first section, what belongs to the resource, then the other sections. Times are drawn by `drawTimes`. */
export function drawPage(page: ResourcePage): HTMLElement {
  const { notices, actions, tools, related, texts } = page;
  const [first, ...others] = page.sections.map(section =>
    part(`section ${section.title}`, drawSection(section, texts)),
  );
  return make(
    'main',
    {},
    header(page),
    actions.length ? part('actions', bar(texts.actions, actions.map(button))) : undefined,
    tools.length ? part('tools', bar(texts.tools, tools.map(link))) : undefined,
    notices.length ? part('notices', problems(texts.problems, notices)) : undefined,
    first,
    ...related.map((list, at) => part(`related ${at} ${list.title}`, drawRelated(list))),
    ...others,
  );
}

/** Writes all times below an element as they are now: `Nov 28, 2026, 3:02 PM (2 hours ago)`. */
export function drawTimes(root: HTMLElement, { texts, ahead = 0 }: Pick<ResourcePage, 'texts' | 'ahead'>): void {
  const language = document.documentElement.lang;
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  for (const element of root.querySelectorAll('time')) {
    const at = Date.parse(element.dateTime);
    const text = fill(texts.timeAndAge, format.format(at), ageOf(at, Date.now() + ahead, language));
    if (element.textContent !== text) element.textContent = text;
  }
}

function part<T extends HTMLElement>(name: string, element: T): T {
  element.dataset['part'] = name;
  return element;
}

function header({ kind, name, mark, place, status }: ResourcePage): HTMLElement {
  const word = mark && make('span', { className: 'mark', text: mark.word });
  if (word && mark.color !== undefined) word.style.color = themeVariable(mark.color);
  return part(
    'header',
    make(
      'header',
      {},
      kind ? make('p', { className: 'kind', text: kind }) : undefined,
      make('h1', { text: name }),
      place || word
        ? make('p', { className: 'subtitle' }, word, make('span', { className: 'place', text: place }))
        : undefined,
      drawStatus(status),
    ),
  );
}

// It is always there, so that screen readers say what changes in it.
function drawStatus(status: Status | undefined): HTMLElement {
  const element = part('status', make('p', { className: 'state' }));
  element.role = 'status';
  if (!status) return element;
  const icon = make('span', { className: `icon ${status.icon.replace('~', ' ')}` });
  icon.ariaHidden = 'true';
  if (status.color !== undefined) icon.style.color = themeVariable(status.color);
  element.append(icon, make('span', { className: 'stateText', text: status.text }));
  if (status.detail !== undefined) element.append(make('span', { className: 'stateDetail', text: status.detail }));
  return element;
}

/** The variable in which a page has a theme's colour. */
function themeVariable(color: string): string {
  return `var(--vscode-${color.replaceAll('.', '-')})`;
}

function bar(label: string, presses: readonly HTMLElement[]): HTMLElement {
  const element = make('div', { className: 'bar' }, ...presses);
  element.role = 'group';
  element.ariaLabel = label;
  element.tabIndex = -1; // it takes the focus of a button that is gone
  return element;
}

function button({ key, text, isPrimary }: Press): HTMLElement {
  const element = make('button', { className: isPrimary ? 'press primary' : 'press', text });
  element.type = 'button';
  element.dataset['key'] = key;
  return element;
}

function link({ key, text }: Press): HTMLElement {
  const element = make('button', { className: 'link', text });
  element.type = 'button';
  // A link that leads elsewhere, though it has no address.
  element.role = 'link';
  element.dataset['key'] = key;
  return element;
}

function problems(title: string, notices: readonly Notice[]): HTMLElement {
  const element = make('section', { className: 'problems' }, ...notices.map(drawNotice));
  element.ariaLabel = title;
  return element;
}

function drawNotice({ title, lines, presses }: Notice, at: number): HTMLElement {
  return part(
    `notice ${at} ${title}`,
    make(
      'div',
      { className: 'problem' },
      make('p', { className: 'problemTitle', text: title }),
      ...lines.map((text, at) => part(`line ${at}`, make('p', { text }))),
      presses.length ? make('div', { className: 'bar' }, ...presses.map(link)) : undefined,
    ),
  );
}

function drawSection({ title, entries }: Section, texts: PageTexts): HTMLElement {
  return make('section', {}, make('h2', { text: title }), drawEntries(entries, texts));
}

function drawEntries(entries: readonly Entry[], texts: PageTexts): HTMLElement {
  const list = make('dl');
  for (const [at, { label, value }] of entries.entries()) {
    const row = part(`entry ${at} ${label}`, make('div', { className: 'entry' }));
    const isNested =
      value.kind === 'members' || (value.kind === 'list' && value.items.some(item => item.kind === 'members'));
    if (isNested) row.classList.add('nested');
    row.append(make('dt', { text: label }), make('dd', {}, drawValue(value, texts)));
    list.append(row);
  }
  return list;
}

function drawValue(value: Shown, texts: PageTexts): HTMLElement {
  switch (value.kind) {
    case 'text':
      return value.key === undefined ? make('span', { text: value.text }) : link({ key: value.key, text: value.text });
    case 'time': {
      const element = make('time');
      element.dateTime = new Date(value.at).toISOString();
      return element;
    }
    case 'seconds': {
      const language = document.documentElement.lang;
      const whole = `${value.seconds.toLocaleString(language)} ${unitName(language)}`;
      const duration = value.seconds < 60 ? '' : durationOf(value.seconds, language);
      return make('span', { text: duration ? fill(texts.secondsAndDuration, whole, duration) : whole });
    }
    case 'list':
      return make(
        'ul',
        {},
        ...value.items.map((item, at) => part(`item ${at}`, make('li', {}, drawValue(item, texts)))),
      );
    case 'members':
      return drawEntries(value.entries, texts);
  }
}

function drawRelated({ title, items, note, presses }: Related): HTMLElement {
  return make(
    'section',
    {},
    make('h2', { text: title }),
    items.length ? make('ul', { className: 'items' }, ...items.map(drawItem)) : undefined,
    note === undefined ? undefined : make('p', { className: 'note', text: note }),
    presses.length ? make('div', { className: 'bar' }, ...presses.map(link)) : undefined,
  );
}

function drawItem({ key, text, detail }: Related['items'][number]): HTMLElement {
  const item = make('li', {}, link({ key, text }));
  if (detail !== undefined) item.append(' ', make('span', { className: 'detail', text: detail }));
  return part(`item ${key}`, item);
}
