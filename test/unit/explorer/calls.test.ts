// What can be copied of a node: the calls it stands for, and its address in the AWS console.
import * as assert from 'node:assert/strict';

import type { Connection } from '../../../src/aws/connection';
import { callsOf, hasCalls } from '../../../src/explorer/calls/calls';
import { consoleUrl } from '../../../src/explorer/show/consoleUrl';
import { present } from '../../../src/explorer/show/present';
import type { GroupNode, Node, ResourceNode } from '../../../src/explorer/tree/node';
import { explorerUnderTest } from '../../support/explorerUnderTest';
import { groupOf, nodeOf } from '../../support/nodes';
import { connection, scriptedApi } from '../../support/scriptedApi';

const { signal } = new AbortController();

describe('The calls of', () => {
  const cases: { of: string; node: GroupNode | ResourceNode; calls: string[] }[] = [
    { of: 'a list of fleets', node: groupOf('fleet'), calls: ['DescribeFleets {}'] },
    {
      of: 'a list of images',
      node: groupOf('image', { Type: 'SHARED' }),
      calls: ['DescribeImages {"Type":"SHARED","MaxResults":25}'],
    },
    { of: 'a fleet', node: nodeOf('fleet', { Name: 'dev' }), calls: ['DescribeFleets {"Names":["dev"]}'] },
    {
      of: "an image, by ARN since another account's has no other name here",
      node: nodeOf('image', { Name: 'i', Arn: 'arn:aws:appstream:eu-west-1:1:image/i' }),
      calls: ['DescribeImages {"Arns":["arn:aws:appstream:eu-west-1:1:image/i"]}'],
    },
    {
      of: 'an image export',
      node: nodeOf('exportImageTask', { TaskId: 't' }),
      calls: ['GetExportImageTask {"TaskId":"t"}'],
    },
    {
      of: 'an account that an image is shared with, which can only be listed',
      node: nodeOf('imagePermission', { sharedAccountId: '1' }, { Name: 'i' }),
      calls: ['DescribeImagePermissions {"Name":"i"}'],
    },
    {
      of: "a stack's fleets, without what is asked next",
      node: groupOf('associatedFleet', { StackName: 's' }),
      calls: ['ListAssociatedFleets {"StackName":"s"}'],
    },
    {
      of: "a fleet's sessions: for each stack, and each kind of sign-in",
      node: groupOf('session', { FleetName: 'f' }),
      calls: ['API', 'SAML', 'USERPOOL', 'AWS_AD'].map(
        type => `DescribeSessions {"FleetName":"f","StackName":"s","AuthenticationType":"${type}"}`,
      ),
    },
  ];
  for (const { of, node, calls } of cases) {
    it(`${of} are ${calls.length === 1 ? calls[0] : `${calls.length}`}`, async () => {
      const api = scriptedApi({ ListAssociatedStacks: () => ({ Names: ['s'] }) });
      const found = await callsOf(node, api, signal);
      assert.deepEqual(
        found.map(({ operation, input }) => `${operation} ${JSON.stringify(input)}`),
        calls,
      );
      assert.equal(api.calls.filter(call => !call.startsWith('ListAssociatedStacks')).length, 0, 'none is made');
      assert.ok(hasCalls(node));
    });
  }
});

describe("The AWS console's page", () => {
  const at = (region: string): Connection => ({ key: `profile:p/${region}`, profile: 'p', region });
  const cases: { given: string; node: Node; url: string | undefined }[] = [
    {
      given: 'a fleet',
      node: nodeOf('fleet', { Name: 'a b' }),
      url: 'https://eu-west-1.console.aws.amazon.com/appstream2/home?region=eu-west-1#/fleets?selected=a%20b',
    },
    {
      given: 'a list of stacks in GovCloud',
      node: groupOf('stack', {}, at('us-gov-west-1')),
      url: 'https://us-gov-west-1.console.amazonaws-us-gov.com/appstream2/home?region=us-gov-west-1#/stacks',
    },
    {
      given: 'a list in the isolated partition',
      node: groupOf('image', {}, at('us-isob-east-1')),
      url: 'https://us-isob-east-1.console.sc2shome.sgov.gov/appstream2/home?region=us-isob-east-1#/images',
    },
    {
      given: 'a session, which has no page of its own',
      node: nodeOf('session', { Id: 's' }),
      url: 'https://eu-west-1.console.aws.amazon.com/appstream2/home?region=eu-west-1#/',
    },
    {
      given: 'a fleet of the sandbox, which has no console',
      node: nodeOf('fleet', { Name: 'f' }, {}, { ...connection, sandbox: { endpoint: 'x', accessKeyId: 'k' } }),
      url: undefined,
    },
    {
      given: 'a fleet of what is not the name of a Region',
      node: nodeOf('fleet', { Name: 'f' }, {}, { ...connection, region: 'evil.test/' }),
      url: undefined,
    },
  ];
  for (const { given, node, url } of cases) {
    it(`of ${given} is ${url ?? 'none'}`, () => {
      assert.equal(consoleUrl(node), url);
      assert.equal(present(node).tokens.includes(';console;'), url !== undefined);
    });
  }

  it('of a Region is its start page', () => {
    const { region } = explorerUnderTest({});
    assert.equal(consoleUrl(region), 'https://eu-west-1.console.aws.amazon.com/appstream2/home?region=eu-west-1#/');
    assert.match(present(region).tokens, /;console;/);
  });
});
