// The answer to a request that a fault applies to.
import { ServiceError } from '../base/errors';
import type { HttpAnswer } from '../protocol/answer';
import { modelWith } from '../protocol/models';
import type { Members } from '../protocol/validate';
import type { Wire } from '../protocol/wire';
import { changeAt } from './changeAt';
import type { FaultOutcome, Outcome } from './faults';

/** No answer: the request hangs, its connection closes, or the server does not listen for a while. */
export type Silence = Extract<Outcome, { readonly kind: 'hang' | 'reset' | 'refuse' }>;

/** The request that the fault applies to. */
export interface FaultedRequest {
  readonly operation: string;
  readonly input: unknown;
  /** When the request says it was signed, in milliseconds since the epoch; undefined when it does not. */
  readonly signedAt: number | undefined;
  /** Runs the operation. @returns the output's JSON @throws ServiceError */
  readonly act: (input: unknown) => Members;
  /** Writes answers in the protocol of the request. */
  readonly wire: Wire;
}

/** The answer to a request that a fault applies to, or a silence. */
export function faultAnswer({ when, outcome }: FaultOutcome, request: FaultedRequest): HttpAnswer | Silence {
  const answer = (input = request.input, edit?: (output: Members) => void): HttpAnswer => {
    if (when === 'before') return request.wire.answer(request.operation, edited({}, edit));
    return acted(input, request, edit);
  };
  switch (outcome.kind) {
    case 'hang':
    case 'reset':
    case 'refuse':
    case 'error':
    case 'body':
      if (when === 'after') answer();
      return inPlace(outcome, request);
    case 'change':
      return answer(request.input, output => changeAt(output, outcome.at, outcome.to));
    case 'edit':
      return answer(request.input, outcome.edit);
    case 'token':
      return tokenAnswer(outcome.token, request, answer);
    case 'moved':
      return movedAnswer(outcome.to, request, answer);
    case 'headers':
      return withHeaders(answer(), outcome.headers);
    case 'half':
      return { ...answer(), delivery: outcome };
    case 'slow':
      return { ...answer(), delivery: outcome };
    case 'garbage':
      answer();
      return {
        ...withHeaders(request.wire.answer(request.operation, {}), { 'content-encoding': 'gzip' }),
        body: noGzip,
      };
    case 'large': {
      const small = answer();
      return { ...small, body: request.wire.pad(small.body, outcome.bytes) };
    }
    case 'clock':
      return clockAnswer(outcome.minutes, request, answer);
  }
}

/** The first bytes of gzip, followed by text. */
const noGzip = Buffer.from('\x1f\x8b\x08garbage, not what gzip makes', 'latin1');

function acted(input: unknown, { act, operation, wire }: FaultedRequest, edit?: (output: Members) => void): HttpAnswer {
  try {
    return wire.answer(operation, edited(act(input), edit));
  } catch (error) {
    // A refusal is lost or damaged like any other answer.
    if (error instanceof ServiceError) return wire.refuse(error);
    throw error;
  }
}

function edited(output: Members, edit?: (output: Members) => void): Members {
  edit?.(output);
  return output;
}

function inPlace(
  outcome: Extract<Outcome, { readonly kind: 'error' | 'body' } | Silence>,
  { operation, wire }: FaultedRequest,
): HttpAnswer | Silence {
  switch (outcome.kind) {
    case 'error': {
      const { type, message, status = 400 } = outcome;
      return withHeaders(wire.refuse({ type, message, status }), outcome.headers);
    }
    case 'body': {
      const { status = 200, body, contentType } = outcome;
      const answer = { ...wire.answer(operation, {}), status, body, ...(contentType !== undefined && { contentType }) };
      return withHeaders(answer, outcome.headers);
    }
    default:
      return outcome;
  }
}

function withHeaders(answer: HttpAnswer, headers: Readonly<Record<string, string>> = {}): HttpAnswer {
  const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  return { ...answer, headers: { ...answer.headers, ...lower } };
}

/** The member that has the token of an operation's next page; undefined if it doesn't page. */
function tokenMemberOf(operation: string): string | undefined {
  const paged = modelWith(operation)?.facts.operations[operation]?.paged;
  return paged && (paged.token ?? 'NextToken');
}

type Answer = (input?: unknown, edit?: (output: Members) => void) => HttpAnswer;

/** The server does not know a token that the fault made, so the first page is answered again. */
function tokenAnswer(
  token: 'repeated' | 'refused' | 'endless',
  { operation, input, wire }: FaultedRequest,
  answer: Answer,
): HttpAnswer {
  const member = tokenMemberOf(operation);
  if (member === undefined) return answer();
  const { [member]: asked, ...first } = input as Readonly<Record<string, string | undefined>>;
  if (token === 'refused' && asked !== undefined) {
    return wire.refuse(new ServiceError('InvalidParameterValueException', `The value of ${member} is not valid.`));
  }
  const number = Number(/^endless-(\d+)$/.exec(asked ?? '')?.[1] ?? 0);
  return answer(first, output => void (output[member] = token === 'endless' ? `endless-${number + 1}` : token));
}

const movedToken = 'moved';

/** The server's first page in two halves. The second half lacks the entry that moved, or repeats it. */
function movedAnswer(to: 'first' | 'second', { operation, input }: FaultedRequest, answer: Answer): HttpAnswer {
  const member = tokenMemberOf(operation);
  if (member === undefined) return answer();
  const { [member]: asked, ...first } = input as Readonly<Record<string, string | undefined>>;
  if (asked !== undefined && asked !== movedToken) return answer();
  return answer(first, output => {
    const list = Object.values(output).find(Array.isArray) as unknown[] | undefined;
    if (!list) return;
    const half = Math.ceil(list.length / 2);
    if (asked === undefined) {
      list.splice(half);
      output[member] = movedToken;
    } else {
      list.splice(0, to === 'first' ? half + 1 : half - 1);
    }
  });
}

const maxClockSkew = 5 * 60_000;

function clockAnswer(minutes: number, { signedAt, wire }: FaultedRequest, answer: Answer): HttpAnswer {
  const now = Date.now() + minutes * 60_000;
  const date = { date: new Date(now).toUTCString() };
  if (signedAt === undefined || Math.abs(now - signedAt) <= maxClockSkew) return withHeaders(answer(), date);
  const [early, limit, sign] = signedAt < now ? [true, now - maxClockSkew, '-'] : [false, now + maxClockSkew, '+'];
  const words = early
    ? 'Signature expired: {0} is now earlier than'
    : 'Signature not yet current: {0} is still later than';
  const message = `${words.replace('{0}', stamp(signedAt))} ${stamp(limit)} (${stamp(now)} ${sign} 5 min.)`;
  return withHeaders(wire.refuse(new ServiceError('InvalidSignatureException', message, 403)), date);
}

/** As signatures have it: `20261124T090000Z`. */
function stamp(time: number): string {
  return new Date(time).toISOString().replace(/[-:]|\.\d+/g, '');
}
