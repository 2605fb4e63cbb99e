// Made again with what is desired of it, a resource is what it was: everything of the demo company, and whatever forms make.
import * as assert from 'node:assert/strict';

import * as fc from 'fast-check';

import type { ActingApi } from '../../src/api/types';
import { inputText } from '../../src/explorer/config/inputText';
import { choicesOf, desiredOf } from '../../src/explorer/forms/desired';
import { requestOf } from '../../src/explorer/forms/pageForm';
import type { Values } from '../../src/forms/field';
import { inputFrom } from '../../src/forms/values';
import { kindNamed, kinds, rootKinds } from '../../src/kinds/all';
import type { Kind } from '../../src/kinds/kind';
import type { Scope } from '../../src/kinds/listing';
import type { KindName } from '../../src/kinds/names';
import { sandboxAccounts } from '../../src/simulator/base/accounts';
import { createAgenda } from '../../src/simulator/base/agenda';
import type { Store } from '../../src/simulator/base/store';
import type { World } from '../../src/simulator/base/world';
import { createWorld } from '../../src/simulator/base/world';
import { seedStoreWith } from '../../src/simulator/seed/seedStore';
import { perform } from '../../src/simulator/server/operations';
import { changed } from './aroundField';
import { formsOfKinds, opened } from './formCases';
import { createAsk, isRefusal, worldOfOne } from './formWorld';
import { elasticFleetInput, fleetInput } from './simulatorFixture';

const seed = Number(process.env['SEED'] ?? 20_261_129);
const numRuns = Number(process.env['RUNS'] ?? 200);
const regions = ['eu-west-1', 'us-east-1'];
const { signal } = new AbortController();

/** The members that say how a resource is now, not how it was made. */
const volatile: Readonly<Partial<Record<KindName, readonly string[]>>> = {
  fleet: ['State', 'FleetErrors'],
  stack: ['StackErrors', 'FleetName'],
  imageBuilder: [
    ...['State', 'StateChangeReason', 'ImageBuilderErrors', 'NetworkAccessConfiguration'],
    ...['AppstreamAgentVersion', 'LatestAppstreamAgentVersion'],
  ],
  appBlock: ['State', 'AppBlockErrors'],
  appBlockBuilder: ['State', 'StateChangeReason', 'AppBlockBuilderErrors'],
  user: ['Enabled', 'Status'],
  entitlement: ['LastModifiedTime'],
  theme: ['State', 'ThemeOrganizationLogoURL', 'ThemeFaviconURL'],
  usageReport: ['LastGeneratedReportDate', 'SubscriptionErrors'],
};

const picture = { S3Bucket: 'brand', S3Key: 'logo.png' };
/** What no answer has, by its path. */
const secrets: Readonly<Record<string, (input: Values) => Values>> = {
  OrganizationLogoS3Location: input => ({ ...input, OrganizationLogoS3Location: picture }),
  FaviconS3Location: input => ({ ...input, FaviconS3Location: picture }),
  'ServiceAccountCredentials.AccountPassword': input => ({
    ...input,
    ServiceAccountCredentials: { ...(input['ServiceAccountCredentials'] as Values), AccountPassword: 'secret' },
  }),
};

/** An account in a Region, and how to ask it. */
interface Place {
  readonly store: Store;
  readonly api: ActingApi;
}

function placeIn(world: World, accountId: string, region: string): Place {
  const call = (operation: string, input: object): Record<string, unknown> => {
    try {
      return perform(operation, JSON.parse(JSON.stringify(input)), { accountId, region }, world);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      const reason = /NotFound/.test(error.type) ? 'notFound' : 'other';
      throw Object.assign(new Error(`${operation}: ${error.message}`), { name: 'ApiError', reason });
    }
  };
  const api = {
    call: (operation: string, input: object) => new Promise(resolve => resolve(call(operation, input))),
    async *pages(operation: string, input: object) {
      let NextToken: unknown;
      do {
        const page = await Promise.resolve(call(operation, { ...input, NextToken }));
        yield page;
        ({ NextToken } = page);
      } while (NextToken !== undefined);
    },
  };
  return { store: world.store(accountId, region), api: api as unknown as ActingApi };
}

async function all(kind: Kind, { api }: Place, scope: Scope): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const page of kind.list.pages(api, scope, signal)) found.push(...page);
  return found;
}

