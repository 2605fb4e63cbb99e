// What a form is made of. The one vocabulary that the extension and the web page share; it imports nothing.
// A field is plain data (it is posted to the page as it is), so nothing here may be a function.

/** One input of an operation, ready to be drawn, filled in and validated. */
export type Field = TextField | NumberField | ChoiceField | FlagField | ListField | MapField | GroupField;
export type FieldKind = Field['kind'];

interface FieldBase {
  /** The API's member name: `FleetType`. */
  readonly name: string;
  readonly label: string;
  /** Plain-text help, from the API's documentation. */
  readonly help?: string;
  readonly required?: boolean;
  /** Why the field can't be changed now; shown beside the disabled field. Empty: what it is part of says why. */
  readonly locked?: string;
  /** Title of the folding section it stands in; without one it stands at the top. */
  readonly section?: string;
  /** Of a member of a list's entries: the entries it is for, see `Each`. Absent: all. */
  readonly only?: readonly string[];
}

export interface TextField extends FieldBase {
  readonly kind: 'text';
  /** Length in characters. */
  readonly min?: number;
  readonly max?: number;
  /** Source of a regular expression, see `patternOf` of the API facts. */
  readonly pattern?: string;
  /** What to say of a text that does not match it, in words. */
  readonly patternWords?: string;
  readonly multiline?: boolean;
  /** A password: masked as it is typed, and `sensitive`. */
  readonly secret?: boolean;
  /** A person's name, a password: never kept in a draft, never posted but in the one submit. */
  readonly sensitive?: boolean;
  /** Name of the live suggestions to ask the extension for: `image`, `stack`. Free text stays allowed. */
  readonly suggest?: string;
  readonly placeholder?: string;
  /** The member that takes the text in this one's place when it is an ARN, with its limits: see arnMembers.ts. */
  readonly arn?: Pick<TextField, 'name' | 'min' | 'max' | 'pattern' | 'patternWords'>;
}

/** A whole number; the API has no others. */
export interface NumberField extends FieldBase {
  readonly kind: 'number';
  readonly min?: number;
  readonly max?: number;
  /** `seconds` adds a readable reading: 900 is 15 min. */
  readonly unit?: 'seconds' | 'GB';
  readonly placeholder?: string;
}

export interface ChoiceField extends FieldBase {
  readonly kind: 'choice';
  /** Values as the API has them; a value that is not among them is kept and shown. */
  readonly options: readonly Option[];
}

export interface Option {
  readonly value: string;
  readonly label?: string;
  readonly help?: string;
}

/** Yes or no. One that was never touched is not sent, so the service's default holds. */
export interface FlagField extends FieldBase {
  readonly kind: 'flag';
}

export interface ListField extends FieldBase {
  readonly kind: 'list';
  /** What one entry is: its `name` is not a member's. */
  readonly item: Field;
  /** Number of entries. */
  readonly min?: number;
  readonly max?: number;
  readonly each?: Each;
}

/** A list that has one entry at most for each value of a choice: it is drawn with one row a value. */
export interface Each {
  /** Name of the choice, a member of the entries: `Action`. */
  readonly key: string;
  /** Of entries that are on or off: the choice that says so. Without it, an entry that is there is on. */
  readonly toggle?: Toggle;
}

export interface Toggle {
  /** Name of the choice and its two values: `Permission`, `ENABLED`, `DISABLED`. */
  readonly member: string;
  readonly on: string;
  readonly off: string;
  /** What the service makes of the keys that have no entry, where that is known. */
  readonly defaults?: Readonly<Record<string, string>>;
}

export interface MapField extends FieldBase {
  readonly kind: 'map';
  readonly key: TextField;
  readonly value: TextField;
  readonly min?: number;
  readonly max?: number;
}

export interface GroupField extends FieldBase {
  readonly kind: 'group';
  readonly fields: readonly Field[];
}

/** A form's values: the operation's input as JSON. A member that is absent was left empty. */
export type Values = { readonly [member: string]: Value | undefined };
export type Value = string | number | boolean | readonly Value[] | Values;

/** What is wrong, and where: a path of members and indexes (`['VpcConfig', 'SubnetIds', 0]`), empty for the whole form. */
export interface FieldProblem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}
