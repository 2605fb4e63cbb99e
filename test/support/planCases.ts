// All plans: how each is made, its steps, what it sends, and what is left. Each test of a fault runs over this table.
import { inOrderSteps, type Turn } from '../../src/explorer/plan/inOrder';
import { movingOf, movingSteps } from '../../src/explorer/plan/moving';
import type { NewPlan } from '../../src/explorer/plan/plansTypes';
import { stepOf } from '../../src/explorer/plan/steps';
import type { Values } from '../../src/forms/field';
import type { KindName } from '../../src/kinds/names';
import { actionOf } from './actionOf';
import type { Uninterrupted } from './interrupting';
import type { Account, PlanWindow } from './planWorld';

/** A plan and what it does. */
export interface PlanCase extends Uninterrupted {
  readonly plan: string;
  readonly steps: readonly string[];
  /** What taking it back sends when it is done; absent if it can't be taken back. */
  readonly back?: readonly string[];
}

export const fleetAndStack: Partial<Account> = {
  fleets: { design: 'RUNNING', other: 'RUNNING' },
  stacks: ['office', 'lab'],
  associated: ['design/office', 'other/lab'],
};

const deleting =
  (kind: KindName, name: string) =>
  ({ deletion }: PlanWindow): Promise<NewPlan> =>
    deletion(kind, name);

/** The plans that delete. */
export const deletions: readonly PlanCase[] = [
  {
    plan: 'to delete a running fleet and the stack that only it serves',
    ...{ make: deleting('fleet', 'design'), given: fleetAndStack },
    steps: [
      'Stop Fleet: design',
      'Disassociate Stack from Fleet: design, office',
      'Delete Fleet: design',
      'Delete Stack: office',
    ],
    changes: ['StopFleet', 'DisassociateFleet', 'DeleteFleet', 'DeleteStack'],
    left: { fleets: { other: 'RUNNING' }, stacks: ['lab'], associated: ['other/lab'] },
  },
  {
    plan: 'to delete a stack and the running fleet that serves only it',
    ...{ make: deleting('stack', 'office'), given: fleetAndStack },
    steps: [
      'Disassociate Fleet from Stack: office, design',
      'Delete Stack: office',
      'Stop Fleet: design',
      'Delete Fleet: design',
    ],
    changes: ['DisassociateFleet', 'DeleteStack', 'StopFleet', 'DeleteFleet'],
    left: { fleets: { other: 'RUNNING' }, stacks: ['lab'], associated: ['other/lab'] },
  },
  {
    plan: 'to delete a fleet whose stack has another fleet, too',
    make: deleting('fleet', 'design'),
    given: { ...fleetAndStack, associated: ['design/office', 'other/office'] },
    steps: ['Stop Fleet: design', 'Disassociate Stack from Fleet: design, office', 'Delete Fleet: design'],
    changes: ['StopFleet', 'DisassociateFleet', 'DeleteFleet'],
    left: { fleets: { other: 'RUNNING' }, stacks: ['office', 'lab'], associated: ['other/office'] },
  },
  {
    plan: 'to delete an image that is shared with two accounts',
    make: deleting('image', 'cad'),
    given: { images: ['cad', 'gis'], shared: ['cad/111111111111', 'cad/222222222222', 'gis/111111111111'] },
    steps: [
      'Stop Sharing with Account: cad, 111111111111',
      'Stop Sharing with Account: cad, 222222222222',
      'Delete Image: cad',
    ],
    changes: ['DeleteImagePermissions', 'DeleteImagePermissions', 'DeleteImage'],
    left: { images: ['gis'], shared: ['gis/111111111111'] },
  },
  {
    plan: 'to delete an app block and the running builder that only packages it',
    make: deleting('appBlock', 'maps'),
    given: { blocks: ['maps', 'mail'], builders: { packer: 'RUNNING' }, packed: ['packer/maps'] },
    steps: [
      'Disassociate App Block: maps, packer',
      'Delete App Block: maps',
      'Stop App Block Builder: packer',
      'Delete App Block Builder: packer',
    ],
    changes: ['DisassociateAppBlockBuilderAppBlock', 'DeleteAppBlock', 'StopAppBlockBuilder', 'DeleteAppBlockBuilder'],
    left: { blocks: ['mail'] },
  },
];

/** Makes the plan that starts or stops things in order. @param names kind and name of each */
export const turning =
  (turn: Turn, ...names: readonly (readonly [KindName, string])[]) =>
  async ({ row, explorer }: PlanWindow): Promise<NewPlan> => {
    const nodes = await Promise.all(names.map(([kind, name]) => row(kind, name)));
    const [first] = nodes;
    if (!first) throw new Error('It needs a thing');
    return { title: 'In Order', actor: await explorer.identify(first), steps: inOrderSteps(nodes, turn) };
  };

/** Makes the plan that moves a stack. @param starts whether it starts the new fleet first */
export const moving =
  (stack: string, fleet: string, starts: boolean) =>
  async ({ row, explorer }: PlanWindow): Promise<NewPlan> => {
    const node = await row('stack', stack);
    const actor = await explorer.identify(node);
    const { from, to } = await movingOf(explorer, { node, actor }, new AbortController().signal);
    const destination = to.find(one => one.node.resourceKind.id(one.node.resource) === fleet);
    if (!destination) throw new Error(`No fleet ${fleet}`);
    return { title: 'Move Stack', actor, steps: movingSteps(node, from, destination.node, starts) };
  };

