// The Resource Groups Tagging API beside AppStream: one operation answers the tags of all resources of a Region.
import * as assert from 'node:assert/strict';

import type { GetResourcesCommandInput, GetResourcesCommandOutput } from '@aws-sdk/client-resource-groups-tagging-api';
import * as sdk from '@aws-sdk/client-resource-groups-tagging-api';

import { all, fleetInput, useSimulator, type Who } from './simulatorFixture';

const arn = (resource: string, region = 'eu-west-1', account = '123456789012') =>
  `arn:aws:appstream:${region}:${account}:${resource}`;

describe('The tags of a Region', () => {
  const fixture = useSimulator();
  let client: sdk.ResourceGroupsTaggingAPIClient | undefined;

  afterEach(() => {
    client?.destroy();
    fixture.simulator.faults.clear();
  });

  function ask(input: GetResourcesCommandInput, who: Who = {}): Promise<GetResourcesCommandOutput> {
    const { accessKeyId = 'SANDBOXPRODUCTION', region = 'eu-west-1' } = who;
    client?.destroy();
    client = new sdk.ResourceGroupsTaggingAPIClient({
      ...{ endpoint: fixture.url, region, maxAttempts: 1 },
      credentials: { accessKeyId, secretAccessKey: 'any' },
    });
    return client.send(new sdk.GetResourcesCommand(input));
  }
  const answered = async (input: GetResourcesCommandInput, who?: Who): Promise<Record<string, unknown>> =>
    Object.fromEntries(
      ((await ask(input, who)).ResourceTagMappingList ?? []).map(({ ResourceARN = '', Tags = [] }) => [
        ResourceARN,
        Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value])),
      ]),
    );

  before(async () => {
    await fixture.call('CreateFleet', { ...fleetInput, Tags: { env: 'prod', team: 'cad' } });
    await fixture.call('CreateFleet', { ...fleetInput, Name: 'plain' });
    await fixture.call('CreateStack', { Name: 'office', Tags: { env: 'test' } });
    await fixture.call('CreateStack', { Name: 'away', Tags: { env: 'prod' } }, { region: 'us-east-1' });
  });

  const fleet = { [arn('fleet/cad')]: { env: 'prod', team: 'cad' } };
  const stack = { [arn('stack/office')]: { env: 'test' } };
  const table: [sentence: string, input: GetResourcesCommandInput, answer: object][] = [
    ['are those of all resources that have some', {}, { ...fleet, ...stack }],
    ['are those of a service', { ResourceTypeFilters: ['appstream'] }, { ...fleet, ...stack }],
    ['are those of a type', { ResourceTypeFilters: ['appstream:stack'] }, stack],
    ['are none of another service', { ResourceTypeFilters: ['ec2'] }, {}],
    ['are those of some ARNs', { ResourceARNList: [arn('fleet/cad'), arn('fleet/none')] }, fleet],
    ['can be asked for by key', { TagFilters: [{ Key: 'team' }] }, fleet],
    ['can be asked for by value', { TagFilters: [{ Key: 'env', Values: ['test', 'other'] }] }, stack],
    ['match all filters at once', { TagFilters: [{ Key: 'env', Values: ['test'] }, { Key: 'team' }] }, {}],
  ];
  for (const [sentence, input, answer] of table) {
    it(sentence, async () => assert.deepEqual(await answered(input), answer));
  }

  it('are of one Region and one account', async () => {
    assert.deepEqual(await answered({}, { region: 'us-east-1' }), {
      [arn('stack/away', 'us-east-1')]: { env: 'prod' },
    });
    assert.deepEqual(await answered({}, { accessKeyId: 'SANDBOXDEVELOPMENT' }), {});
  });

  it('come in pages, and the last one has an empty token', async () => {
    const first = await ask({ ResourcesPerPage: 1 });
    assert.equal(first.ResourceTagMappingList?.length, 1);
    const { PaginationToken = '' } = first;
    assert.notEqual(PaginationToken, '');
    const second = await ask({ ResourcesPerPage: 1, PaginationToken });
    assert.deepEqual([second.ResourceTagMappingList?.length, second.PaginationToken], [1, '']);
    assert.notEqual(second.ResourceTagMappingList?.[0]?.ResourceARN, first.ResourceTagMappingList?.[0]?.ResourceARN);
  });

  it('follow a change at once, and end with their resource', async () => {
    await fixture.call('TagResource', { ResourceArn: arn('stack/office'), Tags: { env: 'prod' } });
    assert.deepEqual(await answered({ ResourceTypeFilters: ['appstream:stack'] }), {
      [arn('stack/office')]: { env: 'prod' },
    });
    await fixture.call('TagResource', { ResourceArn: arn('stack/office'), Tags: { env: 'test' } });
    await fixture.call('CreateStack', { Name: 'short', Tags: { a: 'b' } });
    await fixture.call('DeleteStack', { Name: 'short' });
    assert.deepEqual(await answered({ ResourceTypeFilters: ['appstream:stack'] }), stack);
    assert.equal((await all(fixture, 'DescribeStacks', 'Stacks')).length, 1);
  });

  const refused: [given: string, input: GetResourcesCommandInput, type: string][] = [
    ['a token that it never gave', { PaginationToken: 'x' }, 'InvalidParameterException'],
    ['more than a page can have', { ResourcesPerPage: 101 }, 'InvalidParameterException'],
    [
      'ARNs and types',
      { ResourceARNList: [arn('fleet/cad')], ResourceTypeFilters: ['appstream'] },
      'InvalidParameterException',
    ],
    ['no ARN in the list', { ResourceARNList: [] }, 'ValidationException'],
  ];
  for (const [given, input, type] of refused) {
    it(`are refused, given ${given}`, () => assert.rejects(ask(input), { name: type }));
  }

  it('can fail like those of any operation, by its name', async () => {
    fixture.simulator.faults.add({
      operation: 'GetResources',
      outcome: { kind: 'error', type: 'AccessDeniedException', message: 'No.' },
    });
    await assert.rejects(ask({}), { name: 'AccessDeniedException' });
  });

  it('repeat a token if a fault says so, in the member of this API', async () => {
    fixture.simulator.faults.add({ operation: 'GetResources', outcome: { kind: 'token', token: 'repeated' } });
    assert.equal((await ask({})).PaginationToken, 'repeated');
    assert.equal((await ask({ PaginationToken: 'repeated' })).PaginationToken, 'repeated');
  });

  const others: [target: string, service: string, type: string, message: string][] = [
    [
      'ResourceGroupsTaggingAPI_20170126.TagResources',
      'tagging',
      'UnknownOperationException',
      'TagResources is not simulated.',
    ],
    ['ResourceGroupsTaggingAPI_20170126.<b>', 'tagging', 'UnknownOperationException', 'The operation is not known.'],
    [
      'ResourceGroupsTaggingAPI_20170126.StartFleet',
      'tagging',
      'UnknownOperationException',
      'StartFleet is not simulated.',
    ],
    [
      'PhotonAdminProxyService.GetResources',
      'appstream',
      'UnknownOperationException',
      'The operation GetResources is not known.',
    ],
    [
      'ResourceGroupsTaggingAPI_20170126.GetResources',
      'appstream',
      'InvalidSignatureException',
      "Credential should be scoped to correct service: 'tagging'.",
    ],
  ];
  for (const [target, service, type, message] of others) {
    it(`are not what ${target} of ${service} answers`, async () => {
      const response = await fetch(fixture.url, {
        method: 'POST',
        body: '{}',
        headers: {
          'x-amz-target': target,
          authorization: `AWS4-HMAC-SHA256 Credential=SANDBOXPRODUCTION/20261128/eu-west-1/${service}/aws4_request, Signature=a`,
        },
      });
      assert.deepEqual(await response.json(), { __type: type, Message: message });
    });
  }
});
