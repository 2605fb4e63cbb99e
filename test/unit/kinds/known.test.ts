// What a resource is known by, and the lists below it, which are asked for by that.
import * as assert from 'node:assert/strict';

import { kindNamed, kinds } from '../../../src/kinds/all';
import type { KindName } from '../../../src/kinds/names';

const arn = (name: string): string => `arn:aws:appstream:eu-west-1:123456789012:${name}`;

describe('The id of', () => {
  const name = { Name: 'a', Arn: arn('thing/a') };
  const ids: { kind: KindName; given: object; id: string; arn?: string; asked?: string }[] = [
    ...(['fleet', 'stack', 'imageBuilder', 'appBlockBuilder', 'associatedFleet', 'associatedStack'] as const).map(
      kind => ({ kind, given: name, id: 'a', arn: name.Arn }),
    ),
    ...(['application', 'appBlock'] as const).map(kind => ({
      ...{ kind, given: name, id: 'a', arn: name.Arn, asked: name.Arn },
    })),
    { kind: 'image', given: name, id: name.Arn, arn: name.Arn, asked: name.Arn },
    { kind: 'image', given: { Name: 'a' }, id: 'a' },
    { kind: 'imageApplication', given: { Name: 'qgis' }, id: 'qgis' },
    { kind: 'imagePermission', given: { sharedAccountId: '210987654321' }, id: '210987654321' },
    { kind: 'exportImageTask', given: { TaskId: 't-1', AmiName: 'x' }, id: 't-1' },
    { kind: 'entitlement', given: { Name: 'staff' }, id: 'staff' },
    { kind: 'entitledApplication', given: { ApplicationIdentifier: 'QGIS' }, id: 'QGIS' },
    { kind: 'theme', given: { StackName: 'desk', ThemeTitleText: 'Maps' }, id: 'desk' },
    { kind: 'session', given: { Id: 's-1', UserId: 'ana' }, id: 's-1' },
    { kind: 'software', given: { SoftwareName: 'Office' }, id: 'Office' },
    { kind: 'directoryConfig', given: { DirectoryName: 'corp' }, id: 'corp' },
    { kind: 'usageReport', given: { S3BucketName: 'reports' }, id: 'reports' },
    { kind: 'billingPeriod', given: { BillingPeriod: '2026-11' }, id: '2026-11' },
    { kind: 'userStack', given: { StackName: 'desk', UserName: 'ana' }, id: 'desk' },
    { kind: 'applicationFleet', given: { FleetName: 'site', ApplicationArn: arn('application/v') }, id: 'site' },
    {
      ...{ kind: 'fleetApplication', given: { FleetName: 'site', ApplicationArn: arn('application/v') } },
      ...{ id: 'v', arn: arn('application/v') },
    },
    {
      ...{ kind: 'builderAppBlock', given: { AppBlockArn: arn('app-block/b'), AppBlockBuilderName: 'packer' } },
      ...{ id: 'b', arn: arn('app-block/b') },
    },
    { kind: 'blockBuilder', given: { AppBlockArn: arn('app-block/b'), AppBlockBuilderName: 'packer' }, id: 'packer' },
    { kind: 'tag', given: { Key: 'team', Value: 'blue' }, id: 'team' },
  ];
  for (const { kind, given, id, asked, ...more } of ids) {
    it(`${kind} ${JSON.stringify(given)} is ${id}`, () => {
      const of = kindNamed(kind);
      assert.equal(of.id(given), id);
      assert.equal(of.arn?.(given), more.arn);
      assert.equal(of.describedBy?.(given), asked);
    });
  }
});

describe('The lists below', () => {
  const own = { Name: 'base', Arn: arn('image/base'), Visibility: 'PRIVATE' };
  const tags = (name: string) => ({ tag: { ResourceArn: arn(name) } });
  const cases: { kind: KindName; given: object; lists: Readonly<Record<string, object>> }[] = [
    {
      ...{ kind: 'fleet', given: { Name: 'cad', Arn: arn('fleet/cad'), FleetType: 'ON_DEMAND' } },
      lists: { associatedStack: { FleetName: 'cad' }, session: { FleetName: 'cad' }, ...tags('fleet/cad') },
    },
    {
      ...{ kind: 'stack', given: { Name: 'desk', Arn: arn('stack/desk') } },
      lists: {
        ...Object.fromEntries(
          ['associatedFleet', 'session', 'entitlement', 'theme', 'stackUser'].map(of => [of, { StackName: 'desk' }]),
        ),
        ...tags('stack/desk'),
      },
    },
    {
      ...{ kind: 'image', given: own },
      lists: { imageApplication: { Arn: own.Arn }, imagePermission: { Name: 'base' }, ...tags('image/base') },
    },
    {
      ...{ kind: 'image', given: { ...own, Visibility: 'SHARED', ManagedSoftwareIncluded: true } },
      lists: { imageApplication: { Arn: own.Arn }, software: { AssociatedResource: own.Arn } },
    },
    {
      ...{ kind: 'imageBuilder', given: { Name: 'packer', Arn: arn('image-builder/packer') } },
      lists: {
        software: { AssociatedResource: arn('image-builder/packer'), ImageBuilderName: 'packer' },
        ...tags('image-builder/packer'),
      },
    },
    { kind: 'imageBuilder', given: { Name: 'packer' }, lists: {} },
    {
      ...{ kind: 'application', given: { Name: 'v', Arn: arn('application/v') } },
      lists: { applicationFleet: { ApplicationArn: arn('application/v') }, ...tags('application/v') },
    },
    {
      ...{ kind: 'appBlock', given: { Name: 'b', Arn: arn('app-block/b') } },
      lists: { blockBuilder: { AppBlockArn: arn('app-block/b') }, ...tags('app-block/b') },
    },
    {
      ...{ kind: 'appBlockBuilder', given: { Name: 'p', Arn: arn('app-block-builder/p') } },
      lists: { builderAppBlock: { AppBlockBuilderName: 'p' }, ...tags('app-block-builder/p') },
    },
    {
      ...{ kind: 'entitlement', given: { Name: 'staff', StackName: 'desk' } },
      lists: { entitledApplication: { StackName: 'desk', EntitlementName: 'staff' } },
    },
    { kind: 'entitlement', given: { Name: 'staff' }, lists: {} },
    { kind: 'entitlement', given: { StackName: 'desk' }, lists: {} },
    {
      ...{ kind: 'user', given: { UserName: 'ana' } },
      lists: { userStack: { UserName: 'ana', AuthenticationType: 'USERPOOL' } },
    },
    {
      kind: 'billingPeriod',
      given: { BillingPeriod: '2026-11' },
      lists: { licenseUsage: { BillingPeriod: '2026-11' } },
    },
  ];
  for (const { kind, given, lists } of cases) {
    it(`${kind} ${JSON.stringify(given)} are ${Object.keys(lists).join(', ') || 'none'}`, () => {
      const below = (kindNamed(kind).children ?? []).flatMap(child => {
        const scope = child.scope(given);
        return scope ? [[child.kind, scope] as const] : [];
      });
      assert.deepEqual(Object.fromEntries(below), lists);
    });
  }

  // Billing periods are made here, and all have a name.
  for (const of of kinds.filter(({ name }) => name !== 'billingPeriod')) {
    it(`${of.name} without a name are none`, () => {
      const below = (of.children ?? []).filter(child => child.scope({}) !== undefined);
      assert.deepEqual(below, []);
    });
  }
});