const role = 'arn:aws:iam::123456789012:role/desk';
const withRole: Partial<Account> = {
  fleets: { dev: 'RUNNING', other: 'RUNNING' },
  settings: { dev: { InstanceType: 'small', IamRoleArn: role } },
};
const unlockingSteps = ['Stop Fleet: dev', 'Update Fleet: dev', 'Start Fleet: dev'];
const unlockingChanges = ['StopFleet', 'UpdateFleet', 'StartFleet'];

const unlocking = (what: string, input: Values, dev: Record<string, string>, back?: readonly string[]): PlanCase => ({
  plan: `to stop, update and start again a fleet: an update that ${what}`,
  given: withRole,
  make: window => window.unlocking('dev', input),
  steps: unlockingSteps,
  changes: unlockingChanges,
  left: { ...withRole, settings: { dev } },
  ...(back && { back }),
});

const forRollout: Partial<Account> = {
  fleets: { cad: 'RUNNING', gis: 'RUNNING', lab: 'STOPPED' },
  images: ['new', 'bad'],
  given: { cad: 'old', gis: 'old', lab: 'older' },
};

/** All plans. */
export const planCases: readonly PlanCase[] = [
  ...deletions,
  {
    plan: 'to start a new fleet',
    given: { fleets: { design: 'STOPPED' } },
    async make({ row, explorer }) {
      const node = await row('fleet', 'design');
      const actor = await explorer.identify(node);
      return { title: 'Start Fleet: design', actor, steps: [stepOf(node, actionOf('fleet', 'start'))] };
    },
    steps: ['Start Fleet: design'],
    changes: ['StartFleet'],
    left: { fleets: { design: 'RUNNING' } },
    back: ['StopFleet'],
  },
  {
    plan: 'to stop two fleets and a builder in order',
    given: { fleets: { design: 'RUNNING', other: 'RUNNING' }, builders: { packer: 'RUNNING' } },
    make: turning('stop', ['fleet', 'other'], ['appBlockBuilder', 'packer'], ['fleet', 'design']),
    steps: ['Stop Fleet: other', 'Stop App Block Builder: packer', 'Stop Fleet: design'],
    changes: ['StopFleet', 'StopAppBlockBuilder', 'StopFleet'],
    left: { fleets: { design: 'STOPPED', other: 'STOPPED' }, builders: { packer: 'STOPPED' } },
  },
  {
    plan: 'to start two fleets in order',
    given: { fleets: { design: 'STOPPED', other: 'STOPPED' } },
    make: turning('start', ['fleet', 'other'], ['fleet', 'design']),
    steps: ['Start Fleet: other', 'Start Fleet: design'],
    changes: ['StartFleet', 'StartFleet'],
    left: { fleets: { design: 'RUNNING', other: 'RUNNING' } },
    back: ['StopFleet', 'StopFleet'],
  },
  {
    plan: 'to move a stack to a fleet that runs',
    given: fleetAndStack,
    make: moving('office', 'other', false),
    steps: ['Disassociate Fleet from Stack: office, design', 'Associate Fleet with Stack: office, other'],
    changes: ['DisassociateFleet', 'AssociateFleet'],
    left: { ...fleetAndStack, associated: ['other/lab', 'other/office'] },
    back: ['DisassociateFleet', 'AssociateFleet'],
  },
  {
    plan: 'to move a stack to a fleet that it starts first',
    given: { ...fleetAndStack, fleets: { design: 'RUNNING', other: 'STOPPED' } },
    make: moving('office', 'other', true),
    steps: [
      'Start Fleet: other',
      'Disassociate Fleet from Stack: office, design',
      'Associate Fleet with Stack: office, other',
    ],
    changes: ['StartFleet', 'DisassociateFleet', 'AssociateFleet'],
    left: { ...fleetAndStack, associated: ['other/lab', 'other/office'] },
    back: ['DisassociateFleet', 'AssociateFleet', 'StopFleet'],
  },
  unlocking(
    'changes a setting',
    { InstanceType: 'large' },
    { InstanceType: 'large', IamRoleArn: role },
    unlockingChanges,
  ),
  unlocking('clears a setting', { AttributesToDelete: ['IAM_ROLE_ARN'] }, { InstanceType: 'small' }, unlockingChanges),
  unlocking(
    'sets what was empty',
    { Description: 'CAD', InstanceType: 'large' },
    { InstanceType: 'large', IamRoleArn: role, Description: 'CAD' },
  ),
  {
    plan: 'to roll out an image in two waves',
    given: forRollout,
    make: ({ rollout }) => rollout('new', [['cad'], ['gis', 'lab']]),
    steps: ['Update Fleet: cad', 'Update Fleet: gis', 'Update Fleet: lab'],
    changes: ['UpdateFleet', 'UpdateFleet', 'UpdateFleet'],
    left: { ...forRollout, given: { cad: 'new', gis: 'new', lab: 'new' } },
    back: ['UpdateFleet', 'UpdateFleet', 'UpdateFleet'],
  },
];
