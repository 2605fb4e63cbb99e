// A small account in which plans run: fleets and builders that take their time, stacks, images and app blocks, with what they
// are associated with. Its explorers come and go, as windows do.
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

import { ApiError } from '../../src/api/core/errors';
import type { Operation } from '../../src/api/types';
import { deletionOf, unusedOf } from '../../src/explorer/plan/also';
import { findBlocked } from '../../src/explorer/plan/blocked';
import type { PlanStore } from '../../src/explorer/plan/planFiles';
import { planFiles } from '../../src/explorer/plan/planFiles';
import type { PlanLocksOptions } from '../../src/explorer/plan/planLocks';
import { createPlans } from '../../src/explorer/plan/plans';
import type { NewPlan, Plans } from '../../src/explorer/plan/plansTypes';
import { rolloutSteps, updatedFirst } from '../../src/explorer/plan/rollout';
import { stepsOf } from '../../src/explorer/plan/steps';
import { actionTab } from '../../src/explorer/show/stored';
import type { Values } from '../../src/forms/field';
import type { KindName } from '../../src/kinds/names';
import { actionOf } from './actionOf';
import type { UnderTest, UnderTestOptions } from './explorerUnderTest';
import { explorerUnderTest } from './explorerUnderTest';
import type { Script } from './scriptedApi';
import { nothingListed } from './scriptedApi';
import { unlockingPlan } from './unlockingPlan';

/** What an account has. A resource in a transient state settles after two looks. */
export interface Account {
  readonly fleets: Record<string, string>;
  readonly stacks: string[];
  /** Fleet and stack: `design/office`. */
  readonly associated: string[];
  readonly images: string[];
  /** The image of each fleet. A fleet with an image that begins with `bad` gets errors. One that begins with `rhel` has another platform. */
  readonly given: Record<string, string>;
  /** Other settings of fleets, which only a stopped fleet takes. */
  readonly settings: Record<string, Readonly<Record<string, string>>>;
  /** Image and account. */
  readonly shared: string[];
  readonly blocks: string[];
  readonly builders: Record<string, string>;
  /** Builder and app block. */
  readonly packed: string[];
}

const created = new Date('2026-01-05T08:00:00Z');

export function accountWith(some: Partial<Account>): Account {
  return structuredClone({
    ...{ fleets: {}, stacks: [], associated: [], images: [], given: {}, settings: {}, shared: [] },
    ...{ blocks: [], builders: {}, packed: [] },
    ...some,
  });
}

const platformOf = (image: string | undefined): string => (image?.startsWith('rhel') ? 'RHEL8' : 'WINDOWS_SERVER_2022');

const imageArn = (name: string): string => `arn:aws:appstream:eu-west-1:123456789012:image/${name}`;

export const refusal = (reason: ApiError['reason'], operation: string, code = 'X', retryable = false): ApiError =>
  new ApiError('No.', { reason, operation, code, retryable, nextStep: '' });

