// The request that is made ahead of the first one, so that nobody waits while the SDK is compiled.
import * as assert from 'node:assert/strict';
import http from 'node:http';
import https from 'node:https';
import { mock } from 'node:test';

import type { Service } from '../../../../src/api/core/service';
import { warmUp } from '../../../../src/api/core/warmUp';
import { services } from '../../../../src/api/services';
import type { AwsEnvironment } from '../../../support/awsEnvironment';
import { isolateAws } from '../../../support/awsEnvironment';
import { library } from '../../../support/library';

describe('the sample request of a service', () => {
  let aws: AwsEnvironment;

  beforeEach(() => {
    aws = isolateAws();
    for (const module of [http, https]) mock.method(module, 'request', () => assert.fail('it leaves the process'));
  });
  afterEach(() => {
    mock.restoreAll();
    aws.restore();
  });

  for (const service of Object.values<Service>(services)) {
    it(`is answered in place of the network: ${service.id}`, async () => {
      await assert.doesNotReject(warmUp(service));
    });
  }

  const sample = (answer: object): Service => ({ ...library, sample: { operation: 'LookupBooks', answer } });

  it('is read and checked like any response', async () => {
    await warmUp(sample({ Books: [{ Title: 'Emma' }] }));
    await assert.rejects(warmUp(sample({})), { name: 'IncompleteAnswer', message: 'Books' });
  });

  it('is not made without a sample, but the client is loaded', async () => {
    let loads = 0;
    await warmUp({ ...library, load: () => ((loads += 1), library.load()) });
    assert.equal(loads, 1);
  });
});
