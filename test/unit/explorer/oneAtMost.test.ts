// Where there can be one of something, another is not offered: a stack's theme, a Region's usage report subscription.
import * as assert from 'node:assert/strict';

import { ApiError } from '../../../src/api/core/errors';
import { present } from '../../../src/explorer/show/present';
import type { GroupNode, Node } from '../../../src/explorer/tree/node';
import { explorerUnderTest } from '../../support/explorerUnderTest';
import type { Script } from '../../support/scriptedApi';
import { someone } from '../../support/scriptedApi';

const ids = (nodes: readonly (Node | undefined)[]) => nodes.map(node => node?.id);
const offers = (group: GroupNode): boolean => present(group).tokens.includes(`;group.${group.resourceKind.name};`);
const notFound = new ApiError('No.', {
  reason: 'notFound',
  operation: 'DescribeThemeForStack',
  code: 'ResourceNotFoundException',
  retryable: false,
  nextStep: '',
});

describe('A stack’s theme', () => {
  async function themeGroup(script: Script) {
    const { explorer, changed, row } = explorerUnderTest({
      DescribeStacks: () => ({ Stacks: [{ Name: 'cad' }] }),
      ...script,
    });
    const themes = (await row('stack')).groups.find(({ resourceKind }) => resourceKind.name === 'theme');
    assert.ok(themes);
    changed.length = 0;
    return { explorer, changed, themes };
  }
  const theme = { StackName: 'cad', ThemeTitleText: 'CAD' };

  it('can be created before the list is loaded, and while there is none', async () => {
    const { explorer, changed, themes } = await themeGroup({
      DescribeThemeForStack() {
        throw notFound;
      },
    });
    assert.equal(offers(themes), true);
    await explorer.children(themes);
    assert.equal(offers(themes), true);
    assert.equal(await explorer.isFull(themes), false);
    assert.deepEqual(changed, []);
  });

  it("can't be created once there is one, and the group is redrawn once to show that", async () => {
    const { explorer, changed, themes } = await themeGroup({ DescribeThemeForStack: () => ({ Theme: theme }) });
    await explorer.children(themes);
    assert.equal(offers(themes), false);
    await explorer.children(themes);
    assert.deepEqual(ids(changed), [themes.id]);
  });

  it('is found when the palette offers to create one', async () => {
    const { explorer, themes } = await themeGroup({ DescribeThemeForStack: () => ({ Theme: theme }) });
    assert.equal(await explorer.isFull(themes), true);
  });

  it('can be created again after it was deleted', async () => {
    let there = true;
    const { explorer, themes } = await themeGroup({
      DescribeThemeForStack() {
        if (!there) throw notFound;
        return { Theme: theme };
      },
      DeleteThemeForStack() {
        there = false;
        return {};
      },
    });
    const [node] = await explorer.children(themes);
    assert.ok(node?.kind === 'resource');
    const remove = node.resourceKind.actions.find(({ name }) => name === 'delete') ?? assert.fail();
    await explorer.perform({ node, actor: someone }, remove, {}, new AbortController().signal);
    assert.equal(offers(themes), true);
  });
});

describe('A Region’s usage report subscription', () => {
  const script = (...buckets: string[]): Script => ({
    DescribeUsageReportSubscriptions: () => ({
      UsageReportSubscriptions: buckets.map(S3BucketName => ({ S3BucketName })),
    }),
  });
  for (const { buckets, offered } of [
    { buckets: [], offered: true },
    { buckets: ['appstream-logs'], offered: false },
  ]) {
    it(`can ${offered ? '' : 'not '}be created if there ${offered ? 'is none' : 'is one'}, in its section and above it`, async () => {
      const { explorer, changed, group } = explorerUnderTest(script(...buckets));
      const whole = group('usageReport');
      const section = whole.sections?.find(({ id }) => id.endsWith(':subscription')) ?? assert.fail();
      await explorer.children(section);
      assert.deepEqual([offers(whole), offers(section)], [offered, offered]);
      assert.deepEqual(ids(changed), offered ? [] : [whole.id]);
    });
  }
});
