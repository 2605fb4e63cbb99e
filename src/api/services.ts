// All services. To add one, add its folder, and a line here, in serviceNames.ts, serviceFacts.ts and types.ts.
import { appstream } from './appstream/service';
import type { Service } from './core/service';
import { tagging } from './tagging/service';

/** Services by id. */
export type Services = Readonly<Record<string, Service>>;

export const services: Services = { appstream, tagging };
