import type { SharedImagePermissions } from '@aws-sdk/client-appstream';
import * as l10n from '@vscode/l10n';

import type { Kind } from './kind';
import { list } from './listing';
import { callAction, formAction } from './parts/actions';
import { permissions } from './parts/imageForms';

/** An account that one of this account's images is shared with. Scope: Name of the image. */
export const imagePermission: Kind<SharedImagePermissions, 'imagePermission'> = {
  name: 'imagePermission',
  title: 'Image Permission',
  plural: 'Shared With',
  none: 'Not shared',
  icon: 'organization',
  list: list('DescribeImagePermissions', out => out.SharedImagePermissionsList),
  id: permission => permission.sharedAccountId,
  detail: ({ imagePermissions }) =>
    [imagePermissions?.allowFleet && l10n.t('fleets'), imagePermissions?.allowImageBuilder && l10n.t('image builders')]
      .filter(Boolean)
      .join(', '),
  facts: ({ imagePermissions }) => [
    { label: 'Can create fleets', value: imagePermissions?.allowFleet },
    { label: 'Can create image builders', value: imagePermissions?.allowImageBuilder },
  ],
  actions: [
    formAction({
      name: 'update',
      title: 'Change Image Permission…',
      group: 'change',
      progress: 'Changing…',
      touches: ['imagePermission'],
      form: {
        operation: 'UpdateImagePermissions',
        submit: 'Change Permission',
        hints: { members: permissions },
        fixed: (permission, scope) => ({
          Name: scope['Name'] ?? '',
          SharedAccountId: permission.sharedAccountId ?? '',
        }),
        values: ({ imagePermissions }) => ({ ImagePermissions: { ...imagePermissions } }),
        clears: {},
      },
    }),
    callAction({
      name: 'delete',
      title: 'Stop Sharing with Account…',
      group: 'delete',
      operations: ['DeleteImagePermissions'],
      confirm: {
        verb: 'Stop Sharing',
        question: 'Stop sharing image {1} with account {0}?',
        questionAll: 'Stop sharing with {0} accounts?',
        names: (_permission, { Name }) => [Name],
        consequence:
          "AWS sets the desired capacity of the other account's fleets on this image to 0. Open sessions continue, but no new instance starts until those fleets get another image. The account can no longer use the image for new fleets and image builders. It keeps the image builders and images that it has already created from it.",
      },
      progress: 'Stopping…',
      proof: 'gone',
      touches: ['image', 'imagePermission'],
      input: ({ resource, scope }) => ({ Name: scope['Name'], SharedAccountId: resource.sharedAccountId }),
    }),
  ],
};
