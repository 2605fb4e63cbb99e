// What a kind's description can add to the API facts of its forms. All hints are optional: a form is complete without
// them. Texts are English; the form translates them.
import type { Option } from './field';

/** Hints for the form of an operation. `Source` is the union of the names of suggestion sources. */
export interface FieldHints<Source extends string = string> {
  /** The members at the top of the form, in this order, after the required members that are not named here. */
  readonly order?: readonly string[];
  /** Members that the form doesn't show. */
  readonly hide?: readonly string[];
  /** Folding sections, in this order. A last section has the remaining members. */
  readonly sections?: readonly { readonly title: string; readonly members: readonly string[] }[];
  /** Hints by dotted path: `VpcConfig.SubnetIds`. A list's hint also applies to its entries. */
  readonly members?: Readonly<Record<string, FieldHint<Source>>>;
}

/** Hints for a member. */
export interface FieldHint<Source extends string = string> {
  readonly label?: string;
  /** Replaces the API documentation. */
  readonly help?: string;
  /** An example of a value, or of how it begins. Not translated. */
  readonly placeholder?: string;
  /** The source of live suggestions. */
  readonly suggest?: Source;
  /** The member that receives an ARN instead. The form has one field for both. */
  readonly arn?: string;
  /** Limits that the API model lacks: of a text's length, a number's value or a list's size. */
  readonly min?: number;
  readonly max?: number;
  readonly unit?: 'seconds' | 'GB';
  readonly required?: boolean;
  readonly multiline?: boolean;
  /** Never saved in drafts, though the API model doesn't mark it: a person's name. */
  readonly sensitive?: boolean;
  /** For a member inside another: not shown. */
  readonly hidden?: boolean;
  /** Why the member can't be changed now. */
  readonly locked?: string;
  /** For a text with a few common values: shown as a choice. */
  readonly options?: readonly Option[];
  /** Labels for enum values that don't read well by themselves: `GOOGLE_DRIVE` is Google Drive. */
  readonly labels?: Readonly<Record<string, string>>;
  /** For a list of structures with at most one entry per value of an enum: the name of the enum member, see `Each`. */
  readonly each?: string;
  /** For a list of switches: the service's defaults for switches that aren't sent. */
  readonly defaults?: Readonly<Record<string, string>>;
  /** For a member of those structures: the enum values of the entries that have it. */
  readonly only?: readonly string[];
}
