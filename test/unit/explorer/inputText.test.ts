// What a comparison shows of a resource.
import * as assert from 'node:assert/strict';

import { inputText } from '../../../src/explorer/config/inputText';
import { kindNamed, kinds } from '../../../src/kinds/all';

const fleet = {
  Name: 'cad',
  FleetType: 'ON_DEMAND',
  InstanceType: 'stream.standard.medium',
  State: 'RUNNING',
  Arn: 'arn:aws:appstream:eu-west-1:123456789012:fleet/cad',
  ComputeCapacityStatus: { Desired: 3, Running: 2 },
  VpcConfig: { SubnetIds: ['subnet-b', 'subnet-a'] },
};
const read = (...args: Parameters<typeof inputText>): Record<string, unknown> =>
  JSON.parse(inputText(...args)) as Record<string, unknown>;

describe('The text of a comparison', () => {
  it('has neither state, ARN nor capacity of a fleet, unless all is shown', () => {
    const some = read(kindNamed('fleet'), fleet);
    for (const member of ['State', 'Arn', 'ComputeCapacityStatus', 'ComputeCapacity']) {
      assert.ok(!(member in some), member);
    }
    const all = read(kindNamed('fleet'), fleet, { all: true });
    assert.deepEqual([all['State'], all['ComputeCapacity']], ['RUNNING', { DesiredInstances: 3 }]);
  });

  it('does not depend on the order of members and of lists in an answer', () => {
    const turned = Object.fromEntries(Object.entries(fleet).reverse());
    const other = { ...turned, VpcConfig: { SubnetIds: ['subnet-a', 'subnet-b'] } };
    assert.equal(inputText(kindNamed('fleet'), fleet), inputText(kindNamed('fleet'), other));
  });

  it('keeps the order of the footer links of a theme', () => {
    const links = ['b', 'a'].map(DisplayName => ({ DisplayName, FooterLinkURL: 'https://x.example' }));
    const theme = { StackName: 's', ThemeTitleText: 't', ThemeFooterLinks: links };
    assert.deepEqual(read(kindNamed('theme'), theme, { scope: { StackName: 's' } }), {
      TitleText: 't',
      FooterLinks: links,
    });
  });

  it('shows a member that the facts of the API do not have', () => {
    assert.equal(read(kindNamed('fleet'), { ...fleet, FutureSetting: 'on' })['FutureSetting'], 'on');
  });

  it('is the same for an answer and for the input that was made of it', () => {
    const text = inputText(kindNamed('fleet'), fleet, { all: false });
    assert.equal(inputText(kindNamed('fleet'), JSON.parse(text) as object), text);
  });

  it('has the tags where the request has them, and the names of what is associated', () => {
    const also = { Tags: { team: 'gis' }, 'Associated Stacks': ['office'] };
    const { Tags, ...others } = read(kindNamed('fleet'), fleet, { also });
    assert.deepEqual([Tags, others['Associated Stacks']], [{ team: 'gis' }, ['office']]);
  });

  it('leaves out what the API marks as sensitive', () => {
    const config = { DirectoryName: 'a.example', ServiceAccountCredentials: { AccountName: 'svc' } };
    assert.deepEqual(read(kindNamed('directoryConfig'), config, { all: true }), { DirectoryName: 'a.example' });
  });

  it('is never made of what a label names a person of', () => {
    assert.deepEqual(
      kinds.filter(({ compares, privateLabel }) => compares && privateLabel),
      [],
    );
  });
});