/** What AWS answers for an account. Changes go into `changes`, in their order. */
export function answersFor(account: Account, changes: string[]): Script {
  const looks = new Map<string, number>();
  const settle = (states: Record<string, string>): void => {
    for (const [name, state] of Object.entries(states)) {
      const to = { STOPPING: 'STOPPED', STARTING: 'RUNNING' }[state];
      const seen = (looks.get(name) ?? 0) + 1;
      looks.set(name, to ? seen : 0);
      if (to && seen > 2) states[name] = to;
    }
  };
  const remove = (from: string[], what: string, operation: string): void => {
    const at = from.indexOf(what);
    if (at < 0) throw refusal('notFound', operation);
    from.splice(at, 1);
  };
  const to =
    (states: Record<string, string>, state: string, from: string, operation: string) =>
    ({ Name }: Record<string, unknown>): object => {
      const name = String(Name);
      if (states[name] !== from) throw refusal('conflict', operation);
      states[name] = state;
      looks.set(name, 0);
      return {};
    };
  const named = (all: readonly string[], wanted: unknown): string[] =>
    all.filter(name => !Array.isArray(wanted) || wanted.includes(name));
  const listed = (states: Record<string, string>, wanted: unknown): object[] => {
    settle(states);
    return named(Object.keys(states), wanted).map(Name => ({ Name, State: states[Name], CreatedTime: created }));
  };
  /** How often a fleet is still to be seen without its instances, which are replaced. */
  const replacing = new Map<string, number>();
  const withImage = (fleet: object): object => {
    const { Name = '' } = fleet as { Name?: string };
    const image = account.given[Name];
    if (image === undefined) return fleet;
    const left = replacing.get(Name) ?? 0;
    replacing.set(Name, left - 1);
    const isBad = image.startsWith('bad');
    return {
      ...{ ...fleet, ImageName: image, ImageArn: imageArn(image), Platform: platformOf(image) },
      Arn: `arn:aws:appstream:eu-west-1:123456789012:fleet/${Name}`,
      ComputeCapacityStatus: { Desired: 2, Running: isBad || left > 0 ? 0 : 2 },
      ...(isBad && { FleetErrors: [{ ErrorCode: 'IMAGE_NOT_FOUND', ErrorMessage: 'No.' }] }),
    };
  };
  /** Images that are being made, and how often they are still to be seen so. */
  const building = new Map<string, number>();
  const stateOf = (image: string): string => {
    const left = building.get(image) ?? 0;
    if (left > 1) building.set(image, left - 1);
    else building.delete(image);
    return left ? 'PENDING' : 'AVAILABLE';
  };
  const withSettings = (fleet: object): object => ({ ...fleet, ...account.settings[(fleet as { Name: string }).Name] });
  const partners = (pairs: readonly string[], which: 0 | 1, of: unknown): string[] =>
    pairs.map(pair => pair.split('/')).flatMap(pair => (pair[which] === of ? (pair[1 - which] ?? []) : []));
  const arn = (name: string): string => `arn:aws:appstream:eu-west-1:123456789012:app-block/${name}`;
  const { fleets, stacks, associated, images, shared, blocks, builders, packed } = account;
  const script: Script = {
    ...nothingListed,
    DescribeFleets: ({ Names }) => ({ Fleets: listed(fleets, Names).map(withSettings).map(withImage) }),
    UpdateFleet({ Name, ImageName, AttributesToDelete: cleared = [], ...others }) {
      const name = String(Name);
      if (typeof ImageName === 'string') {
        const isOther = platformOf(ImageName) !== platformOf(account.given[name]);
        if (building.has(ImageName)) throw refusal('conflict', 'UpdateFleet');
        if (isOther && fleets[name] !== 'STOPPED') throw refusal('conflict', 'UpdateFleet');
        account.given[name] = ImageName;
        replacing.set(name, 2);
      } else {
        if (fleets[name] !== 'STOPPED') throw refusal('conflict', 'UpdateFleet');
        const { IamRoleArn, ...kept } = account.settings[name] ?? {};
        const role = (cleared as unknown[]).includes('IAM_ROLE_ARN') ? undefined : IamRoleArn;
        account.settings[name] = { ...kept, ...(role !== undefined && { IamRoleArn: role }), ...others };
      }
      return { Fleet: withImage({ Name }) };
    },
    DescribeStacks: ({ Names }) => ({ Stacks: named(stacks, Names).map(Name => ({ Name, CreatedTime: created })) }),
    ListAssociatedStacks: ({ FleetName }) => ({ Names: partners(associated, 0, FleetName) }),
    ListAssociatedFleets: ({ StackName }) => ({ Names: partners(associated, 1, StackName) }),
    StopFleet: to(fleets, 'STOPPING', 'RUNNING', 'StopFleet'),
    StartFleet: to(fleets, 'STARTING', 'STOPPED', 'StartFleet'),
    DisassociateFleet: ({ FleetName, StackName }) =>
      remove(associated, `${String(FleetName)}/${String(StackName)}`, 'DisassociateFleet'),
    AssociateFleet({ FleetName, StackName }) {
      if (partners(associated, 1, StackName).length) throw refusal('conflict', 'AssociateFleet');
      associated.push(`${String(FleetName)}/${String(StackName)}`);
    },
    DeleteFleet({ Name }) {
      const name = String(Name);
      if (fleets[name] !== 'STOPPED' || partners(associated, 0, name).length) throw refusal('conflict', 'DeleteFleet');
      delete fleets[name];
    },
    DeleteStack({ Name }) {
      if (partners(associated, 1, Name).length) throw refusal('conflict', 'DeleteStack');
      remove(stacks, String(Name), 'DeleteStack');
    },
    DescribeImages: ({ Arns }) => ({
      Images: named(images.map(imageArn), Arns).map(Arn => ({
        ...{ Name: Arn.split('/')[1], Arn, State: stateOf(Arn.split('/')[1] ?? ''), Visibility: 'PRIVATE' },
        ...{ CreatedTime: created, LatestAppstreamAgentVersion: 'FALSE' },
        Platform: platformOf(Arn.split('/')[1]),
      })),
    }),
    CreateUpdatedImage({ newImageName, dryRun }) {
      if (dryRun) return { canUpdateImage: true };
      const name = String(newImageName);
      if (images.includes(name)) throw refusal('conflict', 'CreateUpdatedImage');
      images.push(name);
      building.set(name, 3);
      return { image: { Name: name } };
    },
    DescribeImagePermissions: ({ Name }) => ({
      SharedImagePermissionsList: partners(shared, 0, Name).map(sharedAccountId => ({ sharedAccountId })),
    }),
    DeleteImagePermissions: ({ Name, SharedAccountId }) =>
      remove(shared, `${String(Name)}/${String(SharedAccountId)}`, 'DeleteImagePermissions'),
    DeleteImage({ Name }) {
      if (partners(shared, 0, Name).length) throw refusal('conflict', 'DeleteImage');
      remove(images, String(Name), 'DeleteImage');
      return { Image: { Name, State: 'DELETING' } };
    },
    DescribeAppBlocks: ({ Arns }) => ({
      AppBlocks: blocks
        .filter(name => !Array.isArray(Arns) || Arns.includes(arn(name)))
        .map(Name => ({ Name, Arn: arn(Name), State: 'ACTIVE', CreatedTime: created })),
    }),
    DescribeAppBlockBuilders: ({ Names }) => ({ AppBlockBuilders: listed(builders, Names) }),
    DescribeAppBlockBuilderAppBlockAssociations: ({ AppBlockArn, AppBlockBuilderName }) => ({
      AppBlockBuilderAppBlockAssociations: packed
        .map(pair => pair.split('/'))
        .map(([builder, block = '']) => ({ AppBlockBuilderName: builder, AppBlockArn: arn(block) }))
        .filter(one => AppBlockArn === undefined || one.AppBlockArn === AppBlockArn)
        .filter(one => AppBlockBuilderName === undefined || one.AppBlockBuilderName === AppBlockBuilderName),
    }),
    StopAppBlockBuilder: to(builders, 'STOPPING', 'RUNNING', 'StopAppBlockBuilder'),
    DisassociateAppBlockBuilderAppBlock: ({ AppBlockArn, AppBlockBuilderName }) =>
      remove(packed, `${String(AppBlockBuilderName)}/${String(AppBlockArn).split('/')[1] ?? ''}`, 'Disassociate'),
    DeleteAppBlock: ({ Name }) => remove(blocks, String(Name), 'DeleteAppBlock'),
    DeleteAppBlockBuilder({ Name }) {
      if (builders[String(Name)] !== 'STOPPED') throw refusal('conflict', 'DeleteAppBlockBuilder');
      delete builders[String(Name)];
    },
  };
  return Object.fromEntries(
    Object.entries(script).map(([operation, answer]) => [
      operation,
      (input: Record<string, unknown>, signal: AbortSignal | undefined) => {
        const answered = answer(input, signal) ?? {};
        if (!/^(Describe|List)/.test(operation)) changes.push(operation);
        return answered;
      },
    ]),
  );
}

