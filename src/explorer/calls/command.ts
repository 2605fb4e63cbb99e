/** A program and its arguments, before quoting for a shell. */
export interface Command {
  readonly program: 'aws' | 'curl';
  /** Words without special characters for any shell: `appstream`, `describe-fleets`. */
  readonly words: readonly string[];
  /** `--region` and its value. A value alone has an empty name. Values contain no line breaks and no double quotes. */
  readonly options: readonly (readonly [name: string, value: string])[];
  /** Environment variables for this program only. An empty one hides that of the shell. */
  readonly variables: Readonly<Record<string, string>>;
  /** What the program reads, on one line: the input of an AWS CLI command or the body of a request. */
  readonly json?: string;
}
