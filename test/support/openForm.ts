// A form of a kind as a page shows it, and what is wrong with what is entered.
import * as assert from 'node:assert/strict';

import { pageForm } from '../../src/explorer/forms/pageForm';
import type { Values } from '../../src/forms/field';
import { validate } from '../../src/forms/validate';
import { formsOfKinds } from '../simulator/formCases';

const forms = formsOfKinds();
const place = { title: '', line: '', key: '' };

/** An Elastic fleet: as its form is filled in, and as an answer has it. It has no capacity of instances. */
export const elasticFleet = {
  Name: 'site',
  InstanceType: 'stream.standard.medium',
  FleetType: 'ELASTIC',
  Platform: 'WINDOWS_SERVER_2019',
  MaxConcurrentSessions: 1,
  ComputeCapacity: undefined,
  VpcConfig: { SubnetIds: ['subnet-1', 'subnet-2'] },
};

/** The form `fleet.create`, or that of a resource: `fleet.update`. */
export function openForm(name: string, resource?: object) {
  const form = forms.get(name) ?? assert.fail(`no form ${name}`);
  return { form, page: pageForm(form, resource, place, {}) };
}

/** The paths of what is wrong, as `VpcConfig.SubnetIds`, when some members are entered. */
export function problems(name: string, entered: Values, resource?: object): string[] {
  const { page } = openForm(name, resource);
  return validate(page.fields, { ...page.values, ...entered }, page.rules, page.texts).map(({ path }) =>
    path.join('.'),
  );
}
