// What takes an update back, from what the user sent and what AWS answers now.
import * as assert from 'node:assert/strict';

import type { FormAddress } from '../../../src/explorer/forms/pageForm';
import { pageForm } from '../../../src/explorer/forms/pageForm';
import type { Undo, Updated } from '../../../src/explorer/forms/undo';
import { isUndone, undoOf } from '../../../src/explorer/forms/undo';
import type { Values } from '../../../src/forms/field';
import { inputFrom } from '../../../src/forms/values';
import { formsOfKinds } from '../../simulator/formCases';

const forms = formsOfKinds();
const address: FormAddress = { title: 'Update', line: 'dev · eu-west-1', key: 'k' };
const fleet = { Name: 'dev', FleetType: 'ON_DEMAND', State: 'STOPPED', InstanceType: 'stream.standard.medium' };
const stack = { Name: 'desk', DisplayName: 'Desk' };
const directory = {
  DirectoryName: 'corp.example.com',
  OrganizationalUnitDistinguishedNames: ['OU=a'],
  ServiceAccountCredentials: { AccountName: 'corp\\join', AccountPassword: '' },
};

const formNamed = (name: string) => forms.get(name) ?? assert.fail(`no form ${name}`);

/** An update of a resource, in which the user has entered some members anew. */
function updateOf(name: string, before: object, entered: Values): Updated {
  const formOf = (resource: unknown) => pageForm(formNamed(name), resource, address, {});
  const page = formOf(before);
  return { before: page, entered: inputFrom(page.fields, { ...page.values, ...entered }), formOf };
}

describe('What takes an update back', () => {
  const cases: { given: string; form: string; before: object; entered: Values; now: object; undo: Undo }[] = [
    {
      given: 'a changed text: the old text, and nothing else',
      ...{ form: 'stack.update', before: stack, entered: { DisplayName: 'Desktop' } },
      now: { ...stack, DisplayName: 'Desktop' },
      undo: { kind: 'update', input: { DisplayName: 'Desk' } },
    },
    {
      given: 'a text that was cleared: the old text',
      ...{ form: 'stack.update', before: stack, entered: { DisplayName: '' } },
      now: { Name: 'desk' },
      undo: { kind: 'update', input: { DisplayName: 'Desk' } },
    },
    {
      given: 'a value that was empty, in a form that can clear it',
      ...{ form: 'stack.update', before: stack, entered: { RedirectURL: 'https://example.com' } },
      now: { ...stack, RedirectURL: 'https://example.com' },
      undo: { kind: 'update', input: { AttributesToDelete: ['REDIRECT_URL'] } },
    },
    {
      given: 'a value that was empty and can be changed, but not cleared',
      ...{ form: 'stack.update', before: stack, entered: { Description: 'For all' } },
      now: { ...stack, Description: 'For all' },
      undo: { kind: 'impossible' },
    },
    {
      given: "another member that somebody else has changed since: the others' change stays",
      ...{ form: 'stack.update', before: stack, entered: { DisplayName: 'Desktop' } },
      now: { ...stack, DisplayName: 'Desktop', Description: 'by another' },
      undo: { kind: 'update', input: { DisplayName: 'Desk' } },
    },
    {
      given: 'the same member that somebody else has changed since',
      ...{ form: 'stack.update', before: stack, entered: { DisplayName: 'Desktop' } },
      now: { ...stack, DisplayName: 'Workplace' },
      undo: { kind: 'differs' },
    },
    {
      given: 'a value that AWS does not return',
      ...{ form: 'stack.update', before: stack, entered: { DisplayName: 'Desktop' } },
      now: { Name: 'desk' },
      undo: { kind: 'differs' },
    },
    {
      given: 'a member that the state has locked since',
      ...{ form: 'fleet.update', before: fleet, entered: { InstanceType: 'stream.standard.large' } },
      now: { ...fleet, InstanceType: 'stream.standard.large', State: 'RUNNING' },
      undo: { kind: 'impossible' },
    },
    {
      given: 'an update without a change',
      ...{ form: 'stack.update', before: stack, entered: {}, now: stack },
      undo: { kind: 'impossible' },
    },
    {
      given: 'a password, which is never known',
      ...{ form: 'directoryConfig.update', before: directory },
      entered: { ServiceAccountCredentials: { AccountName: 'corp\\other', AccountPassword: 'secret-1' } },
      now: {
        ...directory,
        ServiceAccountCredentials: { AccountName: 'corp\\other', AccountPassword: 'secret-1' },
      },
      undo: { kind: 'impossible' },
    },
  ];
  for (const { given, form, before, entered, now, undo } of cases) {
    it(`of ${given}: ${JSON.stringify(undo)}`, () => {
      assert.deepEqual(undoOf(formNamed(form), updateOf(form, before, entered), now), undo);
    });
  }

  const ends: { now: object; undone: boolean }[] = [
    { now: stack, undone: true },
    { now: { ...stack, Description: 'by another' }, undone: true },
    { now: { ...stack, DisplayName: 'Desktop' }, undone: false },
    { now: { Name: 'desk' }, undone: false },
  ];
  for (const { now, undone } of ends) {
    it(`has ${undone ? 'led' : 'not led'} back when AWS answers ${JSON.stringify(now)}`, () => {
      assert.equal(isUndone(updateOf('stack.update', stack, { DisplayName: 'Desktop' }), now), undone);
    });
  }
});
