// Two people change one thing: what a form makes of its user's changes and of those that were made at AWS meanwhile.
import assert from 'node:assert/strict';

import * as fc from 'fast-check';

import { fieldsOf } from '../../../src/explorer/forms/formSpec';
import { newsOf, pageForm, requestOf } from '../../../src/explorer/forms/pageForm';
import { withSharedFields } from '../../../src/forms/arnMembers';
import type { Value, Values } from '../../../src/forms/field';
import { type Meanwhile, merge, readable, withPart } from '../../../src/forms/merge';
import { inputFrom, isEmpty, ownValue, same } from '../../../src/forms/values';
import { changed } from '../../simulator/aroundField';
import { answerOf, updates } from '../../support/answersOf';

const seed = Number(process.env['SEED'] ?? 20_261_126);
const numRuns = Number(process.env['RUNS'] ?? 100);

const place = { title: '', line: '', key: '' };
const stack = fieldsOf('UpdateStack', { members: { StorageConnectors: { each: 'ConnectorType' } } });
const fleet = fieldsOf('UpdateFleet');

const setting = (Action: string, Permission: string): Values => ({ Action, Permission });
const subnets = (...SubnetIds: string[]): Values => ({ VpcConfig: { SubnetIds } });

interface Case {
  readonly given: string;
  readonly of?: typeof stack;
  readonly before: Values;
  readonly mine: Values;
  readonly now: Values;
  readonly holds: Values;
  /** What is said to have been changed; `!` where the user has to choose. */
  readonly says: readonly string[];
}

const cases: readonly Case[] = [
  {
    given: 'another member than the user has changed',
    before: { DisplayName: 'a', Description: 'a' },
    mine: { DisplayName: 'b', Description: 'a' },
    now: { DisplayName: 'a', Description: 'c' },
    holds: { DisplayName: 'b', Description: 'c' },
    says: ['Description'],
  },
  {
    given: 'the same member in another way',
    before: { DisplayName: 'a' },
    mine: { DisplayName: 'b' },
    now: { DisplayName: 'c' },
    holds: { DisplayName: 'b' },
    says: ['Display name!'],
  },
  {
    given: 'the same member in the same way',
    before: { DisplayName: 'a' },
    mine: { DisplayName: 'b' },
    now: { DisplayName: 'b' },
    holds: { DisplayName: 'b' },
    says: ['Display name'],
  },
  {
    given: 'a member that the user has cleared',
    before: { RedirectURL: 'https://a' },
    mine: {},
    now: { RedirectURL: 'https://b' },
    holds: {},
    says: ['Redirect URL!'],
  },
  {
    given: 'another setting of a list that AWS replaces as a whole',
    before: { UserSettings: [setting('FILE_UPLOAD', 'ENABLED'), setting('FILE_DOWNLOAD', 'ENABLED')] },
    mine: { UserSettings: [setting('FILE_UPLOAD', 'DISABLED'), setting('FILE_DOWNLOAD', 'ENABLED')] },
    now: { UserSettings: [setting('FILE_UPLOAD', 'ENABLED'), setting('FILE_DOWNLOAD', 'DISABLED')] },
    holds: { UserSettings: [setting('FILE_UPLOAD', 'DISABLED'), setting('FILE_DOWNLOAD', 'DISABLED')] },
    says: ['User settings › File download'],
  },
  {
    given: 'a storage connector beside the one that the user has added',
    before: {},
    mine: { StorageConnectors: [{ ConnectorType: 'HOMEFOLDERS' }] },
    now: { StorageConnectors: [{ ConnectorType: 'ONE_DRIVE', Domains: ['a.example'] }] },
    holds: {
      StorageConnectors: [{ ConnectorType: 'HOMEFOLDERS' }, { ConnectorType: 'ONE_DRIVE', Domains: ['a.example'] }],
    },
    says: ['Storage connectors › One drive'],
  },
  {
    given: 'an entry of a list beside the one that the user has added',
    before: { EmbedHostDomains: ['a'] },
    mine: { EmbedHostDomains: ['a', 'mine'] },
    now: { EmbedHostDomains: ['theirs'] },
    holds: { EmbedHostDomains: ['mine', 'theirs'] },
    says: ['Embed host domains'],
  },
  {
    given: 'the very entry that the user has changed',
    of: fleet,
    before: subnets('subnet-1', 'subnet-2'),
    mine: subnets('subnet-1', 'subnet-3'),
    now: subnets('subnet-1', 'subnet-4'),
    holds: subnets('subnet-1', 'subnet-3'),
    says: ['VPC › Subnet IDs!'],
  },
  {
    given: 'the security groups, where the user has changed the subnets',
    of: fleet,
    before: subnets('subnet-1'),
    mine: subnets('subnet-2'),
    now: { VpcConfig: { SubnetIds: ['subnet-1'], SecurityGroupIds: ['sg-1'] } },
    holds: { VpcConfig: { SubnetIds: ['subnet-2'], SecurityGroupIds: ['sg-1'] } },
    says: ['VPC › Security group IDs'],
  },
  {
    given: 'only how what was never set is answered',
    before: { Description: '', StorageConnectors: [], ContentRedirection: {} },
    mine: {},
    now: {},
    holds: {},
    says: [],
  },
];

