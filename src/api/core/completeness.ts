// What an answer must hold. Service models require no member of any answer. An empty answer would count as a success: a form
// would close although nothing was made, a list would be empty, and a streaming URL too.
import { isRead } from './readOnly';
import type { Service } from './service';
import { checkAddress } from './webAddress';

/** An answer of the right form that lacks a member it must hold. What became of the request is not known. */
export class IncompleteAnswer extends Error {
  override readonly name: string = 'IncompleteAnswer';

  /** @param member the member that is missing: `Fleet.Name` */
  constructor(member: string) {
    super(member);
  }
}

/** An answer with an address that must not be opened. Its message says why. */
export class UnsafeAddress extends IncompleteAnswer {
  override readonly name = 'UnsafeAddress';
}

/**
 * The members that an operation's answer must hold. A member inside another is written with a dot: `Fleet.Name`. Of those with
 * `|` between them one is enough. Where the service says nothing else, the answers of operations that read must hold their
 * lists.
 */
export function requiredOf(
  { required, model }: Pick<Service, 'required' | 'model'>,
  operation: string,
): readonly string[] {
  const listed = required[operation];
  if (listed || !isRead(operation)) return listed ?? [];
  return Object.entries(model.outputShape(operation).members ?? {})
    .filter(([, member]) => ['list', 'map'].includes(model.shape(member).type))
    .map(([name]) => name);
}

/**
 * Refuses an answer that lacks a member it must hold, or whose address must not be opened.
 * @param endpoint the endpoint that was asked, if it is not AWS's own. Its addresses may be http
 * @throws IncompleteAnswer, UnsafeAddress
 */
export function checkComplete(service: Service, operation: string, answer: object, endpoint: string | undefined): void {
  for (const paths of requiredOf(service, operation)) {
    const [first = '', ...others] = paths.split('|');
    const path = [first, ...others].find(one => isGiven(memberAt(answer, one)));
    if (path === undefined) throw new IncompleteAnswer(first);
    if (!service.addresses?.includes(path)) continue;
    const value = memberAt(answer, path);
    const checked = checkAddress(typeof value === 'string' ? value : '', endpoint);
    if ('refusal' in checked) throw new UnsafeAddress(checked.refusal);
  }
}

function memberAt(answer: object, path: string): unknown {
  return path.split('.').reduce<unknown>((of, name) => (of as Record<string, unknown> | undefined)?.[name], answer);
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== '';
}