/** Takes a resource out of the account, with nothing of what deleting it asks for and takes with it. */
function takeOut(kind: Kind, resource: unknown, scope: Scope, { store }: Place): void {
  const one = resource as Record<string, string>;
  const { StackName = '', ResourceArn = '' } = scope;
  const maps: Readonly<Partial<Record<KindName, [Map<string, unknown>, (key: string) => boolean]>>> = {
    fleet: [store.fleets, key => key === one['Name']],
    stack: [store.stacks, key => key === one['Name']],
    imageBuilder: [store.imageBuilders, key => key === one['Name']],
    application: [store.applications, key => key === one['Name']],
    appBlock: [store.appBlocks, key => key === one['Name']],
    appBlockBuilder: [store.appBlockBuilders, key => key === one['Name']],
    directoryConfig: [store.directoryConfigs, key => key === one['DirectoryName']],
    user: [store.users, key => key.endsWith(`/${one['UserName']}`)],
    entitlement: [
      store.entitlements,
      key => store.entitlements.get(key)?.Name === one['Name'] && store.entitlements.get(key)?.StackName === StackName,
    ],
    theme: [store.themes, key => key === StackName],
    tag: [store.tags.get(ResourceArn) ?? new Map<string, unknown>(), key => key === one['Key']],
  };
  if (kind.name === 'usageReport') {
    store.usageReportSubscription = undefined;
    return;
  }
  const [map, is] = maps[kind.name] ?? assert.fail(`Say in this file where ${kind.plural} are kept`);
  const keys = [...map.keys()].filter(is);
  assert.equal(keys.length, 1, `one ${kind.name} is taken out`);
  for (const key of keys) map.delete(key);
}

function lasting({ name }: Kind, resource: unknown): Values {
  const left = new Set(['CreatedTime', ...(volatile[name] ?? [])]);
  const { ComputeCapacityStatus: status, ...rest } = JSON.parse(JSON.stringify(resource)) as Record<string, Values>;
  const capacity = status?.['DesiredUserSessions'] ?? status?.['Desired'];
  return { ...Object.fromEntries(Object.entries(rest).filter(([member]) => !left.has(member))), capacity };
}

/** Makes a resource again, once with all that is desired and once with what somebody chose. */
async function remake(kind: Kind, resource: unknown, scope: Scope, place: Place): Promise<void> {
  const desired = desiredOf(kind, resource, scope) ?? assert.fail(`nothing makes ${kind.name} again`);
  const whole = desired.lacks.reduce(
    (input, lack) => (secrets[lack] ?? assert.fail(`${kind.name} lacks ${lack}`))(input),
    desired.input,
  );
  const chosen = choicesOf(kind, whole);
  const was = lasting(kind, resource);
  let now = resource;
  for (const input of [whole, chosen]) {
    takeOut(kind, now, scope, place);
    await place.api.call(desired.operation, input, signal);
    const id = kind.id(resource);
    now = (await all(kind, place, scope)).find(other => kind.id(other) === id);
    assert.deepEqual(lasting(kind, now), was, JSON.stringify(input));
    assert.deepEqual(desiredOf(kind, now, scope), desired, 'and the same is desired of it');
  }
  assert.ok(Object.keys(chosen).length <= Object.keys(whole).length);
  if (kind.compares) {
    const text = inputText(kind, resource as object, { scope });
    const read = inputText(kind, JSON.parse(text) as object, { scope });
    assert.equal(read, text, 'a saved file is compared as what it was saved from');
  }
}

/** The kinds of the demo company that were made again, with how many of each. */
const made = new Map<KindName, number>();

async function remakeAll(kind: Kind, scope: Scope, place: Place): Promise<void> {
  for (const resource of await all(kind, place, scope)) {
    for (const child of kind.children ?? []) {
      const within = child.scope(resource);
      const of = kindNamed(child.kind);
      if (within && of.create) await remakeAll(of, within, place);
    }
    if (!kind.create || !desiredOf(kind, resource, scope)) continue;
    await remake(kind, resource, scope, place);
    made.set(kind.name, (made.get(kind.name) ?? 0) + 1);
  }
}

