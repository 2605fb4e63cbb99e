// All services that are asked. To add one is to add its folder, a line here, one in serviceNames.ts and one in serviceFacts.ts.
import { appstream } from './appstream/service';
import type { Service } from './core/service';

/** By their ids. */
export type Services = Readonly<Record<string, Service>>;

export const services: Services = { appstream };
