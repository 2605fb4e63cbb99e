// Addresses that a server gave: which are opened in the browser, and what is said of the others.
import * as assert from 'node:assert/strict';

import * as fc from 'fast-check';

import { checkAddress } from '../../../src/api/core/webAddress';

describe('An address from a server', () => {
  const sandbox = 'http://127.0.0.1:4711';
  const cases: readonly (readonly [address: string, from: string | undefined, outcome: string | RegExp])[] = [
    [
      'https://appstream2.eu-west-1.aws.amazon.com/authenticate?parameters=x%2B',
      undefined,
      'appstream2.eu-west-1.aws.amazon.com',
    ],
    ['HTTPS://stream.example.com:8443/?a=b#c', undefined, 'stream.example.com:8443'],
    [`${sandbox}/streaming?parameters=x`, sandbox, '127.0.0.1:4711'],
    [`${sandbox}/streaming?parameters=x`, `${sandbox}/`, '127.0.0.1:4711'],
    [
      `${sandbox}/streaming?parameters=secret`,
      undefined,
      /^The address at 127\.0\.0\.1:4711 wasn't opened because it begins with http: instead of https:\.$/,
    ],
    [
      'http://127.0.0.1:4712/?parameters=secret',
      sandbox,
      /at 127\.0\.0\.1:4712 wasn't opened because it begins with http:/,
    ],
    [
      'http://localhost:4711/?parameters=secret',
      sandbox,
      /at localhost:4711 wasn't opened because it begins with http:/,
    ],
    ['http://evil.test/?parameters=secret', sandbox, /at evil\.test wasn't opened because it begins with http:/],
    ['http://evil.test/?parameters=secret', 'no URL', /at evil\.test wasn't opened because it begins with http:/],
    [
      'vscode://publisher.extension/secret',
      undefined,
      /at publisher\.extension wasn't opened because it begins with vscode:/,
    ],
    [
      'command:workbench.action.quit?secret',
      undefined,
      /^It wasn't opened because it begins with command: instead of https:\.$/,
    ],
    ['file:///etc/secret', undefined, /begins with file:/],
    ['javascript:secret()', undefined, /begins with javascript:/],
    [`x${'y'.repeat(200)}:secret`, undefined, /begins with xy{39} instead/],
    [
      'https://aws.amazon.com@evil.test/secret',
      undefined,
      /^The address at evil\.test wasn't opened because it contains a user name\.$/,
    ],
    ['https:\\\\evil.test/secret', undefined, /isn't a web address/],
    ['https://good.test\n.evil.test/secret', undefined, /isn't a web address/],
    [' https://good.test/secret', undefined, /isn't a web address/],
    ['secret', undefined, /isn't a web address/],
    ['', undefined, /isn't a web address/],
  ];
  for (const [address, from, outcome] of cases) {
    const shown = JSON.stringify(address.slice(0, 60));
    it(`${shown} from ${from ?? 'AWS'} ${typeof outcome === 'string' ? `leads to ${outcome}` : 'is refused, without a part of it that may be secret'}`, () => {
      const checked = checkAddress(address, from);
      if (typeof outcome === 'string') {
        assert.deepEqual(checked, { host: outcome });
      } else {
        assert.ok('refusal' in checked);
        assert.match(checked.refusal, outcome);
        assert.doesNotMatch(checked.refusal, /secret/);
      }
    });
  }

  it('is opened only with https, or at the origin that sent it', () => {
    const any = fc.oneof(fc.webUrl({ validSchemes: ['http', 'https', 'ftp'] }), fc.string());
    fc.assert(
      fc.property(any, fc.option(fc.webUrl({ validSchemes: ['http'] }), { nil: undefined }), (address, from) => {
        if ('refusal' in checkAddress(address, from)) return;
        const { protocol, origin } = new URL(address);
        assert.ok(protocol === 'https:' || origin === new URL(from ?? '').origin);
      }),
    );
  });
});
