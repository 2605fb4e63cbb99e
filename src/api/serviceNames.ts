// The names of the services, and which service an operation belongs to. This loads no service's description.
import { appstreamNames } from './appstream/names';
import type { ServiceNames } from './core/service';
import { taggingNames } from './tagging/names';

/** The names of all services, by id. */
export const serviceNames: Readonly<Record<string, ServiceNames>> = {
  appstream: appstreamNames,
  tagging: taggingNames,
};

/**
 * The service of an operation, and the operation's name without the service. The operations of AppStream have no service before
 * their names: `StartFleet`, but `cloudtrail:LookupEvents`.
 * @throws Error for an unknown service
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

/** The name of an operation or shape with its service before it, unless that is AppStream. See `findOperation`. */
export function qualifiedName(service: string, name: string): string {
  return service === appstreamNames.id ? name : `${service}:${name}`;
}
