// The names by which descriptions speak of kinds, actions, suggestions and icons: the compiler refuses any other. This file
// imports nothing, since all kinds import it.

/** What all.ts adds: the names of the kinds in its list. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- all.ts fills it in
export interface Registered {}

/** The name of a kind, `fleet`: read off the list in all.ts. */
export type KindName = Registered extends { readonly kind: infer Name extends string } ? Name : never;

/** What can be done to resources. One word means the same for each kind that has it. */
export type ActionName =
  | `associate${'' | 'Application' | 'Software' | 'UserList' | 'Users'}`
  | `disassociate${'' | 'Users'}`
  | 'copy'
  | 'delete'
  | 'deploySoftware'
  | 'disable'
  | 'drain'
  | 'edit'
  | 'enable'
  | 'expire'
  | 'export'
  | 'remove'
  | 'resend'
  | 'retry'
  | 'share'
  | 'start'
  | 'stop'
  | 'stream'
  | 'streamForm'
  | 'update';

/** Suggestions with rules of their own: `explorer/suggest/suggestSources.ts` has one source for each. */
export type OwnSource =
  | 'account'
  | 'ami'
  | 'image.fleet'
  | 'image.imageBuilder'
  | 'instanceType'
  | 'organizationalUnit'
  | 'region'
  | 'streamedApplication';

/** Suggestions that the API's documentation lists. */
export type DocumentedSource = 'appBlockBuilderType' | 'software';

/** What belongs to other services of AWS: suggested is what is in use here, see `explorer/suggest/suggestUsed.ts`. */
export type UsedSource =
  | 'agentVersion'
  | 'bucket'
  | 'certificateAuthority'
  | 'embedHostDomain'
  | 'role'
  | 'screenshotBucket'
  | 'securityGroup'
  | 'settingsGroup'
  | 'subnet'
  | 'vpcEndpoint';

/** Where a field's suggestions come from. A kind's name stands for its resources by name, `stack.arn` for their ARNs. */
export type SourceName = OwnSource | DocumentedSource | UsedSource | KindName | `${KindName}.arn`;

/** The codicons in use. */
export type Icon =
  | `${'loading' | 'sync'}~spin`
  | 'account'
  | 'add'
  | 'archive'
  | 'beaker'
  | 'calendar'
  | 'circle-slash'
  | 'close'
  | 'debug-restart'
  | 'debug-stop'
  | 'device-desktop'
  | 'ellipsis'
  | 'error'
  | 'export'
  | 'extensions'
  | 'fold-down'
  | 'folder'
  | 'globe'
  | 'graph'
  | 'key'
  | 'layers'
  | 'link-external'
  | 'lock'
  | 'organization'
  | 'package'
  | 'pass'
  | 'person'
  | 'play'
  | 'question'
  | 'refresh'
  | 'search'
  | 'server'
  | 'sign-in'
  | 'symbol-color'
  | 'tag'
  | 'tools'
  | 'trash'
  | 'vm-outline'
  | 'vm-running'
  | 'warning'
  | 'window';
