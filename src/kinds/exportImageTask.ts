import type { ExportImageTask, ExportImageTaskState } from '@aws-sdk/client-appstream';

import type { Kind, States } from './kind';
import { uncodedErrorsIn } from './parts/reads';

/**
 * The export of an image as an EC2 AMI. All exports of a Region are listed below Images; the API keeps them forever.
 */
export const exportImageTask: Kind<ExportImageTask, 'exportImageTask'> = {
  name: 'exportImageTask',
  title: 'Image Export',
  plural: 'Image Exports',
  none: 'No image exports yet',
  icon: 'export',
  list: {
    operations: ['ListExportImageTasks', 'GetExportImageTask'],
    async *pages(api, _scope, signal) {
      for await (const page of api.pages('ListExportImageTasks', {}, signal)) yield page.ExportImageTasks ?? [];
    },
  },
  describe: async (api, tasks, _scope, signal) => {
    const ids = tasks.flatMap(({ TaskId }) => TaskId || []);
    const answers = await Promise.all(ids.map(TaskId => api.call('GetExportImageTask', { TaskId }, signal)));
    return answers.flatMap(answer => answer.ExportImageTask ?? []);
  },
  id: task => task.TaskId,
  refersTo: { ImageArn: 'image' },
  label: task => task.AmiName,
  images: task => [task.ImageArn],
  state: task => task.State,
  states: {
    EXPORTING: { to: 'COMPLETED' },
    COMPLETED: 'done',
    FAILED: 'failed',
    TIMED_OUT: 'failed',
  } satisfies States<ExportImageTaskState>,
  detail: task => task.AmiId ?? task.ImageArn?.split('/').at(-1),
  facts: task => [
    { label: 'AMI ID', value: task.AmiId },
    { label: 'AMI description', value: task.AmiDescription },
    { label: 'Image', value: task.ImageArn },
    { label: 'Task ID', value: task.TaskId },
    {
      label: 'Tags',
      value: Object.entries(task.TagSpecifications ?? {})
        .map(tag => tag.join('='))
        .join(', '),
    },
    { label: 'Created', value: task.CreatedDate },
  ],
  errors: task => uncodedErrorsIn(task.ErrorDetails),
  actions: [],
};
