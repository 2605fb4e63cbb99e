// Applications of Elastic fleets, and which fleets offer them.
import type { Application, ApplicationFleetAssociation, Fleet } from '@aws-sdk/client-appstream';

import type { Api } from '../api/types';
import type { FieldHint } from '../forms/hints';
import type { Action, Choice, Confirm, Hints, Target } from './action';
import type { Kind } from './kind';
import { below, collect, list } from './listing';
import { callAction, disassociation, formAction, namedAction } from './parts/actions';
import { s3Members } from './parts/formParts';
import { describer, textOf } from './parts/reads';
import { tagsOf } from './tag';

const order = ['Name', 'DisplayName', 'AppBlockArn', 'LaunchPath', 'IconS3Location', 'Platforms', 'InstanceFamilies'];
const members: Hints = {
  AppBlockArn: { suggest: 'appBlock.arn' },
  Description: { multiline: true },
  ...s3Members('IconS3Location'),
};
// The API model allows any text here; its documentation lists only these. They can't be changed later.
const InstanceFamilies: FieldHint<never> = { options: [{ value: 'GENERAL_PURPOSE' }, { value: 'GRAPHICS_G4' }] };

export const application: Kind<Application, 'application'> = {
  name: 'application',
  title: 'Application',
  plural: 'Applications',
  none: 'No applications yet',
  icon: 'window',
  consolePage: { path: 'applications' },
  list: list('DescribeApplications', out => out.Applications),
  describe: describer(
    'DescribeApplications',
    app => app.Arn,
    Arns => ({ Arns }),
    out => out.Applications,
  ),
  describedBy: app => app.Arn,
  id: app => app.Name,
  namedBy: { Name: true, Arn: true },
  displayName: app => app.DisplayName,
  arn: app => app.Arn,
  detail: app => app.DisplayName,
  compares: 'application',
  created: app => app.CreatedTime,
  refersTo: { AppBlockArn: 'appBlock' },
  facts: app => [
    { label: 'Display name', value: app.DisplayName },
    { label: 'Description', value: app.Description },
    { label: 'App block', value: app.AppBlockArn },
    { label: 'Launch path', value: app.LaunchPath },
    { label: 'Launch parameters', value: app.LaunchParameters },
    { label: 'Working directory', value: app.WorkingDirectory },
    { label: 'Platforms', value: app.Platforms?.join(', ') },
    { label: 'Instance families', value: app.InstanceFamilies?.join(', ') },
    { label: 'Created', value: app.CreatedTime },
  ],
  children: [{ kind: 'applicationFleet', scope: app => below('ApplicationArn', app.Arn) }, tagsOf(app => app.Arn)],
  create: {
    title: 'Create Application…',
    form: {
      operation: 'CreateApplication',
      submit: 'Create Application',
      hints: { order, members: { ...members, InstanceFamilies } },
    },
    id: textOf('Name'),
  },
  actions: [
    formAction({
      name: 'update',
      title: 'Update Application…',
      group: 'change',
      progress: 'Updating…',
      form: {
        operation: 'UpdateApplication',
        submit: 'Update Application',
        hints: { order: order.slice(1, 5), hide: ['AttributesToDelete'], members },
        fixed: app => ({ Name: app.Name ?? '' }),
        clears: { LaunchParameters: 'LAUNCH_PARAMETERS', WorkingDirectory: 'WORKING_DIRECTORY' },
      },
    }),
    callAction({
      name: 'associate',
      title: 'Associate Fleet with Application…',
      group: 'associate',
      operations: ['AssociateApplicationFleet', 'DescribeFleets', 'DescribeApplicationFleetAssociations'],
      asks: [
        {
          member: 'FleetName',
          title: 'Elastic fleet',
          choices: elasticFleets,
          none: "This Region has no other Elastic fleet for the application's platform.",
        },
      ],
      progress: 'Associating…',
      proof: {
        isDone: ({ api, resource, signal }, { FleetName }) => isOffered(api, { Name: FleetName }, resource, signal),
      },
      touches: ['applicationFleet', 'fleetApplication'],
      input: ({ resource }, { FleetName }) => ({ ApplicationArn: resource.Arn, FleetName }),
    }),
    namedAction({
      name: 'delete',
      title: 'Delete Application…',
      group: 'delete',
      operations: ['DeleteApplication', 'DescribeApplicationFleetAssociations'],
      blockers: [
        {
          kind: 'applicationFleet',
          one: 'Fleet {0} is associated with the application. Disassociate it first.',
          many: 'Fleets {0} are associated with the application. Disassociate them first.',
          show: 'Show Fleet {0}',
          find: async ({ api, resource, signal }) =>
            (await associations(api, { ApplicationArn: resource.Arn }, signal)).flatMap(
              ({ FleetName }) => FleetName ?? [],
            ),
        },
      ],
      confirm: {
        verb: 'Delete',
        question: 'Delete application {0}?',
        questionAll: 'Delete {0} applications?',
        consequence: "The application is deleted. Its app block stays. This can't be undone.",
      },
      progress: 'Deleting…',
      proof: 'gone',
    }),
  ],
};

