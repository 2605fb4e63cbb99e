import { badCombination, outOfRange, ServiceError } from '../base/errors';
import type { StreamingParameters } from '../base/streamingUrl';
import { signedUrl } from '../base/streamingUrl';
import type { Call, Handlers } from '../base/world';
import { fleetNamed } from './fleets';
import { builderNamed } from './imageBuilders';
import { stackNamed } from './stacks';

/**
 * (D) CreateStreamingURL, CreateImageBuilderStreamingURL, CreateAppBlockBuilderStreamingURL: A URL is valid for one second to one week: 60 s
 * for a fleet and 3,600 s for a builder unless given. [docs]
 */
const validity = [1, 604_800] as const;

export const streamingUrlHandlers = {
  CreateStreamingURL(
    input: {
      StackName: string;
      FleetName: string;
      UserId: string;
      ApplicationId?: string;
      Validity?: number;
      SessionContext?: string;
    },
    call: Call,
  ) {
    const stack = stackNamed(call.store, input.StackName);
    const fleet = fleetNamed(call.store, input.FleetName);
    // (D) CreateStreamingURL: The fleet must be RUNNING and associated with the stack. [docs]
    // (U) CreateStreamingURL: The exceptions and wordings when it is not.
    if (stack.FleetName !== fleet.Name) {
      throw badCombination(`The fleet ${fleet.Name} is not associated with the stack ${stack.Name}.`);
    }
    if (fleet.State !== 'RUNNING') {
      throw new ServiceError(
        'ResourceNotAvailableException',
        `The fleet ${fleet.Name} is ${fleet.State}. The fleet must be in a RUNNING state for this action to succeed.`,
      );
    }
    return streamingUrl(input.Validity ?? 60, call, {
      type: 'END_USER',
      userId: input.UserId,
      catalogSource: `stack/${stack.Name}`,
      fleetRef: `fleet/${fleet.Name}`,
      applicationId: input.ApplicationId ?? '',
      userContext: input.SessionContext ?? '',
      maxUserDurationInSecs: String(fleet.MaxUserDurationInSeconds),
    });
  },

  CreateImageBuilderStreamingURL(input: { Name: string; Validity?: number }, call: Call) {
    const { Name, State } = builderNamed(call.store, input.Name);
    return adminStreamingUrl(`image-builder/${Name}`, State, input.Validity, call);
  },
} satisfies Handlers;

/**
 * The streaming URL of a builder, for its administrator.
 * @param source kind and name, such as `image-builder/office`
 * @throws ServiceError when the builder is not RUNNING
 */
export function adminStreamingUrl(source: string, state: string, Validity: number | undefined, call: Call): object {
  // (D) CreateImageBuilderStreamingURL, CreateAppBlockBuilderStreamingURL: The builder must be RUNNING. [docs]
  // (U) CreateImageBuilderStreamingURL, CreateAppBlockBuilderStreamingURL: The exception and wording when it is not.
  if (state !== 'RUNNING') {
    throw new ServiceError(
      'OperationNotPermittedException',
      `The ${source.replace('/', ' ')} is ${state}. It must be in a RUNNING state for this action to succeed.`,
    );
  }
  return streamingUrl(Validity ?? 3600, call, {
    type: 'ADMIN',
    userId: 'admin',
    catalogSource: source,
    fleetRef: source,
    applicationId: '',
    userContext: '',
    maxUserDurationInSecs: '57600',
  });
}

function streamingUrl(
  seconds: number,
  { store, world }: Call,
  target: Omit<StreamingParameters, 'expires' | 'awsAccountId'>,
): object {
  if (seconds < validity[0] || seconds > validity[1]) throw outOfRange('validity', seconds, ...validity);
  const { type, ...rest } = target;
  const expires = Math.floor(world.agenda.now() / 1000) + seconds;
  const parameters: StreamingParameters = { type, expires: String(expires), awsAccountId: store.accountId, ...rest };
  return { StreamingURL: signedUrl(parameters, store.region, world), Expires: expires * 1000 };
}
