// The forms that copy, update, import, share and export images.
import type { ExportImageTaskState, Image } from '@aws-sdk/client-appstream';
import * as l10n from '@vscode/l10n';

import { isApiError } from '../../api/core/errors';
import type { Api, Input } from '../../api/types';
import type { Value } from '../../forms/field';
import type { FieldHint } from '../../forms/hints';
import type { Rule } from '../../forms/rules';
import { oneOf, unique } from '../../forms/rules';
import { same } from '../../forms/values';
import type { Action, Create, Hints } from '../action';
import { ActionRefused } from '../action';
import { collect } from '../listing';
import type { SourceName } from '../names';
import { formAction } from './actions';
import { roleMembers } from './formParts';
import { textOf } from './reads';

/** Whether the image is the account's own. The API copies, updates, shares and exports no other images. */
export function isOwn({ Visibility }: Image): boolean {
  return Visibility === 'PRIVATE';
}

const isReady = (image: Image): boolean => isOwn(image) && image.State === 'AVAILABLE';

// AWS reserves these prefixes for its own images.
const notReserved = (member: string): Rule => ({ kind: 'beginsNot', member, with: ['aws', 'amazon', 'appstream'] });

/** Whether the account has an image with that name. */
async function exists(api: Api, name: Value | undefined, signal: AbortSignal): Promise<boolean> {
  const input: Input<'DescribeImages'> = { Names: [name as string], Type: 'PRIVATE' };
  const images = await collect(api, 'DescribeImages', input, out => out.Images, signal).catch((error: unknown) => {
    if (isApiError(error) && error.reason === 'notFound') return [];
    throw error;
  });
  return images.length > 0;
}

export const copyImage: Action<Image> = {
  ...formAction<Image>({
    name: 'copy',
    title: 'Copy Image…',
    group: 'change',
    when: isReady,
    progress: 'Copying…',
    proof: {
      isDone: async ({ api, signal }, _answers, { DestinationRegion, DestinationImageName }) =>
        DestinationRegion === api.connection.region ? exists(api, DestinationImageName, signal) : undefined,
    },
    touches: ['image'],
    form: {
      operation: 'CopyImage',
      submit: 'Copy Image',
      hints: {
        order: ['DestinationRegion', 'DestinationImageName'],
        members: {
          DestinationRegion: {
            suggest: 'region',
            help: 'The Region to copy to. It can be this one. Tags and permissions are not copied.',
          },
          DestinationImageDescription: { multiline: true },
        },
      },
      rules: [notReserved('DestinationImageName')],
      fixed: image => ({ SourceImageName: image.Name ?? '' }),
      values: image => ({
        DestinationImageName: image.Name,
        ...(image.Description !== undefined && { DestinationImageDescription: image.Description }),
      }),
    },
  }),
  makes: ({ DestinationRegion: region, DestinationImageName: name }) =>
    typeof region === 'string' && typeof name === 'string' ? { region, name } : undefined,
};

export const updateImage: Action<Image> = {
  ...formAction<Image>({
    name: 'update',
    title: 'Create Updated Image…',
    group: 'change',
    seldom: true,
    when: isReady,
    progress: 'Creating updated image…',
    proof: { isDone: ({ api, signal }, _answers, { newImageName }) => exists(api, newImageName, signal) },
    touches: ['image', 'imageBuilder'],
    form: {
      operation: 'CreateUpdatedImage',
      submit: 'Create Updated Image',
      hints: {
        order: ['newImageName', 'newImageDisplayName', 'newImageDescription'],
        hide: ['dryRun'],
        members: {
          newImageName: {
            help: 'A new image with the latest Windows updates, drivers and agent. The extension first checks whether there are any. Creating the image can take hours.',
          },
          newImageDescription: { multiline: true },
        },
      },
      rules: [notReserved('newImageName')],
      fixed: image => ({ existingImageName: image.Name ?? '' }),
      values: image => ({
        ...(image.DisplayName !== undefined && { newImageDisplayName: image.DisplayName }),
        ...(image.Description !== undefined && { newImageDescription: image.Description }),
      }),
    },
  }),
  makes: ({ newImageName: name }, region) => (typeof name === 'string' ? { region, name } : undefined),
  async perform({ api, resource, signal }, _answers, input) {
    const whole = { ...(input as unknown as Input<'CreateUpdatedImage'>), existingImageName: resource.Name };
    for (const dryRun of [true, false]) {
      const { canUpdateImage, image } = await api.call('CreateUpdatedImage', { ...whole, dryRun }, signal);
      // The real run returns the new image and may leave out canUpdateImage.
      if (dryRun ? canUpdateImage !== true : canUpdateImage === false && !image) {
        throw new ActionRefused(l10n.t('There is nothing to update: image "{0}" is up to date.', resource.Name ?? ''));
      }
    }
  },
};

