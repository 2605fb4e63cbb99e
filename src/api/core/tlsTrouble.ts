// What is wrong with TLS. OpenSSL, and the BoringSSL inside VS Code, say it in words for programmers.
import type { SdkError } from './reasons';

/** What is wrong, as far as it makes a difference to what the user does next. */
export type TlsTrouble =
  | 'noTls' // who answered speaks something else, such as plain HTTP
  | 'untrusted' // a certificate that this computer does not trust
  | 'version' // both sides share no TLS version or cipher
  | 'clientCertificate' // a certificate of this computer is wanted
  | 'handshake'; // anything else

const troubles: readonly (readonly [RegExp, TlsTrouble])[] = [
  [/wrong version number|packet length too long|http request|unknown protocol|record header/, 'noTls'],
  [/certificate verify failed/, 'untrusted'],
  [/(unsupported|no) protocol|protocol version|version too low|no shared cipher|insufficient security/, 'version'],
  [/certificate required|alert bad certificate|peer did not return a certificate/, 'clientCertificate'],
];

/** What is wrong, by what OpenSSL says; undefined for an error that is not in its words. */
export function tlsTrouble({ code = '', message = '' }: SdkError): TlsTrouble | undefined {
  if (!/^(EPROTO|ERR_SSL_)/.test(code) && !/error:[0-9A-F]{8}:/i.test(message)) return undefined;
  // `…:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:…`, or `ERR_SSL_WRONG_VERSION_NUMBER`
  const said = `${code} ${message}`.toLowerCase().replaceAll('_', ' ');
  return troubles.find(([words]) => words.test(said))?.[1] ?? 'handshake';
}
