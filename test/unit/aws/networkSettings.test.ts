// The network settings of requests: time limits, and which file of certificates is trusted.
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as https from 'node:https';
import * as path from 'node:path';

import { readConfigFiles } from '../../../src/aws/configFiles';
import type { Connection } from '../../../src/aws/connection';
import { profileConnection } from '../../../src/aws/connection';
import { certificatesOf, handlerOptions } from '../../../src/aws/network';
import type { AwsEnvironment } from '../../support/awsEnvironment';
import { isolateAws } from '../../support/awsEnvironment';
import { sandboxConnection } from '../../support/awsRuntime';
import { makeIssuer } from '../../support/certificates';
import { failure } from '../../support/failure';

describe('The options of requests', () => {
  it('limit the time to connect, and that of the request only if there is such a limit', () => {
    assert.deepEqual(handlerOptions({ connectTimeout: 1 }), { connectionTimeout: 1 });
    assert.deepEqual(handlerOptions({ connectTimeout: 1, requestTimeout: 2 }), {
      connectionTimeout: 1,
      requestTimeout: 2,
      throwOnRequestTimeout: true,
    });
  });

  it('trust given certificates, and keep connections open as without them', () => {
    const { httpsAgent } = handlerOptions({ connectTimeout: 1, certificates: 'PEM' });
    assert.ok(httpsAgent instanceof https.Agent);
    const { keepAlive, ca } = httpsAgent.options;
    assert.deepEqual([keepAlive, ca], [true, 'PEM']);
  });
});

describe('The trusted certificates', () => {
  let aws: AwsEnvironment;
  let pem: string;
  before(async () => (pem = (await makeIssuer()).cert));
  beforeEach(() => {
    aws = isolateAws();
    for (const name of ['one.pem', 'two.pem']) fs.writeFileSync(path.join(aws.home, name), `# ${name}\n${pem}`);
    aws.write({
      config: `[profile dev]\nca_bundle = ${path.join(aws.home, 'one.pem')}\n[profile plain]\nregion = eu-west-1\n[profile home]\nca_bundle = ~/two.pem\n`,
    });
  });
  afterEach(() => aws.restore());

  const read = async (connection: Connection): Promise<string | undefined> =>
    (await certificatesOf(connection, await readConfigFiles()))?.split('\n')[0];
  const place = (profile: string): Connection => profileConnection(profile, 'eu-west-1');
  const table: readonly (readonly [
    given: string,
    connection: Connection,
    variable: string,
    first: string | undefined,
  ])[] = [
    ['a file of the profile', place('dev'), '', '# one.pem'],
    ['a file below the home folder', place('home'), '', '# two.pem'],
    ['a file of the environment, which comes first', place('dev'), 'two.pem', '# two.pem'],
    ['none', place('plain'), '', undefined],
    ['a profile that the files lack', place('gone'), '', undefined],
    ['a file of the environment for the sandbox', sandboxConnection('http://127.0.0.1:1', 'dev'), 'two.pem', undefined],
  ];
  for (const [given, connection, variable, first] of table) {
    it(`are ${first ?? 'the usual ones'}, given ${given}`, async () => {
      aws.set({ AWS_CA_BUNDLE: variable && path.join(aws.home, variable) });
      assert.equal(await read(connection), first);
    });
  }

  const broken: readonly (readonly [file: string, says: RegExp])[] = [
    ['gone.pem', /^Can't read the certificates in .*gone\.pem \(ENOENT\)\.$/],
    ['config', /config contains no certificates in PEM format\.$/],
  ];
  for (const [file, says] of broken) {
    it(`can not be read from ${file}, and the error says why`, async () => {
      aws.set({ AWS_CA_BUNDLE: path.join(aws.home, file) });
      const { message, reason } = await failure(read(place('dev')));
      assert.match(message, says);
      assert.equal(reason, 'config');
    });
  }
});
