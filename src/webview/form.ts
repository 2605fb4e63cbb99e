// The whole form: its header, its fields in sections, its problems, and what happens on submit.
import type { Field, FieldProblem, Value, Values } from '../forms/field';
import { fromDraft, merge, withPart } from '../forms/merge';
import type { Draft, Form } from '../forms/protocol';
import { membersNow } from '../forms/rules';
import { fill, type Texts } from '../forms/texts';
import { validate } from '../forms/validate';
import { changesOf, inputFrom, isEmpty, same, withoutSensitive } from '../forms/values';
import type { Channel } from './channel';
import { drawCheckList } from './checkList';
import { focusFirstProblem, make } from './dom';
import { drawEach, isEach } from './each';
import { drawFooter } from './footer';
import { drawGroup } from './group';
import { drawList } from './list';
import { drawMap } from './map';
import { drawMeanwhile } from './meanwhile';
import { drawNotice } from './notice';
import { drawSection, type Section } from './section';
import { drawSimple } from './simple';
import { drawSummary } from './summary';
import { type DrawnField, type FieldLocation, type FieldView, ownProblems, type PageContext, problemsAt } from './view';
import { restoreView, viewState, watchView } from './viewState';

/**
 * Draws the form into the page and replaces what was there.
 * @param entered the values that the user had entered before the form was updated; by default, the saved draft
 */
