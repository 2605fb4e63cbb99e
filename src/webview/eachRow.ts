// Draws one row of a list with at most one entry per enum value.
import type { Each, Field, GroupField, ListField, Option, Toggle, Values } from '../forms/field';
import { fill } from '../forms/texts';
import { isEmpty, ownValue } from '../forms/values';
import { checkBox, type Control } from './controls';
import { freshId, make } from './dom';
import { switchBox } from './switchBox';
import { type FieldView, type FormState, ownProblems, type PageContext, problemsAt } from './view';

export type EachField = ListField & { readonly item: GroupField; readonly each: Each };

/** The options of a member that is a choice. */
export function optionsOf(item: GroupField, name: string): readonly Option[] {
  const field = item.fields.find(member => member.name === name);
  return field?.kind === 'choice' ? field.options : [];
}

/** The members of an entry without the key and the switch of the row. */
export const membersOf = ({ item, each }: EachField): Field[] =>
  item.fields.filter(({ name }) => name !== each.key && name !== each.toggle?.member);

/** The text of a member; empty if it isn't a text. */
export function textAt(entry: Values, name: string): string {
  const value = ownValue(entry, name);
  return typeof value === 'string' ? value : '';
}

export interface EachRow {
  readonly element: HTMLElement;
  /** The entry that the row was drawn with, if any. */
  readonly entry: Values | undefined;
  read(): Values | undefined;
  faults(): ReturnType<NonNullable<FieldView['faults']>>;
  show(problems: Parameters<FieldView['show']>[0], state: FormState): void;
  /** Describes the row's control with texts about the whole list. */
  mark(by: readonly HTMLElement[], invalid: boolean): void;
  focus(): void;
}

/** Draws the row of one value. Its other members are drawn when it is first switched on. */
export function drawEachRow(
  field: EachField,
  option: Option,
  entry: Values | undefined,
  context: PageContext,
): EachRow {
  const { each } = field;
  const { toggle } = each;
  const label = option.label ?? option.value;
  const members = membersOf(field).filter(
    ({ name, only }) => !only || only.includes(option.value) || (entry && !isEmpty(ownValue(entry, name))),
  );
  let touched = false;
  let views: { name: string; view: FieldView }[] | undefined; // drawn when first needed
  const onInput = (): void => {
    touched = true;
    settle();
    context.changed();
  };
  const control: Control<boolean> = toggle ? switchBox({ label, onInput }) : checkBox({ label, onInput });
  control.write(toggle ? isOn(toggle, option.value, entry) : entry !== undefined);
  control.setDisabled(field.locked !== undefined);
  const state = make('div', { className: 'eachState' });
  state.id = freshId();
  const problem = make('div', { className: 'problem' });
  problem.id = freshId();
  const inside = make('div', { className: toggle ? 'eachInline' : 'members' });
  const head = make('div', { className: 'eachHead' }, control.element);
  if (toggle) {
    const name = make('span', { className: 'eachLabel', text: label });
    name.addEventListener('click', () => control.element.click());
    head.append(name, state);
  }
  const element = make('div', { className: toggle ? 'eachSwitch' : 'eachBox' }, head, inside, problem);
  if (!toggle) {
    inside.role = 'group';
    inside.ariaLabel = label;
  }

  /** Updates the state and the members beside the control. */
  function settle(): void {
    state.textContent = toggle ? stateText(toggle) : '';
    inside.hidden = !members.length || !control.read();
    if (inside.hidden || views) return;
    views = members.map(member => ({ name: member.name, view: drawMember(member) }));
  }

  function stateText(toggle: Toggle): string {
    const words = (value: string): string =>
      optionsOf(field.item, toggle.member).find(candidate => candidate.value === value)?.label ?? value;
    if (!touched && entry) return words(textAt(entry, toggle.member));
    if (touched || views?.some(({ view }) => view.read() !== undefined)) {
      return words(control.read() ? toggle.on : toggle.off);
    }
    const standard = toggle.defaults?.[option.value];
    return standard === undefined ? context.texts.notSet : fill(context.texts.byDefault, words(standard));
  }

  function drawMember(member: Field): FieldView {
    const locked = member.locked ?? (field.locked === undefined ? undefined : '');
    const part = locked === undefined ? member : { ...member, locked };
    const value = ownValue(entry ?? {}, member.name);
    if (!toggle) {
      const view = context.draw(part, { path: '' }, value);
      inside.append(view.element);
      return view;
    }
    const view = context.draw(
      { ...part, help: '' },
      { path: '', entry: fill(context.texts.labelled, label, member.label) },
      value,
    );
    const name = make('span', { className: 'eachMember', text: member.label });
    name.setAttribute('aria-hidden', 'true');
    inside.append(name, view.element);
    return view;
  }

  function read(): Values | undefined {
    const on = control.read();
    const entered: Values = Object.fromEntries(
      views
        ? views.map(({ name, view }) => [name, view.read()])
        : members.map(({ name }) => [name, ownValue(entry ?? {}, name)]),
    );
    if (!toggle) return on ? { ...entered, [each.key]: option.value } : undefined;
    if (!touched && entry && views === undefined) return entry;
    if (!touched && !entry && isEmpty(entered)) return undefined;
    const kept = touched || !entry ? (on ? toggle.on : toggle.off) : ownValue(entry, toggle.member);
    return { ...(on && entered), [each.key]: option.value, [toggle.member]: kept };
  }

  settle();
  return {
    element,
    entry,
    read,
    focus: () => control.element.focus(),
    faults: () =>
      (views ?? []).flatMap(({ name, view }) =>
        (view.faults?.() ?? []).map(({ path, message }) => ({ path: [name, ...path], message })),
      ),
    show(problems, form) {
      const drawn = views ?? [];
      const own = ownProblems(
        problems,
        drawn.map(({ name }) => name),
      )[0]?.message;
      if (toggle) state.textContent = stateText(toggle);
      problem.textContent = own ?? '';
      problem.hidden = !form.all || own === undefined;
      control.describe([state, problem], !problem.hidden);
      for (const { name, view } of drawn) view.show(problemsAt(problems, name), { ...form, idle: false });
    },
    mark(by, invalid) {
      control.describe([...by, state, problem], invalid || !problem.hidden);
    },
  };
}

function isOn({ member, on, defaults }: Toggle, key: string, entry: Values | undefined): boolean {
  return (entry ? ownValue(entry, member) : defaults?.[key]) === on;
}
