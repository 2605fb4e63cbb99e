/** A program and what it is given, before any shell's quoting. */
export interface Command {
  readonly program: 'aws' | 'curl';
  /** Words that mean nothing to any shell: `appstream`, `describe-fleets`. */
  readonly words: readonly string[];
  /** `--region` and its value; a value alone has an empty name. None has a line break, or a double quote in it. */
  readonly options: readonly (readonly [name: string, value: string])[];
  /** Variables of the environment, for this program alone; an empty one hides what the shell has. */
  readonly variables: Readonly<Record<string, string>>;
  /** What the program reads, on one line: the input of an AWS CLI command, the body of a request. */
  readonly json?: string;
}
