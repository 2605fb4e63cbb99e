// Signs requests with Signature Version 4.
import { SignatureV4 } from '@smithy/signature-v4';
import type {
  AuthScheme,
  AwsCredentialIdentity,
  AwsCredentialIdentityProvider,
  HttpRequest,
  RequestSigner,
} from '@smithy/types';

import type { SdkClient, Service } from './service';

/** Creates the signer of a client's requests to its service. @param scheme how the service's endpoint wants them signed */
export function signerOf(
  { config }: SdkClient,
  service: Service,
  credentials: AwsCredentialIdentity | AwsCredentialIdentityProvider,
  scheme?: AuthScheme,
): SignatureV4 {
  const { signingName, endpointPrefix } = service.model.facts.metadata;
  return new SignatureV4({
    credentials,
    region: scheme?.signingRegion ?? config.region,
    service: scheme?.signingName ?? signingName ?? endpointPrefix,
    sha256: config.sha256,
  });
}

/**
 * Creates a signer that signs each request with its own credentials. The SDK's signer takes those that the client has at that time.
 * They may be others by then.
 * @param client called when a request is signed
 * @param credentialsOf the credentials of a request; undefined for those of the client
 */
export function createSigner(
  client: () => SdkClient,
  service: Service,
  credentialsOf: (request: HttpRequest) => AwsCredentialIdentity | undefined,
): (scheme?: AuthScheme) => Promise<RequestSigner> {
  return scheme =>
    Promise.resolve({
      sign(request, options) {
        const sdk = client();
        const credentials = credentialsOf(request) ?? sdk.config.credentials;
        return signerOf(sdk, service, credentials, scheme).sign(request, options);
      },
    });
}
