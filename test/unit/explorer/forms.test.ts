// What goes on around a form: making a thing once, where problems stand, what a copy holds.
import * as assert from 'node:assert/strict';

import { ApiError } from '../../../src/api/core/errors';
import { isAsAsked } from '../../../src/explorer/acting/createIfAbsent';
import { duplicateValues, formKey, fromFormKey, pageForm } from '../../../src/explorer/forms/pageForm';
import { problemPath } from '../../../src/explorer/forms/problemPath';
import { findNode } from '../../../src/explorer/tree/findNode';
import type { Field, TextField, Value, Values } from '../../../src/forms/field';
import { kindNamed } from '../../../src/kinds/all';
import type { KindName } from '../../../src/kinds/names';
import { actionOf } from '../../support/actionOf';
import { explorerUnderTest } from '../../support/explorerUnderTest';
import { someone } from '../../support/scriptedApi';

const signal = new AbortController().signal;

const failed = (reason: ApiError['reason']): ApiError =>
  new ApiError('No.', { reason, operation: 'CreateFleet', code: 'X', retryable: false, nextStep: '' });

describe('Creating a resource', () => {
  const asked = { Name: 'dev', InstanceType: 'stream.standard.medium', Tags: { a: '1' } };
  const same = { ...asked, Tags: undefined, State: 'STOPPED' };
  const other = { ...same, InstanceType: 'stream.standard.large' };

  const cases: {
    given: string;
    again: boolean;
    there?: object;
    answer?: ApiError;
    comes: 'made' | 'already' | 'error';
    creates: number;
  }[] = [
    { given: 'nothing that stands in the way', again: false, comes: 'made', creates: 1 },
    { given: 'a name that is taken', again: false, there: same, answer: failed('exists'), comes: 'error', creates: 1 },
    { given: 'an earlier request that had made it', again: true, there: same, comes: 'already', creates: 0 },
    { given: 'an earlier request that had made nothing', again: true, comes: 'made', creates: 1 },
    {
      given: 'an earlier request, and a name that somebody else has taken',
      again: true,
      there: other,
      answer: failed('exists'),
      comes: 'error',
      creates: 1,
    },
  ];
  for (const { given, again, there, answer, comes, creates } of cases) {
    it(`${comes === 'error' ? 'fails' : comes === 'made' ? 'sends the request' : 'sends no second request'}, given ${given}`, async () => {
      const made: object[] = there ? [there] : [];
      const { explorer, api, group } = explorerUnderTest({
        DescribeFleets: () => ({ Fleets: made }),
        CreateFleet() {
          if (answer) throw answer;
          made.push(same);
          return {};
        },
      });
      const outcome = await explorer.create(group('fleet'), someone, asked, signal, again).then(
        ({ afterLoss: already, node }) => (assert.ok(node), already ? 'already' : 'made'),
        () => 'error',
      );
      assert.equal(outcome, comes);
      assert.equal(api.calls.filter(call => call.startsWith('CreateFleet')).length, creates);
    });
  }

  const likes: { given: string; asked: Value; found: Value; is: boolean }[] = [
    { given: 'members that the service fills in', asked: { A: 1 }, found: { A: 1, B: 2 }, is: true },
    { given: 'members that the service does not answer', asked: { A: 1, Tags: {} }, found: { A: 1 }, is: true },
    { given: 'another value', asked: { A: 1 }, found: { A: 2 }, is: false },
    { given: 'another value inside', asked: { V: { S: ['a', 'b'] } }, found: { V: { S: ['a'] } }, is: false },
    { given: 'a list in another order', asked: { S: ['a', 'b'] }, found: { S: ['b', 'a', 'c'] }, is: true },
    { given: 'a text where a group was', asked: { V: { S: 'a' } }, found: { V: 'a' }, is: false },
  ];
  for (const { given, asked: wanted, found, is } of likes) {
    it(`takes ${given} as ${is ? 'the requested resource' : 'another resource'}`, () => {
      assert.equal(isAsAsked(wanted, found), is);
    });
  }
});

