// What the forms that update something take, lock and send, and that their words are translated.
import * as assert from 'node:assert/strict';

import * as l10n from '@vscode/l10n';

import { requestOf } from '../../../src/explorer/forms/pageForm';
import type { Values } from '../../../src/forms/field';
import { inputFrom } from '../../../src/forms/values';
import { elasticFleet, openForm, problems } from '../../support/openForm';

const arn = 'arn:aws:appstream:eu-west-1:123456789012:image/base';

describe('The update of a fleet', () => {
  const standard = {
    Name: 'cad',
    State: 'STOPPED',
    FleetType: 'ON_DEMAND',
    InstanceType: 'stream.standard.medium',
    ImageName: 'base',
    ImageArn: arn,
    Platform: 'WINDOWS_SERVER_2022',
    ComputeCapacityStatus: { Desired: 2 },
  };
  const site = { ...elasticFleet, State: 'STOPPED', ComputeCapacityStatus: { Desired: 1 } };
  const shared = {
    ...standard,
    State: 'RUNNING',
    MaxSessionsPerInstance: 2,
    ComputeCapacityStatus: { Desired: 2, DesiredUserSessions: 4 },
  };

  for (const { given, resource } of [
    { given: 'a fleet of instances', resource: standard },
    { given: 'an Elastic fleet', resource: site },
    { given: 'a multi-session fleet that runs', resource: shared },
  ]) {
    it(`accepts ${given} unchanged`, () => assert.deepEqual(problems('fleet.update', {}, resource), []));
  }

  const refused: { given: string; resource: object; entered: Values; at: string }[] = [
    { given: 'an image of an Elastic fleet', resource: site, entered: { ImageName: 'base' }, at: 'ImageName' },
    {
      given: 'one subnet of an Elastic fleet',
      resource: site,
      entered: { VpcConfig: { SubnetIds: ['subnet-1'] } },
      at: 'VpcConfig.SubnetIds',
    },
    {
      given: 'sessions of an Elastic fleet for one of instances',
      resource: standard,
      entered: { MaxConcurrentSessions: 1 },
      at: 'MaxConcurrentSessions',
    },
    {
      given: 'a fleet without an image',
      resource: standard,
      entered: { ImageName: '' },
      at: 'ImageName',
    },
    {
      given: 'sessions of a fleet that runs with a user an instance, where that can be entered',
      resource: { ...standard, State: 'RUNNING' },
      entered: { ComputeCapacity: { DesiredSessions: 4 } },
      at: 'ComputeCapacity.DesiredSessions',
    },
  ];
  for (const { given, resource, entered, at } of refused) {
    it(`refuses ${given}`, () => assert.deepEqual(problems('fleet.update', entered, resource), [at]));
  }

  it('sends only the ARN if another account’s image replaces an image with a name', () => {
    const { form, page } = openForm('fleet.update', { ...standard, Arn: arn.replace('image', 'fleet') });
    assert.equal(page.values['ImageName'], 'base');
    const shared = arn.replace('123456789012', '210987654321');
    const entered = { ...page.values, ImageName: shared };
    assert.deepEqual(problems('fleet.update', { ImageName: shared }, standard), []);
    assert.deepEqual(requestOf(form, page, inputFrom(page.fields, entered)), { input: { ImageArn: shared } });
  });
});

describe('The update of an app block builder', () => {
  const packer = {
    Name: 'packer',
    State: 'RUNNING',
    Platform: 'WINDOWS_SERVER_2019',
    InstanceType: 'stream.standard.medium',
    VpcConfig: { SubnetIds: ['subnet-1'] },
  };
  it('changes the names of a running one, even if it was created with one subnet', () => {
    assert.deepEqual(problems('appBlockBuilder.update', { DisplayName: 'Packer' }, packer), []);
  });
  it('requires two subnets if they can be changed', () => {
    const stopped = { ...packer, State: 'STOPPED' };
    assert.deepEqual(problems('appBlockBuilder.update', { DisplayName: 'Packer' }, stopped), ['VpcConfig.SubnetIds']);
  });
  it('locks everything except the names of a running one', () => {
    const { page } = openForm('appBlockBuilder.update', packer);
    assert.deepEqual(
      page.fields.filter(({ locked }) => locked === undefined).map(({ name }) => name),
      ['DisplayName', 'Description'],
    );
  });
});

describe('The texts of kinds in their forms', () => {
  // What is translated for a test stays so: for nothing else, since no other test has these words.
  const words = {
    'An image builder takes one subnet.': 'Ein Image Builder hat ein Subnetz.',
    'Certificate-based sign-in': 'Anmeldung mit Zertifikat',
    'Organizational units': 'Organisationseinheiten',
  };
  before(() => l10n.config({ contents: words }));
  after(() => l10n.config({ contents: {} }));

  it('are shown in the user’s language: rules, sections and labels', () => {
    const { rules } = openForm('imageBuilder.create').page;
    assert.ok(rules.some(({ message }) => message === words['An image builder takes one subnet.']));
    const { fields } = openForm('directoryConfig.create').page;
    assert.ok(fields.some(({ section }) => section === words['Certificate-based sign-in']));
    assert.ok(fields.some(({ label }) => label === words['Organizational units']));
  });
});
