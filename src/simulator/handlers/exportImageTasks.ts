import { randomBytes, randomUUID } from 'node:crypto';

import { notFound, notPermitted } from '../base/errors';
import { page } from '../base/paging';
import { requireRole } from '../base/requirements';
import type { Call, Handlers, World } from '../base/world';
import type { ExportImageTask } from '../resources/exportImageTask';
import { exportImageTaskTransitions } from '../transitions/exportImageTask';
import { runTransitions } from '../transitions/transition';
import { ownImage, unavailable } from './images';

/** (U) ListExportImageTasks: The names of filters, which the model does not list. */
const filters: Record<string, (task: ExportImageTask) => string> = {
  'image-arn': task => task.ImageArn,
  'ami-name': task => task.AmiName,
  state: task => task.State,
};

/** Exports an account's own images as AMIs. */
export const exportImageTaskHandlers = {
  CreateExportImageTask(
    input: {
      ImageName: string;
      AmiName: string;
      IamRoleArn: string;
      TagSpecifications?: Record<string, string>;
      AmiDescription?: string;
    },
    { store, world }: Call,
  ) {
    const image = ownImage(store, input.ImageName);
    // (D) CreateExportImageTask: The image is the account's own. [docs]
    // (U) CreateExportImageTask: The image must be AVAILABLE.
    if (image.State !== 'AVAILABLE') throw unavailable(image);
    requireRole(input.IamRoleArn, store);
    const task: ExportImageTask = {
      ...input,
      TaskId: randomUUID(),
      ImageArn: image.Arn,
      CreatedDate: world.agenda.now(),
      State: 'EXPORTING',
    };
    store.exportImageTasks.set(task.TaskId, task);
    runExport(task, world);
    return { ExportImageTask: task };
  },

  GetExportImageTask(input: { TaskId?: string }, { store }: Call) {
    const task = store.exportImageTasks.get(input.TaskId ?? '');
    if (!task) throw notFound('export image task', input.TaskId ?? '', store.accountId);
    return { ExportImageTask: task };
  },

  ListExportImageTasks(
    input: { Filters?: { Name: string; Values: string[] }[]; MaxResults?: number; NextToken?: string },
    { operation, store }: Call,
  ) {
    const conditions = (input.Filters ?? []).map(({ Name, Values }) => {
      const read = filters[Name];
      if (!read) throw notPermitted(`Tasks cannot be filtered by ${Name}.`); // (U) ListExportImageTasks: The exception for a filter that it does not know.
      return (task: ExportImageTask) => Values.includes(read(task));
    });
    const tasks = [...store.exportImageTasks.values()].filter(task => conditions.every(fits => fits(task)));
    const { items, NextToken } = page(operation, input, tasks, task => task.TaskId, { standard: 50, max: 500 });
    return { ExportImageTasks: items, NextToken };
  },
} satisfies Handlers;

/** Takes a task through its export, which makes an AMI. */
export function runExport(task: ExportImageTask, { agenda }: World): void {
  runTransitions(exportImageTaskTransitions.export, task.TaskId, agenda, state => {
    task.State = state;
    if (state === 'COMPLETED') task.AmiId = `ami-${randomBytes(9).toString('hex').slice(0, 17)}`;
  });
}