export function drawForm(form: Form, channel: Channel, root: HTMLElement, entered?: Draft): void {
  const { fields, rules, texts } = form;
  const kept = entered ?? later(channel.kept(form.key), form.draft);
  const values = entered
    ? merge(fields, entered.opened, entered.values, form.values).values
    : kept
      ? fromDraft(fields, kept, form.values).values
      : form.values;
  const opened = withoutSensitive(fields, form.values);
  // An update form shows what others have changed meanwhile, until it is sent.
  const since = form.changesOnly && kept ? (same(kept.opened, opened) ? kept.since : kept.opened) : undefined;

  let unchanged = false; // the user tried to submit an update without changes
  let tried = false; // the user tried to submit: from now on, all problems are shown
  let refused: { problem: FieldProblem; value: string }[] = []; // problems that the service found, each with the rejected value
  const context: PageContext = {
    texts,
    changed,
    left,
    suggest: (source, query) => channel.suggest(source, query, withoutSensitive(fields, read())),
    draw: (field, place, value) => keepingUntouched(drawField(field, context, place, value), value),
  };
  const drawn = (wanted: readonly Field[]): DrawnField[] =>
    wanted.map(field => ({ field, view: context.draw(field, { path: field.name }, values[field.name]) }));
  const outside = fields.filter(({ section }) => section === undefined);
  // Up to the first that can be typed in; all, if none can.
  const first = outside.findIndex(({ locked }) => locked === undefined) + 1 || outside.length;
  const views = drawn(outside.slice(0, first));
  // Fields that aren't drawn yet.
  let rest = [...outside.slice(first), ...fields.filter(({ section }) => section !== undefined)];
  const summary = drawSummary(texts);
  const sections = new Map<string, Section>();
  const body = make('div', { className: 'fields' }, ...views.map(({ view }) => view.element));
  const footer = drawFooter(form, {
    submit: () => void submit(),
    preview: () =>
      void channel.preview(withoutSensitive(fields, read())).then(({ problems }) => problems.length && show(problems)),
    cancel: () => channel.cancel(),
  });
  const head = make(
    'header',
    {},
    make('h1', { text: form.title }),
    form.subtitle ? make('p', { className: 'subtitle', text: form.subtitle }) : undefined,
  );
  const notice = drawNotice({ unlock: () => channel.unlock(), reopen: () => channel.reopen() });
  notice.say(form.notice);
  channel.onNotice(said => notice.say(said));
  const changes = since ? merge(fields, since, values, form.values).changes : [];
  const meanwhile =
    changes.length || form.meanwhile !== undefined
      ? drawMeanwhile(changes, {
          submitLabel: form.submitLabel,
          fields,
          texts,
          more: form.meanwhile,
          choose: ({ path }, value) => enter(withPart(fields, read(), path, value), path[0]),
        })
      : undefined;
  const main = make('main', {}, head, notice.element, meanwhile, summary.element, body, footer.element);
  root.replaceChildren(main);
  main.addEventListener('keydown', event => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit();
  });
  // Pressing a button takes the focus from a field. If a problem appeared at that moment, it would move the button away from the
  // pointer, and the click would be lost. So problems appear after the press.
  let pressing = false;
  main.addEventListener('pointerdown', () => (pressing = true));
  for (const end of ['pointerup', 'pointercancel']) {
    addEventListener(end, () => {
      pressing = false;
      requestAnimationFrame(() => refresh());
    });
  }
  if (views.length) refresh();
  else drawRest();
  views.find(({ field }) => field.locked === undefined)?.view.focus();
  // The user can type now. The other fields are drawn afterwards, before the browser shows the page.
  body.ariaBusy = 'true';
  setTimeout(() => {
    if (!main.isConnected) return;
    drawRest();
    body.ariaBusy = null;
    const looked = entered?.look ?? kept?.look;
    if (looked) restoreView(looked, views, sections);
    // Saved at once, so that even an unchanged form reappears after a reload.
    changed();
    if (entered) meanwhile?.focus();
    watchView(main, () => main.isConnected && keep(read()));
  });

  function drawRest(): void {
    const added = drawn(rest);
    rest = [];
    views.push(...added);
    body.append(...inSections(added, sections, texts));
  }

  /** Redraws one field with its value in `next`. */
  function enter(next: Values, name: string | undefined): void {
    drawRest();
    const drawn = views.find(({ field }) => field.name === name);
    if (!drawn) return;
    const { view } = drawn;
    drawn.view = context.draw(drawn.field, { path: drawn.field.name }, next[drawn.field.name]);
    view.element.replaceWith(drawn.view.element);
    changed();
  }

  function read(): Values {
    const entered: Values = Object.fromEntries(
      [
        ...views.map(({ field, view }) => [field.name, view.read()] as const),
        ...rest.map(({ name }) => [name, values[name]] as const),
      ].filter(([, value]) => value !== undefined),
    );
    if (!form.proposed) return entered;
    const forbidden = membersNow(rules, 'forbidden', entered);
    const givesWay = (name: string): boolean => forbidden.has(name) && same(entered[name], form.values[name]);
    return Object.fromEntries(Object.entries(entered).filter(([name]) => !givesWay(name)));
  }

  function changed(): void {
    const now = read();
    unchanged = false;
    keep(now);
    refresh();
  }

  function keep(now: Values): void {
    const dirty = !same(inputFrom(fields, now), inputFrom(fields, form.values));
    const draft = {
      values: withoutSensitive(fields, now),
      opened,
      ...(since && { since }),
      look: viewState(views, sections),
      at: Date.now(),
    };
    const { key, actor } = form;
    channel.keep({ key, ...draft, ...(actor !== undefined && { actor }) }, dirty);
  }

  function left(): void {
    if (!pressing) refresh();
  }

  function check(now: Values): FieldProblem[] {
    const faults = views.flatMap(({ field, view }) =>
      (view.faults?.() ?? []).map(({ path, message }) => ({ path: [field.name, ...path], message })),
    );
    return [...faults, ...validate(fields, now, rules, texts)];
  }

  /** Updates all fields' marks. Problems that the service found stay until the rejected value is changed. */
  function refresh(): FieldProblem[] {
    const now = read();
    refused = refused.filter(({ problem, value }) => shownValue(now, problem) === value);
    const problems = [...refused.map(({ problem }) => problem), ...check(now)];
    const required = membersNow(rules, 'required', now);
    const forbidden = membersNow(rules, 'forbidden', now);
    for (const { field, view } of views) {
      view.show(problemsAt(problems, field.name), { all: tried, required, forbidden });
      if (forbidden.has(field.name) && now[field.name] === undefined) view.element.hidden = true;
    }
    const whole = ownProblems(
      problems,
      fields.map(field => field.name),
    );
    const sent = form.changesOnly ? changesOf(fields, form.values, now).names : [];
    if (form.changesOnly) markChanged(sent);
    const wrong = tried ? problems.map(({ path: [first] }) => String(first)) : [];
    for (const section of sections.values()) section.refresh(wrong, sent);
    summary.show(tried ? problems.length : 0, tried ? whole : []);
    return problems;
  }

  /** Marks the fields whose values will be sent, and shows how many there are. */
  function markChanged(names: readonly string[]): void {
    for (const { field, view } of views) view.element.classList.toggle('changed', names.includes(field.name));
    footer.say(names.length ? fill(texts.changes, names.length) : unchanged ? texts.noChanges : '');
  }

  /** Unfolds sections with problems, and moves the focus to the first problem. */
  function lead(problems: readonly FieldProblem[]): void {
    const wrong = fields.filter(({ name }) => problems.some(({ path: [first] }) => first === name));
    for (const { section = '' } of wrong) sections.get(section)?.open();
    if (!focusFirstProblem(body)) summary.focus();
  }

  /** Shows problems and moves the focus there. */
  function show(problems: readonly FieldProblem[]): void {
    drawRest();
    tried = tried || problems.length > 0;
    const now = read();
    refused = problems.map(problem => ({ problem, value: shownValue(now, problem) }));
    refresh();
    if (problems.length) lead(problems);
  }

  async function submit(): Promise<void> {
    if (footer.isBusy()) return;
    drawRest();
    if (form.changesOnly && !changesOf(fields, form.values, read()).names.length) {
      unchanged = true;
      return void refresh();
    }
    tried = true;
    refused = [];
    const found = refresh();
    if (found.length) return lead(found);
    footer.setBusy(true);
    body.inert = true;
    const { problems, say, form: now } = await channel.submit(read());
    body.inert = false;
    footer.setBusy(false);
    if (now) drawForm(now, channel, root, { values: read(), opened: form.values, look: viewState(views, sections) });
    else if (problems.length) show(problems);
    else footer.say(say ?? texts.done);
  }
}

