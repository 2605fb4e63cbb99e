// A seed of what a real account has: the answers of its operations that read.
import * as assert from 'node:assert/strict';

import { sandboxAccounts } from '../../src/simulator/base/accounts';
import { startControlledSimulator } from '../../src/simulator/controlled';
import type { ExportedCall } from '../../src/simulator/seed/accountExport';
import type { SeedFile } from '../../src/simulator/seed/seedFile';
import { readSeed } from '../../src/simulator/seed/seedFile';
import type { Output } from './controlFixture';
import { production, useControl } from './controlFixture';

const region = 'eu-west-1';
const accountId = sandboxAccounts.find(({ accessKeyId }) => accessKeyId === production)?.accountId ?? '';

/** Operations without input, and those that ask for each item of them. */
const lists: Readonly<Record<string, string>> = {
  ...{ DescribeImages: 'Images', DescribeFleets: 'Fleets', DescribeStacks: 'Stacks' },
  ...{ DescribeImageBuilders: 'ImageBuilders', DescribeDirectoryConfigs: 'DirectoryConfigs' },
  ...{ DescribeAppBlocks: 'AppBlocks', DescribeAppBlockBuilders: 'AppBlockBuilders' },
  ...{ DescribeApplications: 'Applications', DescribeUsageReportSubscriptions: 'UsageReportSubscriptions' },
  DescribeAppBlockBuilderAppBlockAssociations: 'AppBlockBuilderAppBlockAssociations',
};

type Items = readonly Readonly<Record<string, unknown>>[];

/** Reads all that an account has, as somebody would with the AWS CLI. */
async function exportAccount(call: (operation: string, input?: object) => Promise<Output>): Promise<ExportedCall[]> {
  const calls: ExportedCall[] = [];
  const ask = async (operation: string, input: Output = {}): Promise<Output> => {
    const pages: Output[] = [];
    let token: unknown;
    for (let page = 0; page < 100; page++) {
      const answer = await call(operation, { ...input, ...(token !== undefined && { NextToken: token }) });
      calls.push({ operation, input, answer });
      pages.push(answer);
      token = answer['NextToken'];
      if (token === undefined) break;
    }
    return Object.assign({}, ...pages.reverse()) as Output;
  };
  for (const operation of Object.keys(lists)) await ask(operation);
  for (const AuthenticationType of ['USERPOOL', 'SAML']) await ask('DescribeUsers', { AuthenticationType });
  const of = (operation: string) =>
    calls.filter(one => one.operation === operation).flatMap(one => one.answer?.[lists[operation] ?? ''] as Items);
  for (const { Arn } of [...of('DescribeFleets'), ...of('DescribeStacks')]) {
    await ask('ListTagsForResource', { ResourceArn: Arn });
  }
  for (const { Name, Visibility } of of('DescribeImages')) {
    if (Visibility === 'PRIVATE') await ask('DescribeImagePermissions', { Name });
  }
  for (const { Name: StackName } of of('DescribeStacks')) {
    const { Names } = await ask('ListAssociatedFleets', { StackName });
    for (const FleetName of Names as string[]) {
      for (const AuthenticationType of ['API', 'SAML', 'USERPOOL', 'AWS_AD']) {
        await ask('DescribeSessions', { StackName, FleetName, AuthenticationType });
      }
    }
    await ask('DescribeUserStackAssociations', { StackName });
    await ask('DescribeThemeForStack', { StackName }).catch(() => undefined);
    const { Entitlements } = await ask('DescribeEntitlements', { StackName });
    for (const { Name } of Entitlements as Items) {
      await ask('ListEntitledApplications', { StackName, EntitlementName: Name });
    }
  }
  for (const { Name: FleetName, FleetType } of of('DescribeFleets')) {
    if (FleetType === 'ELASTIC') await ask('DescribeApplicationFleetAssociations', { FleetName });
  }
  return calls;
}

