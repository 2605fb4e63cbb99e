// What has no name can't be asked for: a request for no name would be refused for all, or be answered with all there are.
import * as assert from 'node:assert/strict';

import { ApiError } from '../../../src/api/core/errors';
import { kindNamed, kinds } from '../../../src/kinds/all';
import { nodeOf } from '../../support/nodes';
import type { Script } from '../../support/scriptedApi';
import { scriptedApi } from '../../support/scriptedApi';

const { signal } = new AbortController();

/** Answers whatever is asked with nothing. */
const nothing = new Proxy<Script>({}, { get: () => () => ({}) });

describe('A resource without a name', () => {
  for (const kind of kinds.filter(kind => 'describe' in kind)) {
    it(`is not described by an empty name: ${kind.title}`, async () => {
      const api = scriptedApi(nothing);
      await kind.describe?.(api, [{}, {}], { StackName: 's', FleetName: 'f', AssociatedResource: 'a' }, signal);
      // Those that list all there are in their scope do so for a nameless thing, too.
      assert.deepEqual(
        api.calls.filter(call => /""|\[\]|\[null\]/.test(call)),
        [],
      );
      if (kind.describedBy) assert.deepEqual(api.calls, []);
    });
  }

  it('does not stop the others in the same request from being described', async () => {
    for (const [name, request] of [
      ['fleet', 'DescribeFleets {"Names":["a"]}'],
      ['stack', 'DescribeStacks {"Names":["a"]}'],
      ['imageBuilder', 'DescribeImageBuilders {"Names":["a"]}'],
      ['appBlockBuilder', 'DescribeAppBlockBuilders {"Names":["a"]}'],
      ['image', 'DescribeImages {"Arns":["arn"]}'],
      ['application', 'DescribeApplications {"Arns":["arn"]}'],
      ['appBlock', 'DescribeAppBlocks {"Arns":["arn"]}'],
      ['directoryConfig', 'DescribeDirectoryConfigs {"DirectoryNames":["a"]}'],
      ['exportImageTask', 'GetExportImageTask {"TaskId":"a"}'],
    ] as const) {
      const api = scriptedApi(nothing);
      const named = { Name: 'a', Arn: 'arn', DirectoryName: 'a', TaskId: 'a' };
      await kindNamed(name).describe?.(api, [{}, named, { Name: '', Arn: '', TaskId: '' }, named], {}, signal);
      assert.deepEqual([...new Set(api.calls)], [request]);
    }
  });

  it('has no list below it that needs its name', () => {
    for (const kind of kinds) {
      for (const { scope } of nodeOf(kind.name, {}).groups) {
        assert.ok(!Object.values(scope).includes(''), `${kind.name}: ${JSON.stringify(scope)}`);
      }
    }
  });
});

describe("A stack's fleets and a fleet's stacks", () => {
  const denied = new ApiError('No.', {
    ...{ reason: 'denied', operation: 'List', code: 'X', retryable: false, nextStep: '' },
  });
  const cases = [
    { kind: 'associatedFleet', list: 'ListAssociatedFleets', describe: 'DescribeFleets', member: 'Fleets' },
    { kind: 'associatedStack', list: 'ListAssociatedStacks', describe: 'DescribeStacks', member: 'Stacks' },
  ] as const;
  for (const { kind, list, describe, member } of cases) {
    it(`come page by page, and stay if a later page is refused: ${kind}`, async () => {
      const api = scriptedApi({
        [list]: ({ NextToken }: Record<string, unknown>) => {
          if (NextToken) throw denied;
          return { Names: ['a', 'b'], NextToken: 'x' };
        },
        [describe]: ({ Names }: Record<string, unknown>) => ({ [member]: (Names as string[]).map(Name => ({ Name })) }),
      });
      const come: unknown[] = [];
      await assert.rejects(async () => {
        for await (const page of kindNamed(kind).list.pages(api, { StackName: 's', FleetName: 'f' }, signal)) {
          come.push(...page);
        }
      });
      assert.deepEqual(come, [{ Name: 'a' }, { Name: 'b' }]);
    });

    it(`are listed if one of them has been deleted since: ${kind}`, async () => {
      const gone = new ApiError('No such thing.', {
        ...{
          reason: 'notFound',
          operation: 'Describe',
          code: 'ResourceNotFoundException',
          retryable: false,
          nextStep: '',
        },
      });
      let names = ['a', 'gone', 'b'];
      const api = scriptedApi({
        [list]: () => ({ Names: names }),
        [describe]: ({ Names }: Record<string, unknown>) => {
          if ((Names as string[]).includes('gone')) throw gone;
          return { [member]: (Names as string[]).map(Name => ({ Name })) };
        },
      });
      const listed = async (): Promise<unknown[]> => {
        const all: unknown[] = [];
        for await (const page of kindNamed(kind).list.pages(api, { StackName: 's', FleetName: 'f' }, signal)) {
          all.push(...page);
        }
        return all;
      };
      assert.deepEqual(await listed(), [{ Name: 'a' }, { Name: 'b' }]);
      names = ['gone'];
      assert.deepEqual(await listed(), []);
    });

    it(`fail as a whole if they can't be described for another reason: ${kind}`, async () => {
      const api = scriptedApi({
        [list]: () => ({ Names: ['a', 'b'] }),
        [describe]: () => {
          throw denied;
        },
      });
      await assert.rejects(async () => {
        for await (const page of kindNamed(kind).list.pages(api, { StackName: 's' }, signal)) void page;
      }, denied);
      assert.equal(api.calls.length, 2);
    });

    it(`are listed only while they are associated: ${kind}`, async () => {
      const api = scriptedApi({
        [list]: () => ({ Names: ['a'] }),
        [describe]: () => ({ [member]: [{ Name: 'a' }, { Name: 'b' }] }),
      });
      const found = await kindNamed(kind).describe?.(api, [{ Name: 'a' }, { Name: 'b' }], { StackName: 's' }, signal);
      assert.deepEqual(found, [{ Name: 'a' }]);
    });
  }
});