/** A window with the plans of a folder. */
export interface PlanWindow extends UnderTest {
  readonly plans: Plans;
  readonly store: PlanStore;
  /** The plan that deletes a resource, with what only it uses. */
  readonly deletion: (kind: KindName, name: string) => Promise<NewPlan>;
  /** The plan that stops a fleet, updates it and starts it again. */
  readonly unlocking: (name: string, input: Values) => Promise<NewPlan>;
  /** The plan that gives an image to fleets, wave by wave. */
  readonly rollout: (
    image: string,
    waves: readonly (readonly string[])[],
    pauses?: boolean,
    /** The name of the updated image that is made first. */
    updated?: string,
  ) => Promise<NewPlan>;
}

export interface WindowOptions extends Pick<UnderTestOptions, 'identity' | 'mark' | 'fingerprint'> {
  readonly files?: Omit<PlanLocksOptions, 'folder'>;
  /** Milliseconds since the epoch, as the plans know it. */
  readonly now?: () => number;
  /** The clock that is never set, in milliseconds. */
  readonly steady?: () => number;
  /** Changes what AWS answers. */
  readonly over?: (script: Script) => Script;
}

/** A folder for the plans of a test. */
export function planFolder(): string {
  return fs.mkdtempSync(path.join(os.tmpdir(), 'plans-'));
}

