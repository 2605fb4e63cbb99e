// The fields and values of forms, shared by the extension and the web page. This file imports nothing.
// A field is plain data, since the extension posts it to the page, so it can't contain functions.

/** An input member of an operation, with everything to show, edit and validate it. */
export type Field = TextField | NumberField | ChoiceField | FlagField | ListField | MapField | GroupField;
export type FieldKind = Field['kind'];

interface FieldBase {
  /** The API's member name: `FleetType`. */
  readonly name: string;
  readonly label: string;
  /** Plain-text help, from the API's documentation. */
  readonly help?: string;
  readonly required?: boolean;
  /**
   * Why the field can't be changed now; shown beside the disabled field. Empty: the enclosing field shows the reason.
   */
  readonly locked?: string;
  /** The title of its folding section. Absent: the field is at the top. */
  readonly section?: string;
  /** For a member of list entries: the keys of the entries that have it, see `Each`. Absent: all. */
  readonly only?: readonly string[];
}

export interface TextField extends FieldBase {
  readonly kind: 'text';
  /** Minimum length, in characters. */
  readonly min?: number;
  readonly max?: number;
  /** The source of a regular expression, see `patternOf` of the API facts. */
  readonly pattern?: string;
  /** The message for a text that doesn't match the pattern. */
  readonly patternMessage?: string;
  readonly multiline?: boolean;
  /** A password: masked as it is typed, and `sensitive`. */
  readonly secret?: boolean;
  /** A person's name or a password: never saved in a draft, and posted only when submitting. */
  readonly sensitive?: boolean;
  /** The source of live suggestions: `image`, `stack`. Users can also type any other value. */
  readonly suggest?: string;
  readonly placeholder?: string;
  /** The member that receives the text instead when it is an ARN, with its limits. See arnMembers.ts. */
  readonly arn?: Pick<TextField, 'name' | 'min' | 'max' | 'pattern' | 'patternMessage'>;
}

/** A whole number. The API has no other numbers. */
export interface NumberField extends FieldBase {
  readonly kind: 'number';
  readonly min?: number;
  readonly max?: number;
  /** `seconds` also shows a readable duration: 900 is 15 min. */
  readonly unit?: 'seconds' | 'GB';
  readonly placeholder?: string;
}

export interface ChoiceField extends FieldBase {
  readonly kind: 'choice';
  /** The API's values. A value that is not among them is kept and shown. */
  readonly options: readonly Option[];
}

export interface Option {
  readonly value: string;
  readonly label?: string;
  readonly help?: string;
}

/** Yes or no. An untouched flag isn't sent, so the service's default applies. */
export interface FlagField extends FieldBase {
  readonly kind: 'flag';
}

export interface ListField extends FieldBase {
  readonly kind: 'list';
  /** The field of one entry. Its `name` isn't a member name. */
  readonly item: Field;
  /** Minimum number of entries. */
  readonly min?: number;
  readonly max?: number;
  readonly each?: Each;
}

/** A list with at most one entry for each value of a choice. It is shown with one row per value. */
export interface Each {
  /** The name of the choice, a member of the entries: `Action`. */
  readonly key: string;
  /** The choice that turns an entry on or off. Absent: every existing entry is on. */
  readonly toggle?: Toggle;
}

export interface Toggle {
  /** The name of the choice and its two values: `Permission`, `ENABLED`, `DISABLED`. */
  readonly member: string;
  readonly on: string;
  readonly off: string;
  /** The service's defaults for keys without an entry, where they are known. */
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

/** A form's values: the operation's input as JSON. An absent member was left empty. */
export type Values = { readonly [member: string]: Value | undefined };
export type Value = string | number | boolean | readonly Value[] | Values;

/**
 * A problem and its path of members and indexes: `['VpcConfig', 'SubnetIds', 0]`. An empty path means the whole form.
 */
export interface FieldProblem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}
