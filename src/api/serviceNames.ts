// What the services are called, and whose an operation is. It loads no service's description.
import { appstreamNames } from './appstream/names';
import type { ServiceNames } from './core/service';

/** By their ids. */
export const serviceNames: Readonly<Record<string, ServiceNames>> = { appstream: appstreamNames };

/**
 * The service that an operation's name says, and the operation's own name. Operations of AppStream have no service before
 * their names: `StartFleet`, but `cloudtrail:LookupEvents`.
 * @throws Error for a service that is not among those
 */
export function findOperation<S extends ServiceNames>(
  among: Readonly<Record<string, S>>,
  name: string,
): { readonly service: S; readonly operation: string } {
  const [operation = '', id = appstreamNames.id] = name.split(':').reverse();
  const service = among[id];
  if (!service) throw new Error(`No service for ${name}`);
  return { service, operation };
}

/** The name of an operation or a shape of a service, with the service before it where it is not AppStream's: see `findOperation`. */
export function qualifiedName(service: string, name: string): string {
  return service === appstreamNames.id ? name : `${service}:${name}`;
}
