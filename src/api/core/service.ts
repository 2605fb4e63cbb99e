// The description of an AWS service for the core. Each service has its own folder: `api/appstream/service.ts`.
import type { Client, MetadataBearer } from '@smithy/types';

import type { SdkConfig } from '../../aws/identity';
import type { Reason } from './errors';
import type { Model } from './facts';
import type { SdkError } from './reasons';

/**
 * What a second request does after AWS has carried out the first.
 *
 * `nothing`: it changes nothing more. `another`: it creates a second resource. `mail`: it sends the same email to people again.
 * `refusal`: AWS refuses it (the resource exists, is gone, or is in another state), so a success looks like a failure.
 * `overwriting`: it undoes changes that others made in between.
 */
export type Effect = 'nothing' | 'another' | 'mail' | 'refusal' | 'overwriting';

/** The names of a service. */
export interface ServiceNames {
  /** In the log and before the names of its operations: `appstream`. */
  readonly id: string;
  /** In messages: `AppStream`. */
  readonly title: string;
  /** In the environment and the AWS files: `appstream` of AWS_ENDPOINT_URL_APPSTREAM. */
  readonly endpointId: string;
  /** In policies: `appstream` of `appstream:StartFleet`. */
  readonly permission: string;
  /** In the AWS CLI: `appstream` of `aws appstream describe-fleets`. */
  readonly cli: string;
}

/** The description of an AWS service: all that the core needs to send requests and read responses. */
export interface Service extends ServiceNames {
  readonly model: Model;
  /** Loads the SDK's package for the service. Called at the first request. */
  readonly load: () => Promise<Sdk>;
  /** The members that an operation's response must have, dotted. See `requiredOf` for operations that aren't listed. */
  readonly required: Readonly<Record<string, readonly string[] | undefined>>;
  /** What a second request does, for operations that change something. Operations that aren't listed are sent once. */
  readonly repeats: Readonly<Record<string, Effect | undefined>>;
  /** The input members that name the resource of a call, the most specific first, without those that name people. */
  readonly naming: readonly string[];
  /** Input members that name people although the model doesn't mark them as sensitive. They are removed from messages. */
  readonly personal?: readonly string[];
  /** Required members with an address that is opened in the browser. The address is checked. */
  readonly addresses?: readonly string[];
  /** The reasons of the service's own errors, by name, if `reasons.ts` doesn't have them or has others. */
  readonly reasons?: Readonly<Record<string, Reason>>;
  /** A read and a response of usual size. The core makes this request without sending it, so that the first real one is quick. */
  readonly sample?: { readonly operation: string; readonly answer: object };
  /** The user's next step for an error, if the service knows a better one than the core; otherwise undefined. */
  readonly nextStep?: (error: SdkError) => string | undefined;
}

/** The SDK's package for a service. */
export interface Sdk {
  /** The class of its client. */
  readonly Client: new (options: never) => { destroy(): void };
  /** The package's exports. Among them are its commands: `StartFleetCommand`. */
  readonly commands: object;
}

/** The SDK's client of any service. */
export type SdkClient = Client<object, MetadataBearer, SdkConfig>;
