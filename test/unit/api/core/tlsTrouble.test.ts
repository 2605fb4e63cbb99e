// What OpenSSL and BoringSSL say when a secure connection fails, as Node.js and as VS Code pass it on.
import * as assert from 'node:assert/strict';

import type { TlsTrouble } from '../../../../src/api/core/tlsTrouble';
import { tlsTrouble } from '../../../../src/api/core/tlsTrouble';

describe('A failed secure connection', () => {
  const openssl = (words: string): string => `C0D71:error:0A00010B:SSL routines:ssl3_get_record:${words}:a.c:355:`;
  const words: readonly (readonly [words: string, trouble: TlsTrouble])[] = [
    ['wrong version number', 'noTls'],
    ['packet length too long', 'noTls'],
    ['http request', 'noTls'],
    ['unknown protocol', 'noTls'],
    ['record header', 'noTls'],
    ['certificate verify failed', 'untrusted'],
    ['unsupported protocol', 'version'],
    ['no protocol', 'version'],
    ['tlsv1 alert protocol version', 'version'],
    ['version too low', 'version'],
    ['no shared cipher', 'version'],
    ['insufficient security', 'version'],
    ['certificate required', 'clientCertificate'],
    ['sslv3 alert bad certificate', 'clientCertificate'],
    ['peer did not return a certificate', 'clientCertificate'],
    ['handshake failure', 'handshake'],
  ];
  for (const [said, trouble] of words) {
    it(`with "${said}" is ${trouble}, as words and as a code`, () => {
      assert.equal(tlsTrouble({ code: 'EPROTO', message: openssl(said) }), trouble);
      assert.equal(tlsTrouble({ message: openssl(said) }), trouble, 'without a code');
      assert.equal(tlsTrouble({ code: `ERR_SSL_${said.toUpperCase().replaceAll(' ', '_')}` }), trouble);
    });
  }

  const others: readonly (readonly [given: string, error: Parameters<typeof tlsTrouble>[0]])[] = [
    ['nothing', {}],
    ['another code', { code: 'CERT_HAS_EXPIRED', message: 'wrong version number' }],
    ['a code that only ends like one of OpenSSL', { code: 'NO_EPROTO', message: 'wrong version number' }],
    ['a number that is too short', { message: 'error:0A0001:wrong version number' }],
    ['a number without its colon', { message: 'error:0A00010B wrong version number' }],
  ];
  for (const [given, error] of others) {
    it(`is no matter of OpenSSL, given ${given}`, () => assert.equal(tlsTrouble(error), undefined));
  }
});
