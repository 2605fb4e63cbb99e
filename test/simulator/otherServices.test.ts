// CloudTrail, Service Quotas and Cloud Control beside AppStream.
import * as assert from 'node:assert/strict';

import * as cloudControl from '@aws-sdk/client-cloudcontrol';
import * as cloudTrail from '@aws-sdk/client-cloudtrail';
import * as serviceQuotas from '@aws-sdk/client-service-quotas';

import { fleetInput, useSimulator } from './simulatorFixture';

function configOf(endpoint: string) {
  const credentials = { accessKeyId: 'SANDBOXPRODUCTION', secretAccessKey: 'any' };
  return { endpoint, region: 'eu-west-1', maxAttempts: 1, credentials };
}

describe('CloudTrail', () => {
  const fixture = useSimulator();
  let client: cloudTrail.CloudTrailClient;
  before(async () => {
    client = new cloudTrail.CloudTrailClient(configOf(fixture.url));
    await fixture.call('CreateFleet', fleetInput);
    fixture.pass(10);
    await fixture.call('StartFleet', { Name: 'cad' });
    fixture.pass(10);
    await fixture.call('StopFleet', { Name: 'no-such-fleet' }).catch(() => undefined);
    const user = { UserName: 'ann@example.com', AuthenticationType: 'USERPOOL', FirstName: 'Ann' };
    await fixture.call('CreateUser', user);
    await fixture.call('DescribeFleets', {}, { region: 'us-east-1' });
  });
  after(() => client.destroy());
  beforeEach(() => fixture.pass(1));

  async function lookUp(AttributeKey?: cloudTrail.LookupAttributeKey, AttributeValue = '', more: object = {}) {
    const LookupAttributes = AttributeKey ? [{ AttributeKey, AttributeValue }] : undefined;
    return client.send(new cloudTrail.LookupEventsCommand({ LookupAttributes, ...more }));
  }
  const names = async (...asked: Parameters<typeof lookUp>) =>
    ((await lookUp(...asked)).Events ?? []).map(({ EventName }) => EventName);

  it('has what was asked of a Region, the newest first', async () => {
    assert.deepEqual(await names(), ['CreateUser', 'StopFleet', 'StartFleet', 'CreateFleet']);
  });

  it('finds events by one attribute', async () => {
    assert.deepEqual(await names('EventName', 'StartFleet'), ['StartFleet']);
    assert.deepEqual(await names('ReadOnly', 'true'), []);
    fixture.pass(1);
    assert.equal((await names('AccessKeyId', 'SANDBOXPRODUCTION')).length, 4);
  });

  it('says who asked, with what, and how it was refused', async () => {
    const [event] = (await lookUp('EventName', 'StopFleet')).Events ?? [];
    const detail = JSON.parse(event?.CloudTrailEvent ?? '') as Record<string, unknown>;
    assert.deepEqual(detail.requestParameters, { name: 'no-such-fleet' });
    assert.deepEqual([detail.eventSource, detail.errorCode], ['appstream.amazonaws.com', 'ResourceNotFoundException']);
    assert.equal((detail.userIdentity as { arn: string }).arn, 'arn:aws:iam::123456789012:user/sandbox');
    assert.equal(event?.Username, 'sandbox');
  });

  it('leaves out what the model calls sensitive', async () => {
    const [event] = (await lookUp('EventName', 'CreateUser')).Events ?? [];
    assert.doesNotMatch(event?.CloudTrailEvent ?? '', /ann@|Ann/);
    assert.match(event?.CloudTrailEvent ?? '', /"authenticationType":"USERPOOL"/);
  });

  it('comes in pages', async () => {
    const first = await lookUp(undefined, '', { MaxResults: 3 });
    const second = await lookUp(undefined, '', { MaxResults: 3, NextToken: first.NextToken });
    assert.deepEqual([first.Events?.length, second.Events?.length, second.NextToken], [3, 1, undefined]);
  });

  it('answers twice a second', async () => {
    await lookUp();
    await lookUp();
    await assert.rejects(lookUp(), { name: 'ThrottlingException' });
    fixture.pass(1);
    await lookUp();
  });

  it('refuses two attributes and a token that it never gave', async () => {
    const LookupAttributes = [
      { AttributeKey: 'EventName', AttributeValue: 'a' },
      { AttributeKey: 'ReadOnly', AttributeValue: 'true' },
    ] as const;
    const ask = client.send(new cloudTrail.LookupEventsCommand({ LookupAttributes: [...LookupAttributes] }));
    await assert.rejects(ask, { name: 'InvalidLookupAttributesException' });
    await assert.rejects(lookUp(undefined, '', { NextToken: 'x' }), { name: 'InvalidNextTokenException' });
  });
});

