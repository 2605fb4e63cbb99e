import type { FieldProblem, MapField, TextField, Value } from '../forms/field';
import { fill } from '../forms/texts';
import { isValues } from '../forms/values';
import { type Control, textBox } from './controls';
import { freshId, make } from './dom';
import { drawRows, type Row } from './rows';
import { type FieldLocation, type FieldView, isRequired, ownProblems, type PageContext, problemsAt } from './view';

interface Pair extends Row {
  readonly key: Control<string>;
  readonly value: Control<string>;
  readonly problem: HTMLElement;
}

/** Draws a map, such as tags: one row per key and value. Rows without key and value are ignored. */
export function drawMap(field: MapField, context: PageContext, place: FieldLocation, value?: Value): FieldView {
  const map = drawRows(field, context, place, (name, pair?: readonly [string, Value | undefined]) =>
    drawPair(field, context, name, pair),
  );
  for (const pair of Object.entries(isValues(value) ? value : {})) map.add(pair);

  const filled = () => map.rows.filter(({ key, value }) => key.read() !== '' || value.read() !== '');
  const read = () => {
    const pairs = filled();
    return pairs.length ? Object.fromEntries(pairs.map(pair => [pair.key.read(), pair.value.read()])) : undefined;
  };
  return {
    element: map.frame.element,
    read,
    focus: () => map.focus(),
    /** Finds duplicate keys. They are only visible here: in the map's value, one of them would be lost. */
    faults(): FieldProblem[] {
      const keys = filled().map(({ key }) => key.read());
      const twice = new Set(keys.filter((key, at) => keys.indexOf(key) !== at));
      return [...twice].map(key => ({ path: [key], message: context.texts.sameKey }));
    },
    show(problems, state) {
      const own = ownProblems(
        problems,
        filled().map(({ key }) => key.read()),
      )[0]?.message;
      map.frame.element.hidden = state.forbidden.has(place.path) && read() === undefined;
      map.frame.setRequired(isRequired(field, place, state));
      map.setProblem(state.all ? own : undefined);
      const pairs = filled();
      for (const { key, value, problem, element } of map.rows) {
        const used = pairs.some(pair => pair.element === element);
        const message = state.all && used ? problemsAt(problems, key.read())[0]?.message : undefined;
        problem.textContent = message ?? '';
        problem.hidden = message === undefined;
        key.describe([problem], message !== undefined);
        value.describe([problem], false);
      }
    },
  };
}

function drawPair(
  field: MapField,
  context: PageContext,
  name: string,
  [first, second]: readonly [string, Value | undefined] = ['', ''],
): Pair {
  const box = (part: TextField) => {
    const control = textBox({
      label: fill(context.texts.labelled, name, part.label),
      placeholder: part.label,
      onInput: () => context.changed(),
    });
    control.setDisabled(field.locked !== undefined);
    return control;
  };
  const [key, value] = [box(field.key), box(field.value)];
  key.write(first);
  value.write(typeof second === 'string' ? second : '');
  const problem = make('div', { className: 'problem' });
  problem.id = freshId();
  problem.hidden = true;
  const element = make('div', { className: 'pair' }, key.element, value.element, problem);
  return { key, value, problem, element, focus: () => key.element.focus() };
}
