import * as assert from 'node:assert/strict';

import { isApiError } from '../../../src/api/core/errors';
import { readConfigFiles } from '../../../src/aws/configFiles';
import { environmentProfile, profileConnection } from '../../../src/aws/connection';
import { endpointOf, isAwsHost } from '../../../src/aws/endpoint';
import { appStreamRegions, isOptIn, isRegionId, regionLongName } from '../../../src/aws/regions';
import type { AwsEnvironment } from '../../support/awsEnvironment';
import { isolateAws } from '../../support/awsEnvironment';

const config = `
[default]
endpoint_url = http://default
[profile plain]
region = eu-west-1
[profile own]
endpoint_url = http://own
[profile "with services"]
services = my services
endpoint_url = http://less
[profile "other services"]
services = other
endpoint_url = http://own
[profile ignoring]
endpoint_url = http://own
ignore_configured_endpoint_urls = true
[profile lost]
services = nowhere
[profile broken]
endpoint_url = not a url
[profile file]
endpoint_url = file:///etc
[profile similar]
endpoint_url = xhttp://own
[services "my services"]
appstream =
  endpoint_url = http://services
[services other]
s3 =
  endpoint_url = http://s3
`;

describe('the endpoint of a connection', () => {
  let aws: AwsEnvironment;
  beforeEach(() => {
    aws = isolateAws();
    aws.write({ config });
  });
  afterEach(() => aws.restore());

  const endpoint = async (profile: string): Promise<string | undefined> =>
    endpointOf(profileConnection(profile, 'eu-west-1'), await readConfigFiles(), 'appstream');

  const cases: { given: string; profile: string; environment?: Record<string, string>; goes: string | undefined }[] = [
    { given: 'a profile without one, whatever the default profile has', profile: 'plain', goes: undefined },
    { given: "the profile's endpoint_url", profile: 'own', goes: 'http://own' },
    { given: 'its services section before its endpoint_url', profile: 'with services', goes: 'http://services' },
    { given: 'a services section without AppStream', profile: 'other services', goes: 'http://own' },
    {
      given: 'AWS_ENDPOINT_URL before the profile',
      profile: 'with services',
      environment: { AWS_ENDPOINT_URL: 'http://all' },
      goes: 'http://all',
    },
    {
      given: 'AWS_ENDPOINT_URL_APPSTREAM before all',
      profile: 'own',
      environment: { AWS_ENDPOINT_URL: 'http://all', AWS_ENDPOINT_URL_APPSTREAM: 'http://one' },
      goes: 'http://one',
    },
    {
      given: 'a profile that ignores endpoints',
      profile: 'ignoring',
      environment: { AWS_ENDPOINT_URL: 'http://all' },
      goes: undefined,
    },
    {
      given: 'an environment that ignores endpoints',
      profile: 'own',
      environment: { AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' },
      goes: undefined,
    },
    { given: 'an empty variable', profile: 'own', environment: { AWS_ENDPOINT_URL: '' }, goes: 'http://own' },
    {
      given: "the environment's credentials, with the default profile's settings",
      profile: environmentProfile,
      goes: 'http://default',
    },
  ];
  for (const { given, profile, environment, goes } of cases) {
    it(`given ${given}, is ${goes ?? "AWS's own"}`, async () => {
      aws.set(environment ?? {});
      assert.equal(await endpoint(profile), goes);
    });
  }

  const mistakes = [
    { given: 'a services section that is not there', profile: 'lost', says: /services section "nowhere"/ },
    { given: 'something that is no URL', profile: 'broken', says: /not an http or https URL/ },
    { given: 'a scheme that ends like one', profile: 'similar', says: /not an http or https URL/ },
    { given: 'a URL of a file', profile: 'file', says: /not an http or https URL/ },
  ];
  for (const { given, profile, says } of mistakes) {
    it(`given ${given}, is a config error`, async () => {
      await assert.rejects(
        endpoint(profile),
        (error: unknown) => isApiError(error) && error.reason === 'config' && says.test(error.message),
      );
    });
  }
});

describe('a host', () => {
  const hosts: { given: string; isAws: boolean }[] = [
    { given: 'appstream2.eu-west-1.amazonaws.com', isAws: true },
    { given: 'STS.eu-west-1.AmazonAWS.com', isAws: true },
    { given: 'sts.amazonaws.com:443', isAws: true },
    { given: 'portal.sso.us-east-1.api.aws', isAws: true },
    { given: 'sts.cn-north-1.amazonaws.com.cn', isAws: true },
    { given: 'vpce-0123-abcd.appstream.api.eu-west-1.vpce.amazonaws.com', isAws: true },
    { given: 'evil-amazonaws.com', isAws: false },
    { given: 'amazonaws.com.evil.example', isAws: false },
    { given: 'api.aws:443.evil.example', isAws: false },
    { given: '127.0.0.1:8080', isAws: false },
  ];
  for (const { given, isAws } of hosts) {
    it(`"${given}" ${isAws ? 'belongs' : "doesn't belong"} to AWS`, () => assert.equal(isAwsHost(given), isAws));
  }
});

describe('Regions', () => {
  const ids: { given: string; possible: boolean }[] = [
    ...appStreamRegions.map(given => ({ given, possible: true })),
    { given: 'mx-central-1', possible: true },
    { given: 'eusc-de-east-1', possible: true },
    { given: '', possible: false },
    { given: 'Europe', possible: false },
    { given: 'eu-west-1.evil.example', possible: false },
    { given: 'eu-west-1/', possible: false },
    { given: 'EU-WEST-1', possible: false },
    { given: 'e-west-1', possible: false },
    { given: 'eu-1', possible: false },
    { given: 'eu-west-', possible: false },
    { given: '-eu-west-1', possible: false },
    { given: 'ap-southeast-10', possible: true },
  ];
  for (const { given, possible } of ids) {
    it(`"${given}" ${possible ? 'can' : "can't"} be a Region`, () => assert.equal(isRegionId(given), possible));
  }
  for (const [region, has] of [
    ['eu-south-2', true],
    ['eu-west-1', false],
    ['eu-south-9', false],
  ] as const) {
    it(`${region} ${has ? 'has' : "doesn't have"} to be enabled before use`, () => assert.equal(isOptIn(region), has));
  }
  it('all have long names, and others have none', () => {
    assert.ok(appStreamRegions.every(region => regionLongName(region)));
    assert.equal(regionLongName('us-west-1'), undefined);
  });
});
