// What the explorer does, each with the operation that a fault is put into. They are done in the demo company's account.
import * as assert from 'node:assert/strict';

import type { Operation } from '../../src/api/appstream/types';
import { followPlan } from '../../src/explorer/acting/plan';
import type { ResourceNode } from '../../src/explorer/tree/node';
import { arnAccountOf } from '../../src/explorer/tree/node';
import { isSettling } from '../../src/explorer/tree/presence';
import type { Values } from '../../src/forms/field';
import type { Answers } from '../../src/kinds/kind';
import type { Thing } from './cell';

const { signal } = new AbortController();

/** Opens a list that is not open yet. */
function expand(operation: Operation, kind: string, section?: string): Thing {
  return {
    says: `expand ${section ?? 'the'} ${kind} list`,
    operation,
    async prepare(desk) {
      if (kind !== 'stack') await desk.open('stack');
      return () => desk.load(desk.group(kind, section));
    },
  };
}

/** Opens a list below a resource. */
function expandBelow(operation: Operation, [kind, name, section]: Of, child: string): Thing {
  return {
    says: `expand the ${child} list of ${kind} ${name}`,
    operation,
    async prepare(desk) {
      const node = desk.node(await desk.open(kind, section), name);
      return () => desk.load(node.groups.find(({ of }) => of.name === child) ?? assert.fail(child));
    },
  };
}

/** A kind's list, the resource in it, and the list's section. */
type Of = readonly [kind: string, name: string, section?: string];

/** Does an action of a resource. The lists of fleets and stacks are open beside. */
function act(
  operation: Operation,
  [kind, name, section]: Of,
  action: string,
  answers?: Answers,
  input?: Values | ((node: ResourceNode) => Values),
): Thing {
  return {
    says: `${action} ${kind} ${name}`,
    operation,
    async prepare(desk) {
      await Promise.all([desk.open('fleet'), desk.open('stack')]);
      const node = desk.node(await desk.open(kind, section), name);
      return () => desk.act(node, action, answers, typeof input === 'function' ? input(node) : input);
    },
  };
}

/** The same for a resource in a list below another. */
function actBelow(
  operation: Operation,
  [kind, above]: Of,
  child: string,
  name: string,
  action: string,
  answers?: Answers,
): Thing {
  return {
    says: `${action} ${child} ${name} of ${kind} ${above}`,
    operation,
    async prepare(desk) {
      const list = await desk.below(desk.node(await desk.open(kind), above), child);
      const node = desk.node(list, name);
      return async () => {
        const { url } = await desk.act(node, action, answers);
        if (url) assert.match(url.url, /^http:\/\/127\.0\.0\.1:\d+\/authenticate\?/);
      };
    },
  };
}

function create(operation: Operation, kind: string, input: Values): Thing {
  return {
    says: `create ${kind}`,
    operation,
    async prepare(desk) {
      await Promise.all([desk.open('fleet'), desk.open('stack')]);
      const list = await desk.open(kind);
      return () => desk.create(list, input);
    },
  };
}

function createBelow(
  operation: Operation,
  [kind, above]: Of,
  child: string,
  input: Values | ((node: ResourceNode) => Values),
): Thing {
  return {
    says: `create ${child} at ${kind} ${above}`,
    operation,
    async prepare(desk) {
      const node = desk.node(await desk.open(kind), above);
      const list = await desk.below(node, child);
      return () => desk.create(list, typeof input === 'function' ? input(node) : input);
    },
  };
}

/** Follows what was begun before anything went wrong. */
function follow(operation: Operation, [kind, name, section]: Of, action: string): Thing {
  return {
    says: `follow ${kind} ${name} after ${action}`,
    operation,
    follows: true,
    async prepare(desk) {
      const node = desk.node(await desk.open(kind, section), name);
      await desk.act(node, action);
      return () => desk.until(() => desk.struck() >= 3 || (desk.struck() > 0 && (node.gone || !isSettling(node))));
    },
  };
}

/** Stops, updates and starts a fleet again. */
function plan(operation: Operation): Thing {
  return {
    says: `stop, update and start a fleet again, with a fault in ${operation}`,
    operation,
    async prepare(desk) {
      const node = desk.node(await desk.open('fleet'), 'office-desktops');
      const [stop, start, update] = ['stop', 'start', 'update'].map(
        name => node.of.actions.find(one => one.name === name) ?? assert.fail(name),
      );
      if (!stop || !start || !update) assert.fail();
      const actor = await desk.explorer.identify(node);
      const input = { InstanceType: 'stream.standard.xlarge' };
      return () =>
        followPlan(
          desk.explorer,
          { node, actor },
          { stop, update, start, question: '' },
          input,
          signal,
          () => undefined,
        );
    },
  };
}

const stopped: Of = ['fleet', 'finance-desktops'];
const running: Of = ['fleet', 'office-desktops'];
const role = (node: ResourceNode): string => `arn:aws:iam::${arnAccountOf(node)}:role/export`;

