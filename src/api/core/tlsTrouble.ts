// Classifies TLS errors by the messages of OpenSSL and of BoringSSL, which VS Code uses.
import type { SdkError } from './reasons';

/** What is wrong with TLS. Each value stands for another next step of the user. */
export type TlsTrouble =
  | 'noTls' // the host uses another protocol, such as plain HTTP
  | 'untrusted' // this computer doesn't trust the certificate
  | 'version' // both sides have no TLS version or cipher in common
  | 'clientCertificate' // the host requires a client certificate
  | 'handshake'; // anything else

const troubles: readonly (readonly [RegExp, TlsTrouble])[] = [
  [/wrong version number|packet length too long|http request|unknown protocol|record header/, 'noTls'],
  [/certificate verify failed/, 'untrusted'],
  [/(unsupported|no) protocol|protocol version|version too low|no shared cipher|insufficient security/, 'version'],
  [/certificate required|alert bad certificate|peer did not return a certificate/, 'clientCertificate'],
];

/** Classifies an error by OpenSSL's message; undefined if it isn't an error of OpenSSL. */
export function tlsTrouble({ code = '', message = '' }: SdkError): TlsTrouble | undefined {
  if (!/^(EPROTO|ERR_SSL_)/.test(code) && !/error:[0-9A-F]{8}:/i.test(message)) return undefined;
  // `…:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:…`, or `ERR_SSL_WRONG_VERSION_NUMBER`
  const text = `${code} ${message}`.toLowerCase().replaceAll('_', ' ');
  return troubles.find(([pattern]) => pattern.test(text))?.[1] ?? 'handshake';
}