describe('A form that offers to stop the resource first', () => {
  it('unlocks the locked fields, and says so on the button', () => {
    const place = { title: 'T', line: '', key: 'k' };
    const fleet = { Name: 'dev', State: 'RUNNING', FleetType: 'ON_DEMAND' };
    const { form } = actionOf('fleet', 'update');
    assert.ok(form);
    const locked = pageForm(form, fleet, place, {}, { unlockable: true });
    const open = pageForm(form, fleet, place, {}, { unlocked: true });
    const isLocked = (fields: readonly Field[]): boolean => fields.some(field => field.locked !== undefined);
    assert.ok(isLocked(locked.fields) && locked.notice?.button);
    assert.ok(!isLocked(open.fields) && open.notice && !open.notice.button);
    assert.equal(open.submitLabel, 'Stop, Update and Start Again');
    assert.equal(pageForm(form, { ...fleet, State: 'STOPPED' }, place, {}).notice, undefined);
  });

  it('opens again with an update that a plan could not do: what it sets, by name or ARN, and what it clears', () => {
    const { form } = actionOf('fleet', 'update');
    assert.ok(form);
    const image = 'arn:aws:appstream:eu-west-1:222222222222:image/b';
    const input = { ImageArn: image, AttributesToDelete: ['IAM_ROLE_ARN'] };
    const held = { ImageName: 'a', ImageArn: '', IamRoleArn: 'role' };
    const fleet = { Name: 'dev', State: 'STOPPED', ImageName: 'a', IamRoleArn: 'role', Description: 'CAD' };
    const { draft } = pageForm(form, fleet, { title: 'T', line: '', key: 'k' }, {}, { entered: { input, held } });
    assert.deepEqual(draft, {
      values: { ImageName: image, Description: 'CAD' },
      opened: { ImageName: 'a', IamRoleArn: 'role', Description: 'CAD' },
    });
  });
});

describe('Finding a node by its id', () => {
  const fleets = Array.from({ length: 25 }, (_, index) => ({ Name: `f${index}`, State: 'STOPPED' }));
  const setup = () =>
    explorerUnderTest(
      {
        DescribeFleets: ({ NextToken }) => {
          const from = Number(NextToken ?? 0);
          const next = from + 5;
          return { Fleets: fleets.slice(from, next), ...(next < 25 && { NextToken: String(next) }) };
        },
        DescribeImages: () => ({ Images: [] }),
      },
      { pageSize: 5 },
    );

  it('loads a list only as far as needed', async () => {
    const { explorer, group } = setup();
    const id = `${group('fleet').id}/f12`;
    assert.equal((await findNode(explorer, id))?.id, id);
    assert.ok(explorer.list(group('fleet')).hasMore);
  });

  it('finds lists, also below a resource and in sections', async () => {
    const { explorer, group } = setup();
    for (const id of [group('fleet').id, `${group('image').id}:private`, `${group('fleet').id}/f3/session`]) {
      assert.equal((await findNode(explorer, id))?.id, id);
    }
  });

  it('finds nothing that does not exist', async () => {
    const { explorer, group } = setup();
    for (const id of [
      'profile:other/eu-west-1/fleet',
      `${group('fleet').id}/gone`,
      '',
      'sandbox:demo/eu-west-1/fleet',
    ]) {
      assert.equal(await findNode(explorer, id), undefined, id);
    }
  });

  it('says why if a list on the way fails', async () => {
    const { explorer, group } = explorerUnderTest({
      DescribeFleets() {
        throw failed('expired');
      },
    });
    await assert.rejects(findNode(explorer, `${group('fleet').id}/f1`), { reason: 'expired' });
  });

  it("finds a form's node again, with any characters in its id", () => {
    const id = 'profile:a%20b/eu-west-1/fleet/x y';
    assert.deepEqual(fromFormKey(formKey('fleet.update', id)), { does: 'fleet.update', nodeId: id });
  });
});

