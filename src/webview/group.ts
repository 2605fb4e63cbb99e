import type { GroupField, Value } from '../forms/field';
import { isEmpty, isValues, ownValue } from '../forms/values';
import { make } from './dom';
import { drawFrame } from './frame';
import { type FieldLocation, type FieldView, isRequired, ownProblems, type PageContext, problemsAt } from './view';

/** Draws a structure: its members, indented below its label. */
export function drawGroup(field: GroupField, context: PageContext, place: FieldLocation, value?: Value): FieldView {
  const given = isValues(value) ? value : {};
  const parts = field.fields.map(member => {
    // The reason is shown once, at the group.
    const locked = member.locked ?? (field.locked === undefined ? undefined : '');
    const part = locked === undefined ? member : { ...member, locked };
    const path = place.path && `${place.path}.${member.name}`;
    return { name: member.name, view: context.draw(part, { path }, ownValue(given, member.name)) };
  });
  const body = make('div', { className: 'members' }, ...parts.map(({ view }) => view.element));
  const frame = drawFrame(field, context, place, body);

  const read = () => {
    const entries = parts.flatMap(({ name, view }) => {
      const entered = view.read();
      return entered === undefined ? [] : [[name, entered] as const];
    });
    return entries.length ? Object.fromEntries(entries) : undefined;
  };
  return {
    element: frame.element,
    read,
    faults: () =>
      parts.flatMap(({ name, view }) =>
        (view.faults?.() ?? []).map(({ path, message }) => ({ path: [name, ...path], message })),
      ),
    focus: () => parts[0]?.view.focus(),
    show(problems, state) {
      const own = ownProblems(
        problems,
        parts.map(({ name }) => name),
      )[0]?.message;
      frame.element.hidden = state.forbidden.has(place.path) && read() === undefined;
      frame.setRequired(isRequired(field, place, state));
      frame.setProblem(state.all ? own : undefined);
      const idle = !isRequired(field, place, state) && isEmpty(read());
      parts.forEach(({ name, view }, at) => {
        // The problem of a missing group is shown at its first member, where the user can enter something.
        const inside = problemsAt(problems, name);
        const first = own !== undefined && at === 0 && state.all && !inside.length;
        view.show(first ? [{ path: [], message: own }] : inside, { ...state, idle });
      });
    },
  };
}
