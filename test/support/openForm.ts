// A form of a kind as a page shows it, and the problems of the entered values.
import * as assert from 'node:assert/strict';

import { pageForm } from '../../src/explorer/forms/pageForm';
import type { Values } from '../../src/forms/field';
import { validate } from '../../src/forms/validate';
import { formsOfKinds } from '../simulator/formCases';

const forms = formsOfKinds();
const place = { title: '', line: '', key: '' };

/** An Elastic fleet, as entered in its form and as returned by AWS. It has no instance capacity. */
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

/** The paths of the problems, such as `VpcConfig.SubnetIds`, after some members are entered. */
export function problems(name: string, entered: Values, resource?: object): string[] {
  const { page } = openForm(name, resource);
  return validate(page.fields, { ...page.values, ...entered }, page.rules, page.texts).map(({ path }) =>
    path.join('.'),
  );
}
