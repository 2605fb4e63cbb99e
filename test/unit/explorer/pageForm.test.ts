// What a form's page gets, from the kind's form, the resource and the way it was opened.
import * as assert from 'node:assert/strict';

import type { FormAddress, Opening } from '../../../src/explorer/forms/pageForm';
import { newsOf, pageForm, requestOf } from '../../../src/explorer/forms/pageForm';
import type { Values } from '../../../src/forms/field';
import type { Draft, Form as Page } from '../../../src/forms/protocol';
import { formsOfKinds } from '../../simulator/formCases';
import { elasticFleet } from '../../support/openForm';

const forms = formsOfKinds();
const address: FormAddress = { title: 'Update Fleet dev', line: 'dev · eu-west-1', key: 'fleet.update dev' };
const running = { Name: 'dev', FleetType: 'ON_DEMAND', State: 'RUNNING', InstanceType: 'stream.standard.medium' };
const draft: Draft = { opened: {}, values: { Description: 'x' } };
const stopped = { ...running, State: 'STOPPED' };

function pageOf(name: string, resource?: object, opening: Opening = {}, at: FormAddress = address): Page {
  return pageForm(forms.get(name) ?? assert.fail(`no form ${name}`), resource, at, {}, opening);
}

const request = (resource: object, change: Values) => {
  const page = pageOf('fleet.update', resource);
  return requestOf(forms.get('fleet.update') ?? assert.fail(), page, { ...page.values, ...change });
};

const lockedIn = (page: Page): string[] => page.fields.filter(field => field.locked !== undefined).map(f => f.name);

describe('The page of a form', () => {
  const has: { given: string; page: () => Page; shows: Partial<Page>; lacks: (keyof Page)[] }[] = [
    {
      given: 'to create a fleet: it proposes values, and sends all of them',
      page: () => pageOf('fleet.create', undefined, {}, { title: 'Create Fleet', line: 'prod · eu-west-1', key: 'k' }),
      shows: {
        title: 'Create Fleet',
        subtitle: 'prod · eu-west-1',
        key: 'k',
        proposed: true,
        submitLabel: 'Create Fleet',
      },
      lacks: ['changesOnly', 'notice', 'draft', 'actor', 'meanwhile'],
    },
    {
      given: 'to update a stopped fleet: it sends changes alone, and nothing is locked',
      page: () => pageOf('fleet.update', stopped),
      shows: { changesOnly: true, submitLabel: 'Update Fleet' },
      lacks: ['proposed', 'notice', 'draft', 'actor', 'meanwhile'],
    },
    {
      given: 'to update a stopped fleet that it could unlock: nothing is locked, so it says nothing of it',
      page: () => pageOf('fleet.update', stopped, { unlockable: true, unlocked: true }),
      shows: { submitLabel: 'Update Fleet' },
      lacks: ['notice'],
    },
    {
      given: 'to update a running fleet that nothing can unlock',
      page: () => pageOf('fleet.update', running),
      shows: { submitLabel: 'Update Fleet' },
      lacks: ['notice'],
    },
    {
      given: 'to update a running fleet: it offers to unlock the rest',
      page: () => pageOf('fleet.update', running, { unlockable: true }),
      shows: {
        submitLabel: 'Update Fleet',
        notice: {
          text: 'Some settings can be changed only while it is stopped.',
          button: { label: 'Unlock All Fields', does: 'unlock' },
        },
      },
      lacks: ['draft'],
    },
    {
      given: 'to update a running fleet with all fields unlocked: it says what happens',
      page: () => pageOf('fleet.update', running, { unlocked: true, unlockable: true }),
      shows: {
        submitLabel: 'Stop, Update and Start Again',
        notice: { text: 'It is stopped, updated and started again. You confirm first and see which sessions end.' },
      },
      lacks: [],
    },
    {
      given: 'with a draft, an actor and a note',
      page: () => pageOf('fleet.update', stopped, { draft, meanwhile: 'Changed.' }, { ...address, actor: 'someone' }),
      shows: {
        draft,
        actor: 'someone',
        meanwhile: 'Changed.',
      },
      lacks: ['notice'],
    },
  ];
  for (const { given, page, shows, lacks } of has) {
    it(`is as expected: ${given}`, () => {
      const made = page();
      for (const [member, value] of Object.entries(shows)) assert.deepEqual(made[member as keyof Page], value, member);
      assert.deepEqual(
        lacks.filter(member => Object.hasOwn(made, member)),
        [],
      );
    });
  }

  it('locks what a running fleet can not change, unless the fields are unlocked', () => {
    assert.ok(lockedIn(pageOf('fleet.update', running)).length > 3);
    assert.deepEqual(lockedIn(pageOf('fleet.update', running, { unlocked: true })), []);
    assert.deepEqual(lockedIn(pageOf('fleet.update', stopped)), []);
  });

  it('says of a locked field why it is locked', () => {
    const reasons = pageOf('fleet.update', running).fields.flatMap(({ locked }) => locked ?? []);
    assert.deepEqual(
      reasons.filter(reason => !reason.trim()),
      [],
    );
  });

  it('lets rules depend on values that have no field, such as the type of a fleet', () => {
    const rules = (resource: object): string => JSON.stringify(pageOf('fleet.update', resource).rules);
    assert.notEqual(rules(elasticFleet), rules(stopped));
  });

  it('takes null for a value that was never set, also in lists and groups', () => {
    const bare = pageOf('fleet.update', { ...stopped, VpcConfig: { SubnetIds: ['subnet-1', 'subnet-2'] } });
    const withNulls = pageOf('fleet.update', {
      ...{ ...stopped, Description: null, DomainJoinInfo: null },
      VpcConfig: { SubnetIds: ['subnet-1', null, 'subnet-2'], SecurityGroupIds: null },
    });
    assert.deepEqual(withNulls.values, bare.values);
  });

  it('has no values that its operation does not take', () => {
    const { values } = pageOf('fleet.update', stopped);
    assert.equal(Object.hasOwn(values, 'State'), false);
  });
});