/** The draft that was saved last: the page's or the extension's. */
function later(own: Draft | undefined, given: Draft | undefined): Draft | undefined {
  return own && given && (given.at ?? 0) > (own.at ?? 0) ? given : (own ?? given);
}

/** The value that a problem is about: that of its top-level member, or all values for a problem of the whole form. */
function shownValue(values: Values, { path: [member] }: FieldProblem): string {
  return JSON.stringify(typeof member === 'string' ? (values[member] ?? null) : values);
}

/**
 * Makes a field return its original value until the user changes it, even if its control can't represent it: a text field drops
 * line breaks, and check boxes have their own order.
 */
function keepingUntouched(view: FieldView, given: Value | undefined): FieldView {
  const first = view.read();
  return {
    ...view,
    read() {
      const now = view.read();
      return same(now, first) && !isEmpty(given) ? given : now;
    },
  };
}

function drawField(field: Field, context: PageContext, place: FieldLocation, value: Value | undefined): FieldView {
  switch (field.kind) {
    case 'group':
      return drawGroup(field, context, place, value);
    case 'map':
      return drawMap(field, context, place, value);
    case 'list': {
      const { item } = field;
      if (item.kind === 'choice') return drawCheckList({ ...field, item }, context, place, value);
      if (isEach(field)) return drawEach(field, context, place, value);
      return drawList(field, context, place, value);
    }
    case 'text':
    case 'number':
    case 'choice':
    case 'flag':
      return drawSimple(field, context, place, value);
  }
}

/** Puts fields into their sections, in the order in which the sections first occur. */
function inSections(views: readonly DrawnField[], sections: Map<string, Section>, texts: Texts): HTMLElement[] {
  return views.flatMap(drawn => {
    const { section: title } = drawn.field;
    if (title === undefined) return [drawn.view.element];
    const existing = sections.get(title);
    const section = existing ?? drawSection(title, texts);
    sections.set(title, section);
    section.add(drawn);
    return existing ? [] : [section.element];
  });
}
