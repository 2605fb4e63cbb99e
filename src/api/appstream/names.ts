import type { ServiceNames } from '../core/service';

/** What AppStream is called. */
export const appstreamNames: ServiceNames = {
  id: 'appstream',
  title: 'AppStream',
  endpointId: 'appstream',
  permission: 'appstream',
  cli: 'appstream',
};
