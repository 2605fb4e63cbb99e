import { arnOf } from '../base/arn';
import { alreadyExists, inUse, notFound } from '../base/errors';
import { page } from '../base/paging';
import type { Store } from '../base/store';
import type { Call, Handlers } from '../base/world';
import type { Application, ApplicationInput } from '../resources/application';
import { appBlockWithArn } from './appBlocks';
import { objectUrl, requireKey } from './s3';
import { tagNew, untagAll } from './tags';

/** Applications in app blocks, for Elastic fleets. */
export const applicationHandlers = {
  CreateApplication(input: ApplicationInput, { store, world }: Call) {
    if (store.applications.has(input.Name)) throw alreadyExists('application', input.Name);
    return { Application: addApplication(input, { store, world }) };
  },

  DescribeApplications(
    input: { Arns?: string[]; MaxResults?: number; NextToken?: string },
    { operation, store }: Call,
  ) {
    const found = input.Arns?.length
      ? input.Arns.map(arn => applicationWithArn(store, arn))
      : store.applications.values();
    const { items, NextToken } = page(operation, input, found, application => application.Name, {
      standard: 50,
      max: 50,
    }); // (U) DescribeApplications: A page has at most 50.
    return { Applications: items, NextToken };
  },

  UpdateApplication(
    input: Partial<ApplicationInput> & { Name: string; AttributesToDelete?: string[] },
    { store }: Call,
  ) {
    const application = applicationNamed(store, input.Name);
    if (input.AppBlockArn !== undefined) appBlockWithArn(store, input.AppBlockArn);
    requireKey(input.IconS3Location, 'iconS3Location');
    const { AttributesToDelete = [], ...changes } = input;
    Object.assign(application, changes);
    application.IconURL = objectUrl(application.IconS3Location, store.region);
    if (AttributesToDelete.includes('LAUNCH_PARAMETERS')) delete application.LaunchParameters;
    if (AttributesToDelete.includes('WORKING_DIRECTORY')) delete application.WorkingDirectory;
    return { Application: application };
  },

  DeleteApplication(input: { Name: string }, { store }: Call) {
    const application = applicationNamed(store, input.Name);
    // (D) DeleteApplication: An application that a fleet offers is in use. [model]
    const fleet = [...store.fleets.values()].find(({ applications }) => applications.has(application.Arn));
    if (fleet) throw inUse(`The application ${application.Name} is associated with the fleet ${fleet.Name}.`);
    store.applications.delete(application.Name);
    untagAll(store, application.Arn);
    return {};
  },
} satisfies Handlers;

/** Checks and adds an application. @throws ServiceError when its app block does not exist */
export function addApplication(input: ApplicationInput, { store, world }: Pick<Call, 'store' | 'world'>): Application {
  appBlockWithArn(store, input.AppBlockArn);
  requireKey(input.IconS3Location, 'iconS3Location');
  const application: Application = {
    DisplayName: input.Name, // (U) CreateApplication: The display name is the name unless given.
    ...input,
    Arn: arnOf(store.region, store.accountId, `application/${input.Name}`),
    IconURL: objectUrl(input.IconS3Location, store.region),
    Enabled: true,
    Metadata: {},
    CreatedTime: world.agenda.now(),
  };
  store.applications.set(application.Name, application);
  tagNew(store, application.Arn, input.Tags);
  return application;
}

/** The application with this ARN; undefined when none has it. */
export function findApplication(store: Store, arn: string): Application | undefined {
  for (const application of store.applications.values()) if (application.Arn === arn) return application;
  return undefined;
}

/** @throws ServiceError ResourceNotFoundException */
export function applicationWithArn(store: Store, arn: string): Application {
  const application = findApplication(store, arn);
  if (!application) throw notFound('application', arn, store.accountId);
  return application;
}

function applicationNamed(store: Store, name: string): Application {
  const application = store.applications.get(name);
  if (!application) throw notFound('application', name, store.accountId);
  return application;
}
