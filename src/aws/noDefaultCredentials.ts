// Takes the place of @aws-sdk/credential-provider-node in the bundle. The SDK's clients would look for credentials by themselves if a
// caller gave them none. The extension gives each client the credentials of the profile that the user chose, and no others.

/** The SDK's default provider. @returns a provider that refuses: it throws an Error when a client asks it for credentials */
export function defaultProvider(): () => Promise<never> {
  return () => Promise.reject(new Error('A client of the AWS SDK was made without credentials.'));
}
