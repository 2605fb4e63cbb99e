import type { ServiceNames } from '../core/service';

/** The names of AppStream. */
export const appstreamNames: ServiceNames = {
  id: 'appstream',
  title: 'AppStream',
  endpointId: 'appstream',
  permission: 'appstream',
  cli: 'appstream',
};