describe('Service Quotas', () => {
  const fixture = useSimulator();
  let client: serviceQuotas.ServiceQuotasClient;
  before(() => void (client = new serviceQuotas.ServiceQuotasClient(configOf(fixture.url))));
  after(() => client.destroy());
  const fleets = { ServiceCode: 'appstream2', QuotaCode: 'L-8A6F32DC' };

  it('lists the quotas of AppStream', async () => {
    const ask = new serviceQuotas.ListServiceQuotasCommand({ ServiceCode: 'appstream2' });
    const { Quotas = [] } = await client.send(ask);
    const value = (name: string) => Quotas.find(({ QuotaName }) => QuotaName === name)?.Value;
    assert.deepEqual([value('Fleets'), value('Users in the user pool'), value('Image sharing limit')], [10, 50, 100]);
  });

  it('raises a quota after a while, and AppStream keeps to it', async () => {
    for (let index = 0; index < 10; index++) await fixture.call('CreateFleet', { ...fleetInput, Name: `f-${index}` });
    await fixture.refuses('CreateFleet', fleetInput, 'LimitExceededException');
    const ask = new serviceQuotas.RequestServiceQuotaIncreaseCommand({ ...fleets, DesiredValue: 11 });
    const { RequestedQuota } = await client.send(ask);
    assert.equal(RequestedQuota?.Status, 'PENDING');
    await fixture.refuses('CreateFleet', fleetInput, 'LimitExceededException');
    fixture.pass(600);
    await fixture.call('CreateFleet', fleetInput);
    const { Quota } = await client.send(new serviceQuotas.GetServiceQuotaCommand(fleets));
    assert.equal(Quota?.Value, 11);
    const { Quotas } = await client.send(
      new serviceQuotas.ListAWSDefaultServiceQuotasCommand({ ServiceCode: 'appstream2' }),
    );
    assert.equal(Quotas?.find(({ QuotaCode }) => QuotaCode === fleets.QuotaCode)?.Value, 10);
    await assert.rejects(client.send(ask), { name: 'IllegalArgumentException' });
  });

  it('knows no other service and no other quota', async () => {
    const get = (asked: typeof fleets) => client.send(new serviceQuotas.GetServiceQuotaCommand(asked));
    await assert.rejects(get({ ...fleets, ServiceCode: 'ec2' }), { name: 'NoSuchResourceException' });
    await assert.rejects(get({ ...fleets, QuotaCode: 'L-00000000' }), { name: 'NoSuchResourceException' });
  });
});

describe('Cloud Control', () => {
  const fixture = useSimulator({ seed: 'demo' });
  let client: cloudControl.CloudControlClient;
  before(() => void (client = new cloudControl.CloudControlClient(configOf(fixture.url))));
  after(() => client.destroy());

  async function ids(TypeName: string): Promise<string[]> {
    const { ResourceDescriptions = [] } = await client.send(new cloudControl.ListResourcesCommand({ TypeName }));
    return ResourceDescriptions.map(({ Identifier = '' }) => Identifier);
  }

  const table: [type: string, id: string, property: string][] = [
    ['AWS::EC2::Subnet', 'subnet-0a11b22c33d44e55f', 'AvailabilityZone'],
    ['AWS::EC2::SecurityGroup', 'sg-0f0e0d0c0b0a09080', 'GroupName'],
    ['AWS::IAM::Role', 'AmazonAppStreamServiceAccess', 'Arn'],
    ['AWS::S3::Bucket', 'appstream2-36fb080bb8-eu-west-1-123456789012', 'Arn'],
  ];
  for (const [TypeName, Identifier, property] of table) {
    it(`lists and gets resources of ${TypeName}`, async () => {
      assert.ok((await ids(TypeName)).includes(Identifier));
      const { ResourceDescription } = await client.send(new cloudControl.GetResourceCommand({ TypeName, Identifier }));
      const properties = JSON.parse(ResourceDescription?.Properties ?? '') as Record<string, unknown>;
      assert.equal(typeof properties[property], 'string');
      const missing = new cloudControl.GetResourceCommand({ TypeName, Identifier: 'none' });
      await assert.rejects(client.send(missing), { name: 'ResourceNotFoundException' });
    });
  }

  it('knows the subnets that fleets name, unless they are gone', async () => {
    const VpcConfig = { SubnetIds: ['subnet-gone1', 'subnet-mine'] };
    await fixture.call('CreateFleet', { ...fleetInput, VpcConfig });
    const subnets = await ids('AWS::EC2::Subnet');
    assert.deepEqual([subnets.includes('subnet-mine'), subnets.includes('subnet-gone1')], [true, false]);
  });

  it('refuses other types', () => assert.rejects(ids('AWS::EC2::Instance'), { name: 'UnsupportedActionException' }));
});