const refersTo = { FleetName: 'fleet', ApplicationArn: 'application' } as const;
const listing = list('DescribeApplicationFleetAssociations', out => out.ApplicationFleetAssociations);

/** A fleet that offers an application. Scope: ApplicationArn. */
export const applicationFleet: Kind<ApplicationFleetAssociation, 'applicationFleet'> = {
  name: 'applicationFleet',
  title: 'Fleet of the Application',
  plural: 'Elastic Fleets',
  none: 'No Elastic fleets',
  icon: 'server',
  list: listing,
  id: association => association.FleetName,
  refersTo,
  actions: [
    disassociate({
      question: 'Disassociate application {1} from fleet {0}?',
      questionAll: 'Disassociate {0} fleets from their applications?',
      names: ({ ApplicationArn }) => [nameIn(ApplicationArn)],
      palette: false,
    }),
  ],
};

/** An application that an Elastic fleet offers. Scope: FleetName. */
export const fleetApplication: Kind<ApplicationFleetAssociation, 'fleetApplication'> = {
  name: 'fleetApplication',
  title: 'Application of the Fleet',
  plural: 'Applications',
  none: 'No applications yet',
  icon: 'window',
  list: listing,
  compares: 'name',
  id: association => nameIn(association.ApplicationArn),
  refersTo,
  arn: association => association.ApplicationArn,
  actions: [
    disassociate({
      question: 'Disassociate application {0} from fleet {1}?',
      questionAll: 'Disassociate {0} applications from their fleets?',
      names: ({ FleetName }) => [FleetName],
    }),
  ],
};

function disassociate(
  own: Pick<Confirm<ApplicationFleetAssociation>, 'question' | 'questionAll' | 'names'> & Pick<Action, 'palette'>,
): Action<ApplicationFleetAssociation> {
  return disassociation({
    ...own,
    title: 'Disassociate Application from Fleet…',
    operation: 'DisassociateApplicationFleet',
    consequence: 'Users of the fleet no longer see the application.',
    touches: ['applicationFleet', 'fleetApplication'],
    input: ({ resource: { ApplicationArn, FleetName } }) => ({ ApplicationArn, FleetName }),
  });
}

/** The applications, by ARN, that an Elastic fleet can offer but doesn't yet. */
export async function applicationChoices({ api, resource, signal }: Target<Fleet>): Promise<Choice[]> {
  const [apps, offered] = await Promise.all([
    collect(api, 'DescribeApplications', {}, out => out.Applications, signal),
    associations(api, { FleetName: resource.Name }, signal),
  ]);
  return apps
    .filter(app => runsOn(app, resource) && !offered.some(({ ApplicationArn }) => ApplicationArn === app.Arn))
    .map(app => ({
      value: app.Arn ?? '',
      label: app.Name ?? '',
      ...(app.DisplayName && { description: app.DisplayName }),
    }));
}

async function elasticFleets({ api, resource, signal }: Target<Application>): Promise<Choice[]> {
  const [fleets, offering] = await Promise.all([
    collect(api, 'DescribeFleets', {}, out => out.Fleets, signal),
    associations(api, { ApplicationArn: resource.Arn }, signal),
  ]);
  return fleets
    .filter(fleet => fleet.FleetType === 'ELASTIC' && runsOn(resource, fleet))
    .filter(fleet => !offering.some(({ FleetName }) => FleetName === fleet.Name))
    .map(fleet => ({ value: fleet.Name ?? '', ...(fleet.State && { description: fleet.State }) }));
}

/** Whether an Elastic fleet offers an application. */
export async function isOffered(
  api: Api,
  { Name }: Partial<Fleet>,
  { Arn }: Partial<Application>,
  signal: AbortSignal,
): Promise<boolean> {
  return (await associations(api, { FleetName: Name }, signal)).some(({ ApplicationArn }) => ApplicationArn === Arn);
}

function associations(
  api: Api,
  input: { FleetName?: string | undefined; ApplicationArn?: string | undefined },
  signal: AbortSignal,
): Promise<ApplicationFleetAssociation[]> {
  return collect(api, 'DescribeApplicationFleetAssociations', input, out => out.ApplicationFleetAssociations, signal);
}

// An unknown platform counts as a match.
function runsOn({ Platforms }: Application, { Platform }: Fleet): boolean {
  return Platform === undefined || Platforms === undefined || Platforms.includes(Platform);
}

/** The name at the end of an ARN: `viewer` in `arn:…:application/viewer`. */
export function nameIn(arn: string | undefined): string | undefined {
  return arn?.split('/').at(-1);
}
