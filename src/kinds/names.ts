// The names of kinds, actions, suggestion sources and icons that descriptions use, so that the compiler rejects any
// other. This file imports nothing, since all kinds import it.

/** Receives the names of the kinds: all.ts adds a member by declaration merging. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- all.ts fills it in
export interface Registered {}

/** The name of a kind, such as `fleet`. Comes from the list in all.ts. */
export type KindName = Registered extends { readonly kind: infer Name extends string } ? Name : never;

/** The actions on resources. A name means the same for every kind that has it. */
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

/** Suggestion sources that `explorer/suggest/suggestSources.ts` implements one by one. */
export type OwnSource =
  | 'account'
  | 'ami'
  | 'image.fleet'
  | 'image.imageBuilder'
  | 'instanceType'
  | 'organizationalUnit'
  | 'region'
  | 'streamedApplication';

/** Suggestions from lists in the API documentation. */
export type DocumentedSource = 'appBlockBuilderType' | 'software';

/** Resources of other AWS services. Suggests those already in use here, see `explorer/suggest/suggestUsed.ts`. */
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

/** Where a field's suggestions come from. A kind's name suggests names of its resources, `stack.arn` their ARNs. */
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
  | 'clear-all'
  | 'clock'
  | 'close'
  | 'debug-continue'
  | 'debug-disconnect'
  | 'debug-pause'
  | 'debug-restart'
  | 'debug-stop'
  | 'device-desktop'
  | 'discard'
  | 'ellipsis'
  | 'error'
  | 'export'
  | 'extensions'
  | 'filter'
  | 'filter-filled'
  | 'fold-down'
  | 'folder'
  | 'eye'
  | 'eye-closed'
  | 'globe'
  | 'graph'
  | 'history'
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
  | 'server-process'
  | 'sign-in'
  | 'star-full'
  | 'symbol-color'
  | 'tag'
  | 'target'
  | 'tools'
  | 'trash'
  | 'vm-outline'
  | 'vm-running'
  | 'warning'
  | 'window';