const saidOf = ({ labels, mine }: Meanwhile): string => `${labels.join(' › ')}${mine ? '!' : ''}`;

describe('Changes made in AWS after a form was opened', () => {
  for (const { given, of = stack, before, mine, now, holds, says } of cases) {
    it(`are merged with the user's, given ${given}`, () => {
      const { values, changes } = merge(of, before, mine, now);
      assert.deepEqual(inputFrom(of, values), holds);
      assert.deepEqual(changes.map(saidOf), says);
    });
  }

  it("can replace the user's, one part at a time", () => {
    const [before, mine, now] = ['ENABLED', 'DISABLED', 'NEWER'].map(permission => ({
      UserSettings: [setting('FILE_UPLOAD', permission), setting('FILE_DOWNLOAD', 'ENABLED')],
    })) as unknown as [Values, Values, Values];
    const { values, changes } = merge(stack, before, mine, now);
    const [change] = changes;
    assert.ok(change?.mine);
    const taken = withPart(stack, values, change.path, change.now);
    assert.deepEqual(taken, now);
    assert.deepEqual(withPart(stack, taken, change.path, change.mine.value), mine);
    assert.deepEqual(withPart(fleet, subnets('a'), ['VpcConfig', 'SubnetIds'], undefined), { VpcConfig: {} });
    assert.deepEqual(withPart(fieldsOf('TagResource'), { Tags: { a: '1' } }, ['Tags', 'a'], undefined), { Tags: {} });
  });

  it("are described with the form's labels", () => {
    const words = (path: string[], value: Value | undefined): string | undefined => readable(stack, { path }, value);
    assert.equal(words(['UserSettings', 'FILE_UPLOAD'], setting('FILE_UPLOAD', 'ENABLED')), 'Permission: Enabled');
    assert.equal(words(['EmbedHostDomains'], ['a', 'b']), 'a, b');
    assert.equal(words(['Description'], undefined), undefined);
    assert.equal(readable(fleet, { path: ['VpcConfig', 'SubnetIds'] }, ['s']), 's');
    assert.equal(readable(fleet, { path: ['EnableDefaultInternetAccess'] }, false), 'false');
  });

  it('are shown if they lock a field that the user has changed', () => {
    const { form } = updates.find(({ name }) => name === 'fleet.update') ?? assert.fail();
    const resource = { Name: 'dev', InstanceType: 'a', FleetType: 'ON_DEMAND', State: 'STOPPED' };
    const page = pageForm(form, resource, place, {});
    const running = pageForm(form, { ...resource, State: 'RUNNING' }, place, {});
    assert.deepEqual(newsOf(page, running, { ...page.values, InstanceType: 'b' }), { stuck: ['InstanceType'] });
    assert.equal(newsOf(page, running, { ...page.values, DisplayName: 'b' }), undefined, 'it is not what is sent');
  });

  for (const { name, of, form } of updates) {
    it(`are kept in what ${name} sends, for any changes (seed ${seed})`, () => {
      const sides = answerOf(of).chain(answer => {
        const page = pageForm(form, answer, place, {});
        const made = changed(page.fields, page.values);
        return fc.tuple(made, made).map(([mine, theirs]) => ({ page, mine, theirs }));
      });
      fc.assert(
        fc.property(sides, ({ page, mine, theirs }) => {
          const { fields, values: before } = page;
          const now = { ...page, values: inputFrom(fields, theirs) };
          const { values, changes } = merge(fields, before, mine, now.values);
          const [merged, own] = [values, mine].map(side => inputFrom(fields, side)) as [Values, Values];
          for (const { name: member } of fields) {
            const [was, entered, is, holds] = [before, own, now.values, merged].map(side => ownValue(side, member));
            if (same(was, entered)) assert.ok(same(holds, is), `${member}: nobody has touched it here`);
            if (same(was, is)) {
              assert.ok(same(holds, entered), `${member}: nobody has touched it there`);
            } else {
              assert.ok(
                changes.some(({ path: [first] }) => first === member),
                `${member} is told of`,
              );
            }
          }
          for (const { path, agreed, mine: asked } of changes) assert.ok(!(agreed && asked), path.join('.'));
          // Bringing it up to date once more changes nothing.
          const again = merge(fields, before, values, now.values);
          assert.ok(same(inputFrom(fields, again.values), merged));
          const request = requestOf(form, now, merged);
          const [entered, sent] = [own, 'input' in request ? request.input : {}];
          for (const member of Object.keys(withSharedFields(fields, sent))) {
            if (member !== 'AttributesToDelete') {
              assert.ok(!same(before[member], entered[member]), `${member}: only what the user has changed is sent`);
            }
          }
          if (!changes.length) assert.deepEqual(request, requestOf(form, page, own));
          assert.ok(isEmpty(sent) || newsOf(page, now, own) || changes.every(({ agreed }) => agreed));
        }),
        { seed, numRuns },
      );
    });
  }
});
