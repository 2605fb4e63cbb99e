// What the core has to know of an AWS service. The service's own folder says it: `api/appstream/service.ts`.
import type { Client, MetadataBearer } from '@smithy/types';

import type { SdkConfig } from '../../aws/identity';
import type { Reason } from './errors';
import type { Model } from './facts';
import type { SdkError } from './reasons';

/**
 * What a second request does after AWS has carried out the first.
 *
 * `nothing`: everything is the same afterwards. `another`: it makes another one beside the first. `mail`: it sends the same
 * e-mail to people again. `refusal`: AWS refuses the second (exists, is gone, is in another state), so a success looks like a
 * failure. `overwriting`: it takes back what somebody else changed in between.
 */
export type Effect = 'nothing' | 'another' | 'mail' | 'refusal' | 'overwriting';

/** What a service is called. */
export interface ServiceNames {
  /** In the log, and before the names of its operations where several services are: `appstream`. */
  readonly id: string;
  /** In words: `AppStream`. */
  readonly title: string;
  /** In the environment and the AWS files: `appstream` of AWS_ENDPOINT_URL_APPSTREAM. */
  readonly endpointId: string;
  /** In policies: `appstream` of `appstream:StartFleet`. */
  readonly permission: string;
  /** In the AWS CLI: `appstream` of `aws appstream describe-fleets`. */
  readonly cli: string;
}

/** An AWS service, described: all that the core needs to send its requests and to read its answers. */
export interface Service extends ServiceNames {
  readonly model: Model;
  /** Loads the SDK's package for the service. It is called at the first request. */
  readonly load: () => Promise<Sdk>;
  /** The members that an operation's answer must hold, dotted. See `requiredOf` for operations that are not listed. */
  readonly required: Readonly<Record<string, readonly string[] | undefined>>;
  /** What a second request does, for operations that change something. Those that are not listed are sent once. */
  readonly repeats: Readonly<Record<string, Effect | undefined>>;
  /** The input members that name the thing a call is about, the most telling first. Those that name people are none. */
  readonly naming: readonly string[];
  /** Input members that name people although the model does not call them sensitive. They are kept out of messages. */
  readonly personal?: readonly string[];
  /** Required members with an address that is opened in the browser: it is checked. */
  readonly addresses?: readonly string[];
  /** What the service's own errors mean, by their names, where `reasons.ts` does not know them or means something else. */
  readonly reasons?: Readonly<Record<string, Reason>>;
  /** What the user does next about an error, where the service knows more than the core; otherwise undefined. */
  readonly nextStep?: (error: SdkError) => string | undefined;
}

/** The SDK's package for a service. */
export interface Sdk {
  /** The class of its client. */
  readonly Client: new (options: never) => { destroy(): void };
  /** The package's exports. Among them are its commands: `StartFleetCommand`. */
  readonly commands: object;
}

/** The client of any service, as the SDK has it. */
export type SdkClient = Client<object, MetadataBearer, SdkConfig>;