/** All that is done. */
export const things: readonly Thing[] = [
  expand('DescribeFleets', 'fleet'),
  expand('DescribeStacks', 'stack'),
  expand('DescribeImages', 'image', 'private'),
  expand('DescribeImageBuilders', 'imageBuilder'),
  expand('DescribeApplications', 'application'),
  expand('DescribeAppBlocks', 'appBlock'),
  expand('DescribeAppBlockBuilders', 'appBlockBuilder'),
  expand('DescribeUsers', 'user'),
  expand('DescribeDirectoryConfigs', 'directoryConfig'),
  expandBelow('ListAssociatedFleets', ['stack', 'cad'], 'associatedFleet'),
  expandBelow('ListAssociatedStacks', ['fleet', 'cad-workstations'], 'associatedStack'),
  expandBelow('DescribeSessions', ['fleet', 'cad-workstations'], 'session'),
  expandBelow('ListTagsForResource', ['fleet', 'cad-workstations'], 'tag'),
  expandBelow('DescribeUserStackAssociations', ['stack', 'training'], 'stackUser'),
  expandBelow('DescribeEntitlements', ['stack', 'cad'], 'entitlement'),
  expandBelow('DescribeThemeForStack', ['stack', 'office'], 'theme'),
  expandBelow('DescribeImagePermissions', ['image', 'hb-cad-2026-10', 'private'], 'imagePermission'),
  {
    says: 'load more fleets',
    operation: 'DescribeFleets',
    seed: 120,
    portion: 40,
    async prepare(desk) {
      const fleets = await desk.open('fleet');
      return () => desk.explorer.loadMore(fleets);
    },
  },
  {
    says: 'refresh a list',
    operation: 'DescribeStacks',
    async prepare(desk) {
      const stacks = await desk.open('stack');
      return () => desk.explorer.refresh(stacks);
    },
  },
  {
    says: 'refresh a fleet',
    operation: 'DescribeFleets',
    async prepare(desk) {
      const node = desk.node(await desk.open('fleet'), 'training-lab');
      return () => desk.explorer.refresh(node);
    },
  },
  follow('DescribeFleets', stopped, 'start'),
  follow('DescribeFleets', running, 'stop'),
  follow('DescribeImageBuilders', ['imageBuilder', 'finance-builder'], 'start'),
  follow('DescribeImageBuilders', ['imageBuilder', 'finance-builder'], 'delete'),

  act('StartFleet', stopped, 'start'),
  act('StopFleet', running, 'stop'),
  act('UpdateFleet', stopped, 'update', {}, { DisplayName: 'Changed' }),
  act('UpdateStack', ['stack', 'archive-2024'], 'update', {}, { DisplayName: 'Changed' }),
  plan('StopFleet'),
  plan('UpdateFleet'),
  plan('StartFleet'),
  act('StartImageBuilder', ['imageBuilder', 'finance-builder'], 'start'),
  act('StopImageBuilder', ['imageBuilder', 'office-builder'], 'stop'),
  act('StartAppBlockBuilder', ['appBlockBuilder', 'site-packager'], 'start'),
  create('CreateStack', 'stack', { Name: 'new' }),
  create('CreateFleet', 'fleet', {
    Name: 'new',
    InstanceType: 'stream.standard.medium',
    ImageName: 'hb-office-2026-09',
    ComputeCapacity: { DesiredInstances: 1 },
  }),
  create('CreateImageBuilder', 'imageBuilder', {
    Name: 'new',
    InstanceType: 'stream.standard.medium',
    ImageName: 'hb-office-2026-09',
  }),
  create('CreateUser', 'user', { UserName: 'new@example.com' }),
  createBelow('TagResource', stopped, 'tag', node => ({
    ResourceArn: node.of.arn?.(node.resource) ?? '',
    Tags: { New: 'yes' },
  })),
  act('DeleteStack', ['stack', 'archive-2024'], 'delete'),
  act('DeleteFleet', ['fleet', 'field-survey'], 'delete'),
  act('DeleteImageBuilder', ['imageBuilder', 'finance-builder'], 'delete'),
  act('DeleteImage', ['image', 'hb-gis-2026-07', 'private'], 'delete'),
  act('DeleteUser', ['user', 'intern@haldenbrook.example'], 'delete'),
  act('DisableUser', ['user', 'intern@haldenbrook.example'], 'disable'),
  { ...act('CreateUser', ['user', 'intern@haldenbrook.example'], 'resend'), unseen: true },
  act('AssociateFleet', ['fleet', 'field-survey'], 'associate', { StackName: 'archive-2024' }),
  act('DisassociateFleet', stopped, 'disassociate', { StackName: 'finance' }),
  actBelow('DisassociateFleet', stopped, 'associatedStack', 'finance', 'disassociate'),
  act('BatchAssociateUserStack', ['user', 'intern@haldenbrook.example'], 'associate', {
    'UserStackAssociations.StackName': 'cad\noffice',
    'UserStackAssociations.SendEmailNotification': 'true',
  }),
  actBelow(
    'BatchDisassociateUserStack',
    ['stack', 'training'],
    'stackUser',
    'trainer@haldenbrook.example',
    'disassociate',
  ),
  actBelow('UntagResource', ['fleet', 'cad-workstations'], 'tag', 'Department', 'remove'),
  actBelow('CreateStreamingURL', ['stack', 'cad'], 'associatedFleet', 'cad-workstations', 'stream', { UserId: 'ada' }),
  actBelow('ExpireSession', running, 'session', 'reception', 'expire'),
  act(
    'CopyImage',
    ['image', 'hb-office-2026-09', 'private'],
    'copy',
    {},
    { DestinationRegion: 'eu-west-1', DestinationImageName: 'copied' },
  ),
  act('CreateExportImageTask', ['image', 'hb-office-2026-09', 'private'], 'export', {}, node => ({
    AmiName: 'exported',
    IamRoleArn: role(node),
  })),
  act(
    'UpdateImagePermissions',
    ['image', 'hb-office-2026-09', 'private'],
    'share',
    {},
    {
      SharedAccountId: '210987654321',
      ImagePermissions: { allowFleet: true, allowImageBuilder: false },
    },
  ),
];
