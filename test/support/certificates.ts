// Certificates of an issuer that no other program trusts, created for each test run.
import { generate } from 'selfsigned';

export interface Certificate {
  readonly key: string;
  /** PEM text, as `key`. */
  readonly cert: string;
}

const hour = 3_600_000;

/** A certificate that can sign others. */
export async function makeIssuer(): Promise<Certificate> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'Issuer of these tests' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notAfterDate: new Date(Date.now() + hour),
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  return { key, cert };
}

/** A server's certificate. @param until when it expires; in an hour by default */
export async function issue(
  issuer: Certificate,
  host: string,
  until = new Date(Date.now() + hour),
): Promise<Certificate> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: host }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: new Date(until.getTime() - 2 * hour),
    notAfterDate: until,
    ca: issuer,
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'subjectAltName', altNames: [/^[\d.]+$/.test(host) ? { type: 7, ip: host } : { type: 2, value: host }] },
    ],
  });
  return { key, cert };
}
