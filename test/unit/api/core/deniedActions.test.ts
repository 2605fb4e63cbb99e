// The permission that is missing: from the words of AWS, or from the operation.
import * as assert from 'node:assert/strict';

import { appstream } from '../../../../src/api/appstream/service';
import { deniedActions } from '../../../../src/api/core/deniedActions';
import type { DeniedActions } from '../../../../src/api/core/errors';
import type { Failure } from '../../../../src/api/core/nextStep';
import { fromSdk } from '../../../../src/api/core/sdkErrors';
import { profileConnection } from '../../../../src/aws/connection';

const failure = (more: Partial<Failure> = {}): Failure => ({
  connection: profileConnection('dev', 'eu-west-1'),
  service: appstream,
  operation: 'StartFleet',
  signingIn: false,
  ...more,
});
const caller = 'User: arn:aws:sts::123456789012:assumed-role/Admin/… is not authorized to perform:';
const fleet = 'arn:aws:appstream:eu-west-1:123456789012:fleet/dev';
const sts = { at: { service: 'sts', host: 'sts.amazonaws.com', profile: 'base' } } as const;

const cases: readonly {
  given: string;
  name?: string;
  message: string;
  failed?: Partial<Failure>;
  denied: DeniedActions | undefined;
}[] = [
  { given: 'no words', message: 'You may not.', denied: { actions: ['appstream:StartFleet'] } },
  {
    given: 'an action and a resource',
    message: `${caller} appstream:StartFleet on resource: ${fleet} because no identity-based policy allows the appstream:StartFleet action`,
    denied: { actions: ['appstream:StartFleet'], resource: fleet },
  },
  {
    given: 'a resource at the end of the sentence',
    message: `${caller} appstream:StartFleet on resource: ${fleet}.`,
    denied: { actions: ['appstream:StartFleet'], resource: fleet },
  },
  {
    given: 'the action of another service',
    message: `${caller} iam:PassRole on resource: arn:aws:iam::123456789012:role/stream`,
    denied: { actions: ['iam:PassRole'], resource: 'arn:aws:iam::123456789012:role/stream' },
  },
  {
    given: 'several actions',
    message: `${caller} appstream:StartFleet, appstream:StopFleet`,
    denied: { actions: ['appstream:StartFleet', 'appstream:StopFleet'] },
  },
  {
    given: 'an explicit deny',
    message: `${caller} appstream:StartFleet with an explicit deny in a service control policy`,
    denied: { actions: ['appstream:StartFleet'], explicit: true },
  },
  {
    given: 'a resource with a removed name',
    message: `${caller} sts:AssumeRole on resource: arn:aws:iam::123456789012:user/…`,
    denied: { actions: ['sts:AssumeRole'] },
  },
  {
    given: 'a role that may not be assumed',
    message: `${caller} sts:AssumeRole on resource: arn:aws:iam::123456789012:role/stream`,
    failed: sts,
    denied: { actions: ['sts:AssumeRole'], resource: 'arn:aws:iam::123456789012:role/stream' },
  },
  { given: 'a refused sign-in', message: 'No access', failed: sts, denied: undefined },
  { given: 'a sign-in before the request', message: 'No access', failed: { signingIn: true }, denied: undefined },
  { given: 'a suspended account', name: 'InvalidAccountStatusException', message: 'Closed', denied: undefined },
  { given: 'an account without the service', name: 'OptInRequired', message: 'Subscribe', denied: undefined },
];

describe('The permission that is missing', () => {
  for (const { given, name = 'AccessDeniedException', message, failed, denied } of cases) {
    it(`${given}: ${denied?.actions.join(', ') ?? 'none'}`, () => {
      assert.deepEqual(deniedActions({ name }, message, failure(failed)), denied);
    });
  }

  it('is part of the error, and only of one that says that access was denied', () => {
    const attempted = { ...failure(), input: {}, requestTimeout: 1, connectTimeout: 1, cancelled: false };
    const error = (name: string) => fromSdk(Object.assign(new Error('You may not.'), { name }), attempted);
    assert.deepEqual(error('AccessDeniedException').denied, { actions: ['appstream:StartFleet'] });
    assert.equal(error('ResourceInUseException').denied, undefined);
  });

  it('is found quickly in a long message', () => {
    const message = `${caller} ${'appstream:A'.repeat(50_000)} on resource: ${'arn:'.repeat(50_000)}`;
    const start = performance.now();
    deniedActions({ name: 'AccessDeniedException' }, message, failure());
    assert.ok(performance.now() - start < 500);
  });
});