/** Opens a window on an account. @param folder where plans are kept */
export function openWindow(
  account: Account,
  folder: string,
  changes: string[] = [],
  { files, now = Date.now, steady = now, over = script => script, ...options }: WindowOptions = {},
): PlanWindow {
  const setup = explorerUnderTest(over(answersFor(account, changes)), { schedule: 'atOnce', ...options });
  const store = planFiles({ folder, ...files });
  const { explorer } = setup;
  const schedule = (callback: () => void): (() => void) => {
    const timer = setTimeout(callback, 1);
    return () => clearTimeout(timer);
  };
  const plans = createPlans({ explorer, store, changed: () => undefined, schedule, now, steady });
  return {
    ...{ ...setup, plans, store },
    async unlocking(name, input) {
      const node = await setup.row('fleet', name);
      return unlockingPlan(node, input, await explorer.identify(node));
    },
    async rollout(image, waves, pauses = false, updated = '') {
      const node = await setup.row('image', image);
      const fleets = await Promise.all(waves.map(wave => Promise.all(wave.map(name => setup.row('fleet', name)))));
      const actor = await explorer.identify(node);
      const first = updated ? updatedFirst(node, updated) : undefined;
      const steps = [...(first?.steps ?? []), ...rolloutSteps(node, fleets, first?.given)];
      return { title: 'Roll Out', actor, steps, waves: { pauses, minutes: 60 } };
    },
    async deletion(kind, name) {
      const { signal } = new AbortController();
      const action = actionOf(kind, 'delete');
      const [group] = setup.group(kind).sections ?? [setup.group(kind)];
      assert.ok(group);
      const node = await setup.row(kind, name);
      const actor = await explorer.identify(node);
      const shown = { node, actor };
      const [blocked] = await findBlocked(explorer, action, [shown], signal);
      const found = blocked?.found ?? [];
      const unused = await unusedOf(explorer, shown, { found }, signal);
      const others = await Promise.all(unused.map(one => deletionOf(explorer, shown, one, signal)));
      return {
        title: actionTab(action, node),
        actor,
        steps: stepsOf(
          { node, action, found },
          others.filter(one => one !== undefined),
        ),
      };
    },
  };
}

/** Has a request never come back, as when the window ends meanwhile. @param isSent whether AWS carries it out */
export function hangingAt(script: Script, count: number, isSent: boolean, hangs: () => void): Script {
  let calls = 0;
  return Object.fromEntries(
    Object.entries(script).map(([operation, answer]) => [
      operation as Operation,
      (input: Record<string, unknown>, signal: AbortSignal | undefined) => {
        if ((calls += 1) < count) return answer(input, signal);
        if (calls === count && isSent) answer(input, signal);
        hangs();
        return new Promise(() => undefined);
      },
    ]),
  );
}