describe(`What is made again is what it was (seed ${seed})`, () => {
  const time = Date.UTC(2026, 10, 24, 9);
  for (const { name, accountId } of sandboxAccounts) {
    for (const region of regions) {
      it(`in the demo company's ${name} in ${region}`, async () => {
        const agenda = createAgenda(() => time, 1);
        const world = createWorld(agenda, Buffer.from('secret'), seedStoreWith('demo'));
        const place = placeIn(world, accountId, region);
        const before = [...made.values()].reduce((sum, count) => sum + count, 0);
        for (const kind of rootKinds) await remakeAll(kind, {}, place);
        const after = [...made.values()].reduce((sum, count) => sum + count, 0);
        assert.ok(after > before, 'there is something');
      });
    }
  }

  it('for each kind that somebody can make, but images', () => {
    const makeable = kinds.filter(({ create, name }) => create && name !== 'image').map(({ name }) => name);
    assert.deepEqual([...made.keys()].sort(), [...makeable].sort());
  });

  const least: readonly { readonly kind: KindName; readonly asks: Values }[] = [
    { kind: 'fleet', asks: { ...fleetInput, ImageName: 'mine' } },
    { kind: 'fleet', asks: elasticFleetInput },
    { kind: 'stack', asks: { Name: 'new' } },
    { kind: 'imageBuilder', asks: { Name: 'new', InstanceType: 'stream.standard.medium', ImageName: 'mine' } },
    {
      kind: 'appBlock',
      asks: {
        Name: 'new',
        SourceS3Location: picture,
        SetupScriptDetails: { ScriptS3Location: picture, ExecutablePath: 'setup.ps1', TimeoutInSeconds: 60 },
      },
    },
    {
      kind: 'appBlockBuilder',
      asks: {
        Name: 'new',
        Platform: 'WINDOWS_SERVER_2019',
        InstanceType: 'stream.standard.medium',
        VpcConfig: { SubnetIds: ['subnet-1', 'subnet-2'] },
      },
    },
  ];
  for (const { kind: name, asks } of least) {
    it(`and what AWS has filled in for ${name} ${JSON.stringify(asks['Name'])} is told from what was asked for`, async () => {
      const place = placeIn(worldOfOne(), '123456789012', 'eu-west-1');
      const kind = kindNamed(name);
      await place.api.call(kind.create?.form.operation ?? assert.fail(), asks, signal);
      const one = (await all(kind, place, {})).find(other => kind.id(other) === asks['Name']);
      const desired = desiredOf(kind, one, {}) ?? assert.fail();
      assert.deepEqual(choicesOf(kind, desired.input), asks);
      assert.ok(
        kind.create?.defaults && Object.keys(desired.input).length > Object.keys(asks).length,
        'AWS has filled in more',
      );
    });
  }

  const forms = formsOfKinds();
  for (const kind of kinds.filter(({ create, name }) => create && !create.confirm && name !== 'image')) {
    it(`for whatever the form of a new ${kind.title} makes`, async () => {
      const name = `${kind.name}.create`;
      const places = opened(name, forms.get(name) ?? assert.fail(name), createAsk());
      const entered = fc.nat({ max: places.length - 1 }).chain(at => {
        const { page, values } = places[at] ?? assert.fail();
        return changed(page.fields, values).map(values => ({ at, values }));
      });
      let remade = 0;
      await fc.assert(
        fc.asyncProperty(entered, async ({ at, values }) => {
          const { form, page, whole } = places[at] ?? assert.fail();
          const request = requestOf(form, page, inputFrom(page.fields, values));
          if (!('input' in request)) return;
          const input = whole(request.input);
          const world = worldOfOne();
          const place = placeIn(world, '123456789012', 'eu-west-1');
          const scope = scopeOf(input);
          const ids = (await all(kind, place, scope)).map(other => kind.id(other));
          const accepted = await place.api.call(form.operation, input as never, signal).then(
            () => true,
            () => false,
          );
          if (!accepted) return;
          for (const one of await all(kind, place, scope)) {
            if (ids.includes(kind.id(one))) continue;
            if (!desiredOf(kind, one, scope)) continue;
            await remake(kind, one, scope, place);
            remade++;
          }
        }),
        { seed, numRuns },
      );
      assert.ok(remade >= numRuns / 20, `${remade} of ${numRuns}`);
    });
  }
});

/** The list in which something of that input is. */
function scopeOf({ StackName, ResourceArn }: Values): Scope {
  return {
    ...(typeof StackName === 'string' && { StackName }),
    ...(typeof ResourceArn === 'string' && { ResourceArn }),
  };
}
