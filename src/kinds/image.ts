import type { Application, Fleet, Image, ImageBuilder, ImageState } from '@aws-sdk/client-appstream';

import type { Kind, States } from './kind';
import { below, collect, list } from './listing';
import { namedAction } from './parts/actions';
import { imageDetail } from './parts/imageDetail';
import { copyImage, exportImage, importImage, isOwn, shareImage, updateImage } from './parts/imageForms';
import { describer, errorsIn, reasonIn } from './parts/reads';
import { softwareOf } from './software';
import { tagsOf } from './tag';

export const image: Kind<Image, 'image'> = {
  name: 'image',
  title: 'Image',
  plural: 'Images',
  none: 'No images',
  icon: 'package',
  consolePage: { path: 'images' },
  sections: [
    { name: 'private', title: 'Private', scope: { Type: 'PRIVATE' } },
    { name: 'shared', title: 'Shared with Me', scope: { Type: 'SHARED' } },
    { name: 'public', title: 'Public', scope: { Type: 'PUBLIC' } },
    { name: 'exports', title: 'Exports to EC2', scope: {}, kind: 'exportImageTask' },
  ],
  list: list(
    'DescribeImages',
    out => out.Images,
    ({ Type }) => ({ Type: Type as 'PRIVATE' | 'SHARED' | 'PUBLIC', MaxResults: 25 }),
  ),
  // By ARN, since the API can't find another account's image by name.
  describe: describer(
    'DescribeImages',
    image => image.Arn,
    Arns => ({ Arns }),
    out => out.Images,
  ),
  describedBy: image => image.Arn,
  id: image => image.Arn ?? image.Name,
  namedBy: { Arn: true },
  label: image => image.Name,
  displayName: image => image.DisplayName,
  arn: image => image.Arn,
  images: image => [image.Name, image.BaseImageArn],
  types: image => [image.ImageType],
  state: image => image.State,
  states: {
    PENDING: { to: 'AVAILABLE' },
    COPYING: { to: 'AVAILABLE' },
    CREATING: { to: 'AVAILABLE' },
    IMPORTING: { to: 'AVAILABLE' },
    VALIDATING: { to: 'AVAILABLE' },
    AVAILABLE: 'done',
    FAILED: 'failed',
    DELETING: { to: 'gone' },
  } satisfies States<ImageState>,
  rollsOut: image => image.State === 'AVAILABLE',
  usedBy: ['fleet', 'imageBuilder'],
  detail: imageDetail,
  created: image => image.CreatedTime,
  refersTo: { BaseImageArn: 'image', ImageBuilderName: 'imageBuilder' },
  facts: image => [
    { label: 'Display name', value: image.DisplayName },
    { label: 'Platform', value: image.Platform },
    { label: 'Visibility', value: image.Visibility },
    { label: 'Base image', value: image.BaseImageArn },
    { label: 'Agent version', value: image.AppstreamAgentVersion },
    { label: 'Latest agent', value: image.LatestAppstreamAgentVersion },
    { label: 'Shared with others', value: image.ImageSharedWithOthers },
    { label: 'License-included software', value: image.ManagedSoftwareIncluded },
    { label: 'Applications', value: image.Applications?.length },
    { label: 'Description', value: image.Description },
    { label: 'Created', value: image.CreatedTime },
  ],
  errors: image => [
    ...reasonIn('ImageStateChangeReasonCode', image.StateChangeReason),
    ...errorsIn('FleetErrorCode', image.ImageErrors),
  ],
  children: [
    { kind: 'imageApplication', scope: image => below('Arn', image.Arn) },
    {
      kind: 'imagePermission',
      scope: image => (isOwn(image) ? below('Name', image.Name) : undefined),
    },
    tagsOf(image => (isOwn(image) ? image.Arn : undefined)),
    { kind: 'software', scope: image => (image.ManagedSoftwareIncluded ? softwareOf(image.Arn) : undefined) },
  ],
  create: importImage,
  // No answer says what it was imported from.
  desired: () => undefined,
  actions: [
    copyImage,
    updateImage,
    exportImage,
    shareImage,
    namedAction({
      name: 'delete',
      title: 'Delete Image…',
      group: 'delete',
      operations: ['DeleteImage', 'DescribeFleets', 'DescribeImageBuilders', 'DescribeImagePermissions'],
      when: image => isOwn(image) && ['AVAILABLE', 'FAILED'].includes(image.State ?? ''),
      blockers: [
        {
          kind: 'fleet',
          one: 'Fleet {0} uses the image. Give the fleet another image, or delete the fleet.',
          many: 'Fleets {0} use the image. Give them another image, or delete them.',
          show: 'Show Fleet {0}',
          find: async ({ api, resource, signal }) =>
            namesOf(resource, await collect(api, 'DescribeFleets', {}, out => out.Fleets, signal)),
        },
        {
          kind: 'imageBuilder',
          one: 'Image builder {0} was created from the image. Delete the image builder first.',
          many: 'Image builders {0} were created from the image. Delete them first.',
          show: 'Show Image Builder {0}',
          find: async ({ api, resource, signal }) =>
            namesOf(resource, await collect(api, 'DescribeImageBuilders', {}, out => out.ImageBuilders, signal)),
        },
        {
          kind: 'imagePermission',
          one: 'The image is shared with account {0}. Stop sharing it first.',
          many: 'The image is shared with accounts {0}. Stop sharing it with them first.',
          show: 'Show Account {0}',
          remedy: { theirs: 'delete' },
          find: ({ api, resource: { Name }, signal }) =>
            collect(
              api,
              'DescribeImagePermissions',
              { Name },
              out => out.SharedImagePermissionsList?.flatMap(({ sharedAccountId }) => sharedAccountId ?? []),
              signal,
            ),
        },
      ],
      confirm: {
        verb: 'Delete',
        question: 'Delete image {0}?',
        questionAll: 'Delete {0} images?',
        consequence: "The image is deleted. This can't be undone.",
      },
      progress: 'Deleting…',
      proof: 'gone',
    }),
  ],
};

/** The names of the fleets or image builders that use an image. */
function namesOf({ Arn }: Image, users: readonly (Fleet | ImageBuilder)[]): string[] {
  return users.flatMap(({ Name, ImageArn }) => (Name !== undefined && ImageArn === Arn ? [Name] : []));
}

/** An application in an image. Scope: Arn of the image. */
export const imageApplication: Kind<Application, 'imageApplication'> = {
  name: 'imageApplication',
  title: 'Application',
  plural: 'Applications',
  none: 'No applications',
  icon: 'window',
  list: {
    operations: ['DescribeImages'],
    async *pages(api, { Arn }, signal) {
      for await (const page of api.pages('DescribeImages', { Arns: [Arn ?? ''] }, signal)) {
        yield page.Images?.flatMap(image => image.Applications ?? []) ?? [];
      }
    },
  },
  id: app => app.Name,
  displayName: app => app.DisplayName,
  detail: app => app.DisplayName,
  facts: app => [
    { label: 'Display name', value: app.DisplayName },
    { label: 'Description', value: app.Description },
    { label: 'Launch path', value: app.LaunchPath },
    { label: 'Launch parameters', value: app.LaunchParameters },
    { label: 'Working directory', value: app.WorkingDirectory },
    { label: 'Enabled', value: app.Enabled },
  ],
  actions: [],
};