/** What differs between an account and its copy: made-up addresses, and what nobody can tell from answers. */
const ownToEach =
  /^(IconURL|NetworkAccessConfiguration|InstanceId|Theme.*URL|NextToken|AccountPassword|FleetErrors|LastGeneratedReportDate)$/;

function comparable(value: unknown, name = ''): unknown {
  if (/(Time|Date)$/.test(name) && typeof value === 'number') return Math.round(value / 60);
  if (Array.isArray(value)) return value.map(item => comparable(item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !ownToEach.test(key))
      .map(([key, item]) => [key, comparable(item, key)]),
  );
}

describe('An export of a real account', () => {
  const original = useControl({ seed: 'demo', now: Date.now });
  let calls: ExportedCall[];

  before(async () => {
    await original.control.pause();
    calls = await exportAccount(original.call);
  });

  it('makes the account again: its number, names, ARNs, states, tags, sessions and what belongs together', async () => {
    const copy = await startControlledSimulator({ seed: { accounts: [{ accountId, region, calls }] } });
    try {
      const call = async (operation: string, input: object = {}): Promise<Output> => {
        const authorization = `AWS4-HMAC-SHA256 Credential=${production}/20261124/${region}/appstream/aws4_request, Signature=00`;
        const headers = { 'x-amz-target': `PhotonAdminProxyService.${operation}`, authorization };
        const response = await fetch(copy.url, { method: 'POST', headers, body: JSON.stringify(input) });
        const output = (await response.json()) as Output;
        return response.ok ? output : assert.fail(`${operation}: ${JSON.stringify(output)}`);
      };
      for (const { operation, input, answer } of calls) {
        if (input?.['NextToken'] !== undefined) continue;
        assert.deepEqual(comparable(await call(operation, input)), comparable(answer), operation);
      }
    } finally {
      await copy.close();
    }
  }).timeout(60_000);

  it('leaves out passwords and signed addresses', () => {
    const signed = {
      operation: 'DescribeImages',
      answer: {
        Images: [
          {
            ...{ Name: 'a', Arn: `arn:aws:appstream:${region}:${accountId}:image/a`, Platform: 'WINDOWS_SERVER_2022' },
            Applications: [{ Name: 'A', IconURL: 'https://bucket.s3.amazonaws.com/a.png?X-Amz-Signature=s3cret' }],
          },
        ],
      },
    };
    const directory = {
      operation: 'DescribeDirectoryConfigs',
      answer: {
        DirectoryConfigs: [
          {
            ...{ DirectoryName: 'corp.example', OrganizationalUnitDistinguishedNames: ['OU=x,DC=corp'] },
            ServiceAccountCredentials: { AccountName: 'corp\\join', AccountPassword: 's3cret' },
          },
        ],
      },
    };
    const seed = readSeed({ accounts: [{ accountId, region, calls: [signed, directory] }] });
    assert.doesNotMatch(JSON.stringify(seed), /s3cret/);
    assert.match(JSON.stringify(seed), /corp\.example/);
  });

  const bad: { what: string; account: object; says: RegExp }[] = [
    { what: 'without a number', account: { region, calls: [] }, says: /must have "accountId" and "region"/ },
    { what: 'beside entries', account: { accountId, region, calls: [], fleets: [] }, says: /so it has no "fleets"/ },
    { what: 'that is no list', account: { accountId, region, calls: {} }, says: /"calls" must be a list of objects/ },
    {
      what: 'without the image of a fleet',
      get account() {
        return { accountId, region, calls: calls.filter(({ operation }) => operation !== 'DescribeImages') };
      },
      says: /The seed of 123456789012 in eu-west-1: The image .* does not exist/,
    },
  ];
  for (const one of bad) {
    it(`is refused ${one.what}`, () =>
      assert.rejects(startControlledSimulator({ seed: { accounts: [one.account] } as unknown as SeedFile }), one.says));
  }
});
