// Whether what users read is fit to be read.
import { isApiError } from '../../src/api/core/errors';
import { ActionRefused } from '../../src/kinds/action';

/** What no text for users has, with what it is then. */
const unfit: readonly (readonly [RegExp, string])[] = [
  [/^\s*$/, 'is empty'],
  // eslint-disable-next-line no-control-regex -- what is looked for
  [/[\u0000-\u001f\u007f\u2028\u2029]/, 'has a line break or a control character'],
  [/[\u202a-\u202e\u2066-\u2069]/, 'has a mark that reverses text'],
  [/\]\(/, 'has a link'],
  [/\bundefined\b|\[object|\bNaN\b/, 'has a value that is none'],
  [
    /is not a function|is not iterable|Cannot read|Unexpected (token|end)|TypeError|SyntaxError|Deserialization|\$response/,
    "is JavaScript's own",
  ],
  [/secretAccessKey|SessionToken=S|X-Amz-|parameters=/i, 'has a secret'],
  [/Parse Error|HPE_|ERR_|routines:|node:/, "is Node's own"],
];

const longest = 2_200;

/** What is wrong with a text, in words that follow it: `is empty`. */
export function badText(text: string): string[] {
  const problems = unfit
    .filter(([pattern]) => pattern.test(text))
    .map(([, words]) => `${words}: ${JSON.stringify(text.slice(0, 200))}`);
  return text.length > longest ? [...problems, `is ${text.length} characters long`] : problems;
}

/** The same for what a thing ended in: it is told in words, with a next step. */
export function badWords(error: unknown): string[] {
  if (error instanceof ActionRefused) return badText(error.message);
  if (!isApiError(error)) {
    return [
      `is no ApiError: ${error instanceof Error ? error.stack?.split('\n').slice(0, 4).join(' ') : String(error)}`,
    ];
  }
  const { message, nextStep, code, requestId, details = [] } = error;
  return [
    ...badText(message).map(words => `has a message that ${words}`),
    ...badText(nextStep).map(words => `has a next step that ${words}`),
    ...(/^[\w. -]{1,80}$/.test(code) ? [] : [`has the code ${JSON.stringify(code.slice(0, 100))}`]),
    ...(requestId === undefined || /^[\w.-]{1,80}$/.test(requestId)
      ? []
      : [`has the request id ${requestId.slice(0, 100)}`]),
    ...details.flatMap(detail => badText(detail).map(words => `has a detail that ${words}`)),
  ];
}
