// Checks that responses have the members they must have. Service models require no member of any response, so an empty
// response would count as a success: a form would close although nothing was created, and a list would seem empty.
import { isRead } from './readOnly';
import type { Service } from './service';
import { checkAddress } from './webAddress';

/** A response without a member that it must have. Whether the request was carried out is unknown. */
export class IncompleteAnswer extends Error {
  override readonly name: string = 'IncompleteAnswer';

  /** @param member the member that is missing: `Fleet.Name` */
  constructor(member: string) {
    super(member);
  }
}

/** A response with an address that must not be opened. The message says why. */
export class UnsafeAddress extends IncompleteAnswer {
  override readonly name = 'UnsafeAddress';
}

/**
 * The members that an operation's response must have. A member inside another is written with a dot: `Fleet.Name`. Of members
 * separated by `|`, one is enough. By default, the responses of operations that read must have their lists.
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
 * Refuses a response that lacks a required member or has an address that must not be opened.
 * @param endpoint the endpoint of the request, if it isn't AWS's own. Its own addresses may use http
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
  return path
    .split('.')
    .reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], answer);
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== '';
}
