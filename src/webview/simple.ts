// Fields with a single value: text, number, choice and flag.
import type { ChoiceField, FlagField, NumberField, TextField, Value } from '../forms/field';
import type { Texts } from '../forms/texts';
import { comboBox } from './comboBox';
import { checkBox, choiceBox, type Control, textBox } from './controls';
import { make } from './dom';
import { drawFrame } from './frame';
import { durationOf, unitName } from './units';
import { type FieldLocation, type FieldView, isRequired, ownProblems, type PageContext } from './view';

export type SimpleField = TextField | NumberField | ChoiceField | FlagField;

/** Draws a field with a single value. */
export function drawSimple(field: SimpleField, context: PageContext, place: FieldLocation, value?: Value): FieldView {
  const note = make('div', { className: 'note' });
  let touched = false;
  const drawn = entry(field, context, place, value, () => {
    note.textContent = drawn.noteOf?.() ?? '';
    context.changed();
  });
  note.textContent = drawn.noteOf?.() ?? '';
  const { control } = drawn;
  control.setDisabled(field.locked !== undefined);
  const body = drawn.noteOf ? make('div', { className: 'line' }, control.element, note) : control.element;
  const frame = drawFrame(field, context, place, body);
  // Problems are shown only after the user has left the field.
  control.element.addEventListener('focusout', () => {
    touched = true;
    context.left();
  });
  return {
    element: frame.element,
    read: () => drawn.read(),
    focus: () => control.element.focus(),
    show(problems, state) {
      const { all, forbidden } = state;
      const given = drawn.read() !== undefined;
      const problem = all || (touched && given) ? ownProblems(problems, [])[0]?.message : undefined;
      const needed = isRequired(field, place, state);
      frame.element.hidden = forbidden.has(place.path) && !given;
      frame.setRequired(needed);
      frame.setProblem(problem);
      control.setRequired(needed);
      control.describe(frame.describedBy, problem !== undefined);
    },
  };
}

interface Entry {
  readonly control: Pick<Control<never>, 'element' | 'describe' | 'setRequired' | 'setDisabled'>;
  read(): Value | undefined;
  /** A text about the entered value, shown beside it: the unit, the duration in words or the option's help. */
  noteOf?(): string;
}

function entry(
  field: SimpleField,
  context: PageContext,
  place: FieldLocation,
  value: Value | undefined,
  onInput: () => void,
): Entry {
  const label = place.entry ?? field.label;
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  switch (field.kind) {
    case 'text': {
      const options = {
        label,
        placeholder: field.placeholder,
        multiline: field.multiline,
        secret: field.secret,
        onInput,
      };
      const taken = () => (place.others?.() ?? []).filter(other => typeof other === 'string');
      const control = field.suggest
        ? comboBox({ ...options, source: field.suggest, taken }, context)
        : textBox(options);
      control.write(text);
      return { control, read: () => control.read() || undefined };
    }
    case 'number': {
      const control = textBox({ label, placeholder: field.placeholder, onInput });
      control.element.classList.add('narrow');
      control.write(text);
      const read = () => numberFrom(control.read());
      return { control, read, ...(field.unit && { noteOf: () => reading(read(), field.unit, context.texts) }) };
    }
    case 'choice': {
      const known = field.options.some(option => option.value === text);
      const control = choiceBox({
        label,
        value: text,
        options: [
          // Even a required choice starts without a value: otherwise, the first option would seem chosen.
          ...(field.required && text ? [] : [{ value: '', label: context.texts.notSet }]),
          ...field.options.map(({ value, label = value, help }) => ({ value, label, help })),
          // A value that the model doesn't have yet is kept and shown.
          ...(known || !text ? [] : [{ value: text, label: text }]),
        ],
        onInput,
      });
      const meaning = () => field.options.find(option => option.value === control.read())?.help ?? '';
      return { control, read: () => control.read() || undefined, noteOf: meaning };
    }
    case 'flag': {
      const control = checkBox({ label, onInput: () => ((given = true), onInput()) });
      let given = typeof value === 'boolean';
      control.write(value === true);
      return { control, read: () => (given ? control.read() : undefined) };
    }
  }
}

/** The typed number; other input stays text, which validation reports. */
function numberFrom(text: string): number | string | undefined {
  const typed = text.trim();
  if (!typed) return undefined;
  return /^-?\d+$/.test(typed) ? Number(typed) : typed;
}

/** The unit and, for longer times, the duration in words: "seconds (15 min)". */
function reading(value: Value | undefined, unit: NumberField['unit'], texts: Texts): string {
  if (unit !== 'seconds') return unit === undefined ? '' : texts.gigabytes;
  const language = document.documentElement.lang;
  const name = unitName(language);
  return typeof value === 'number' && value >= 60 ? `${name} (${durationOf(value, language)})` : name;
}
