import type { ChoiceField, ListField, Value } from '../forms/field';
import { isList } from '../forms/values';
import { checkBox } from './controls';
import { make } from './dom';
import { drawFrame } from './frame';
import { type FieldLocation, type FieldView, isRequired, ownProblems, type PageContext } from './view';

/** Draws a list of enum values with one check box per value. Values that the model doesn't have yet are kept and shown. */
export function drawCheckList(
  field: ListField & { readonly item: ChoiceField },
  context: PageContext,
  place: FieldLocation,
  value?: Value,
): FieldView {
  const given = isList(value) ? value.filter(entry => typeof entry === 'string') : [];
  const known = field.item.options.map(option => option.value);
  const options = [
    ...field.item.options,
    ...given.filter(entry => !known.includes(entry)).map(entry => ({ value: entry, label: entry })),
  ];
  const boxes = options.map(option => {
    const control = checkBox({ label: option.label ?? option.value, onInput: () => context.changed() });
    control.write(given.includes(option.value));
    control.setDisabled(field.locked !== undefined);
    return { value: option.value, control };
  });
  const holder = make('div', { className: 'checkList' }, ...boxes.map(({ control }) => control.element));
  const frame = drawFrame(field, context, place, holder);

  const read = () => {
    const checked = boxes.filter(({ control }) => control.read()).map(box => box.value);
    return checked.length ? checked : undefined;
  };
  return {
    element: frame.element,
    read,
    focus: () => boxes[0]?.control.element.focus(),
    show(problems, state) {
      const own = state.all ? ownProblems(problems, [])[0]?.message : undefined;
      frame.element.hidden = state.forbidden.has(place.path) && read() === undefined;
      frame.setRequired(isRequired(field, place, state));
      frame.setProblem(own);
      boxes.forEach(({ control }, at) => control.describe(frame.describedBy, own !== undefined && at === 0));
    },
  };
}
