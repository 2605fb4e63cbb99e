// What a kind may say about its forms beyond the API's facts. Everything is optional: without any hint, a form is complete.
// Words here are English: the form shows them translated.
import type { Option } from './field';

/** Hints for one operation's form. `Source` is the names of suggestions that there are. */
export interface FieldHints<Source extends string = string> {
  /** Members at the top of the form, in this order, right after the required ones that are not named here. */
  readonly order?: readonly string[];
  /** Members that the form does not show. */
  readonly hide?: readonly string[];
  /** Folding sections, in this order. Members that stand in none are gathered in a last one. */
  readonly sections?: readonly { readonly title: string; readonly members: readonly string[] }[];
  /** By dotted path of members; a list's hint also goes for its entries: `VpcConfig.SubnetIds`. */
  readonly members?: Readonly<Record<string, FieldHint<Source>>>;
}

/** What may be said of one member. */
export interface FieldHint<Source extends string = string> {
  readonly label?: string;
  /** Instead of the API's documentation. */
  readonly help?: string;
  /** An example of what may be entered, or how it begins. It is the same in every language. */
  readonly placeholder?: string;
  /** Name of the live suggestions to ask the extension for. */
  readonly suggest?: Source;
  /** The member beside it that takes an ARN in its place: the form has one field for the two. */
  readonly arn?: string;
  /** Limits that no model carries; of a text its length, of a number its value, of a list its size. */
  readonly min?: number;
  readonly max?: number;
  readonly unit?: 'seconds' | 'GB';
  readonly required?: boolean;
  readonly multiline?: boolean;
  /** Not to be kept in drafts, though the model does not say so: a person's name. */
  readonly sensitive?: boolean;
  /** Of a member inside another: not shown. */
  readonly hidden?: boolean;
  /** Why it cannot be changed now. */
  readonly locked?: string;
  /** For a text that has a few usual values: drawn as a choice. */
  readonly options?: readonly Option[];
  /** How values of an enum are called, where the words in them are not enough: `GOOGLE_DRIVE` is Google Drive. */
  readonly labels?: Readonly<Record<string, string>>;
  /** For a list of structures: the enum of theirs that has one entry at most for each value, see `Each`. */
  readonly each?: string;
  /** For a list of switches: what the service makes of those that are not sent. */
  readonly defaults?: Readonly<Record<string, string>>;
  /** For a member of such structures: the values of the enum that it is for. */
  readonly only?: readonly string[];
}