describe('A problem that the service reports', () => {
  const text = (name: string): TextField => ({ kind: 'text', name, label: name });
  const fields: Field[] = [
    text('Name'),
    { ...text('ImageName'), arn: { name: 'ImageArn' } },
    {
      kind: 'group',
      name: 'VpcConfig',
      label: 'VPC',
      fields: [{ kind: 'list', name: 'SubnetIds', label: 'S', item: text('x') }],
    },
    { kind: 'group', name: 'Script', label: 'Script', fields: [text('Name'), text('Path')] },
    ...['Note', 'First', 'Second'].map(text),
  ];
  const values: Values = { Name: 'dev-fleet', ImageName: 'win-2025', Script: { Path: 'win-2025-x', Name: 'abc' } };
  const more: Values = { ...values, Note: 'four', First: 'same-value', Second: 'same-value' };
  const cases: { says: string; stands: string[] }[] = [
    { says: "1 validation error detected: Value at 'imageName' failed to satisfy constraint", stands: ['ImageName'] },
    { says: "1 validation error detected: Value at 'imageArn' failed to satisfy constraint", stands: ['ImageName'] },
    { says: 'SubnetIds must be in two zones', stands: ['VpcConfig', 'SubnetIds'] },
    { says: 'VpcConfig.SubnetIds is too short', stands: ['VpcConfig', 'SubnetIds'] },
    { says: 'The Name is taken', stands: ['Name'] },
    { says: 'The image win-2025 for account 1 does not exist.', stands: ['ImageName'] },
    { says: 'Fleet dev-fleet already exists.', stands: ['Name'] },
    { says: 'dev-fleet already exists.', stands: ['Name'] },
    { says: 'abc is not known', stands: [] },
    { says: 'four is not known', stands: ['Note'] },
    { says: 'same-value is not known', stands: [] },
    { says: "Value at 'script' and Path are wrong", stands: ['Script', 'Path'] },
    { says: 'You have reached the quota', stands: [] },
    { says: 'my-dev-fleetx does not exist', stands: [] },
  ];
  for (const { says, stands } of cases) {
    it(`is shown at ${stands.join('.') || 'the top'}: ${says}`, () => {
      assert.deepEqual(problemPath(says, fields, more), stands);
    });
  }
});

describe('A duplicate', () => {
  const cases: { of: KindName; resource: object; holds: Values; holdsNot: string[] }[] = [
    {
      of: 'fleet',
      resource: {
        Name: 'dev',
        Arn: 'arn:aws:appstream:eu-west-1:123456789012:fleet/dev',
        State: 'RUNNING',
        InstanceType: 'i',
        FleetType: 'ON_DEMAND',
        ImageName: 'win',
        ImageArn: 'arn:aws:appstream:eu-west-1:123456789012:image/win',
        ComputeCapacityStatus: { Desired: 4, Running: 1 },
        VpcConfig: { SubnetIds: ['s'] },
      },
      holds: {
        Name: 'dev-copy',
        ImageName: 'win',
        ComputeCapacity: { DesiredInstances: 4 },
        VpcConfig: { SubnetIds: ['s'] },
      },
      holdsNot: ['ImageArn', 'State', 'Arn', 'ComputeCapacityStatus'],
    },
    {
      of: 'fleet',
      resource: { Name: 'e', FleetType: 'ELASTIC', MaxConcurrentSessions: 5, ComputeCapacityStatus: { Desired: 5 } },
      holds: { Name: 'e-copy', MaxConcurrentSessions: 5 },
      holdsNot: ['ComputeCapacity'],
    },
    {
      of: 'stack',
      resource: {
        Name: 'x'.repeat(100),
        ApplicationSettings: { Enabled: true, SettingsGroup: 'g', S3BucketName: 'b' },
        CreatedTime: new Date(0),
      },
      holds: { Name: `${'x'.repeat(95)}-copy`, ApplicationSettings: { Enabled: true, SettingsGroup: 'g' } },
      holdsNot: ['CreatedTime'],
    },
    {
      of: 'imageBuilder',
      resource: { Name: 'b', ImageArn: 'arn', InstanceType: 'i', AppstreamAgentVersion: '1', State: 'STOPPED' },
      holds: { Name: 'b-copy', ImageArn: 'arn', InstanceType: 'i' },
      holdsNot: ['AppstreamAgentVersion', 'State'],
    },
  ];
  for (const { of, resource, holds, holdsNot } of cases) {
    it(`of a ${of} holds ${Object.keys(holds).join(', ')}`, () => {
      const values = duplicateValues(kindNamed(of), resource) ?? {};
      for (const [member, value] of Object.entries(holds)) assert.deepEqual(values[member], value, member);
      for (const member of holdsNot) assert.equal(values[member], undefined, member);
    });
  }

  it('is offered for no other kind', () => {
    assert.equal(duplicateValues(kindNamed('user'), { UserName: 'u' }), undefined);
  });
});