describe('What an update sends', () => {
  const fleet = {
    ...{ ...stopped, Description: 'desks', DisplayName: 'Desks' },
    VpcConfig: { SubnetIds: ['subnet-1', 'subnet-2'], SecurityGroupIds: ['sg-1'] },
  };
  const cases: { given: string; change: Values; sends: ReturnType<typeof requestOf> }[] = [
    { given: 'no change', change: {}, sends: { unchanged: true } },
    { given: 'a new text', change: { DisplayName: 'Bureaux' }, sends: { input: { DisplayName: 'Bureaux' } } },
    {
      given: 'a group that is cleared as a whole',
      change: { VpcConfig: undefined },
      sends: { input: { AttributesToDelete: ['VPC_CONFIGURATION'] } },
    },
    {
      given: 'a member of a group that is cleared while another one of it changes',
      change: { VpcConfig: { SubnetIds: ['subnet-1'] } },
      sends: {
        input: {
          VpcConfig: { SubnetIds: ['subnet-1'] },
          AttributesToDelete: ['VPC_CONFIGURATION_SECURITY_GROUP_IDS'],
        },
      },
    },
    {
      given: 'a text that AWS can not clear',
      change: { Description: '' },
      sends: {
        problems: [{ path: ['Description'], message: 'AWS can change this setting but not clear it. Enter a value.' }],
      },
    },
  ];
  for (const { given, change, sends } of cases) {
    it(`is right for ${given}`, () => assert.deepEqual(request(fleet, change), sends));
  }
});

describe('What somebody else has changed meanwhile', () => {
  const before = { ...stopped, Description: 'desks', DisplayName: 'Desks' };
  const cases: { given: string; now: object; enters: Values; shows: ReturnType<typeof newsOf> }[] = [
    { given: 'nothing', now: before, enters: { DisplayName: 'New' }, shows: undefined },
    {
      given: 'another member',
      now: { ...before, Description: 'theirs' },
      enters: { DisplayName: 'New' },
      shows: { stuck: [] },
    },
    {
      given: 'the same member to the same value',
      now: { ...before, DisplayName: 'New' },
      enters: { DisplayName: 'New' },
      shows: undefined,
    },
    {
      given: 'the state, which locks what the user has changed',
      now: { ...before, State: 'RUNNING' },
      enters: { InstanceType: 'stream.standard.large' },
      shows: { stuck: ['InstanceType'] },
    },
    {
      given: 'the state, which locks nothing that the user has changed',
      now: { ...before, State: 'RUNNING' },
      enters: { DisplayName: 'New' },
      shows: undefined,
    },
  ];
  for (const { given, now, enters, shows } of cases) {
    it(`is ${shows ? 'shown' : 'not shown'} for ${given}`, () => {
      const page = pageOf('fleet.update', before);
      assert.deepEqual(newsOf(page, pageOf('fleet.update', now), { ...page.values, ...enters }), shows);
    });
  }
});
