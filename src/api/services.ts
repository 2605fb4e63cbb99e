// All services that are asked. To add one is to add its folder and a line here.
import { appstream } from './appstream/service';
import type { Service } from './core/service';

/** By their ids. */
export type Services = Readonly<Record<string, Service>>;

export const services: Services = { appstream };

/**
 * The service that an operation's name says, and the operation's own name. Operations of AppStream have no service before
 * their names: `StartFleet`, but `cloudtrail:LookupEvents`.
 * @throws Error for a service that is not among those
 */
export function findOperation(
  among: Services,
  name: string,
): { readonly service: Service; readonly operation: string } {
  const [operation = '', id = appstream.id] = name.split(':').reverse();
  const service = among[id];
  if (!service) throw new Error(`No service for ${name}`);
  return { service, operation };
}