export const importImage: Create = {
  title: 'Import Image…',
  section: 'private',
  form: {
    operation: 'CreateImportedImage',
    submit: 'Import Image',
    hints: {
      order: ['Name', 'SourceAmiId', 'WorkspaceImageId', 'IamRoleArn', 'DisplayName', 'Description'],
      hide: ['DryRun'],
      members: {
        // Names of imported images can have 100 characters, one less than those of other images.
        Name: { max: 100 },
        SourceAmiId: { suggest: 'ami', placeholder: 'ami-' },
        ...roleMembers,
        WorkspaceImageId: { label: 'WorkSpaces image ID', placeholder: 'wsi-' },
        AppCatalogConfig: { label: 'Applications in the catalog' },
        Description: { multiline: true },
        'RuntimeValidationConfig.IntendedInstanceType': {
          suggest: 'instanceType',
          placeholder: 'stream.standard.medium',
        },
      },
    },
    rules: [notReserved('Name'), oneOf(['SourceAmiId', 'WorkspaceImageId']), unique('AppCatalogConfig', 'Name')],
  },
  // A dry run that would succeed ends with this error.
  async check(api, input, signal) {
    try {
      const whole = { ...(input as unknown as Input<'CreateImportedImage'>), DryRun: true };
      await api.call('CreateImportedImage', whole, signal);
    } catch (error) {
      if (!isApiError(error) || error.code !== 'DryRunOperationException') throw error;
    }
  },
  id: textOf('Name'),
};

/** Hints for the permissions of another account on an image. */
export const permissions: Hints = {
  'ImagePermissions.allowFleet': { label: 'Can create fleets' },
  'ImagePermissions.allowImageBuilder': { label: 'Can create image builders' },
};

/** An account ID has 12 digits; the API model's pattern allows any number of them. */
const account: FieldHint<SourceName> = { min: 12, max: 12, suggest: 'account', placeholder: '123456789012' };

export const shareImage = formAction<Image>({
  name: 'share',
  title: 'Share Image…',
  group: 'associate',
  when: isReady,
  progress: 'Sharing…',
  proof: {
    isDone: async ({ api, resource: { Name }, signal }, _answers, { SharedAccountId, ImagePermissions }) => {
      const shared = await collect(
        api,
        'DescribeImagePermissions',
        { Name },
        out => out.SharedImagePermissionsList,
        signal,
      );
      const permission = shared.find(({ sharedAccountId }) => sharedAccountId === SharedAccountId);
      return permission !== undefined && same(permission.imagePermissions, ImagePermissions);
    },
  },
  touches: ['image', 'imagePermission'],
  form: {
    operation: 'UpdateImagePermissions',
    submit: 'Share Image',
    hints: { order: ['SharedAccountId', 'ImagePermissions'], members: { SharedAccountId: account, ...permissions } },
    fixed: image => ({ Name: image.Name ?? '' }),
    values: () => ({ ImagePermissions: { allowFleet: true, allowImageBuilder: false } }),
  },
});

/** The states of an export that has ended. */
const endedStates: readonly ExportImageTaskState[] = ['COMPLETED', 'FAILED', 'TIMED_OUT'];

export const exportImage: Action<Image> = formAction<Image>({
  name: 'export',
  title: 'Export Image to EC2…',
  group: 'change',
  seldom: true,
  when: isReady,
  progress: 'Exporting…',
  touches: ['exportImageTask'],
  // AMI names are unique in EC2, so a task with that name that hasn't ended is the requested one.
  proof: {
    async isDone({ api, signal }, _answers, { AmiName }) {
      const tasks = await collect(api, 'ListExportImageTasks', {}, out => out.ExportImageTasks, signal);
      const states = tasks.flatMap(task => (task.AmiName === AmiName ? [task.State] : []));
      if (states.some(state => state === undefined || !endedStates.includes(state))) return true;
      // A task that has ended may be this export's, or an earlier one's.
      return states.length ? undefined : false;
    },
  },
  form: {
    operation: 'CreateExportImageTask',
    submit: 'Export Image',
    hints: {
      order: ['AmiName', 'IamRoleArn', 'AmiDescription'],
      members: { ...roleMembers, AmiDescription: { multiline: true } },
    },
    fixed: image => ({ ImageName: image.Name ?? '' }),
    values: image => ({ AmiName: image.Name }),
  },
});
