import type { Fleet, Stack } from '@aws-sdk/client-appstream';

import type { ActingApi, Api, Input } from '../../api/types';
import type { Action, Answers, Ask, Choice, Form, StreamingUrl, Target } from '../action';
import { stateIs } from '../kind';
import { collect } from '../listing';

/**
 * The seconds that a streaming URL can stay valid: 1 to 604800 (a week). From the documentation; the API model lacks
 * it.
 */
export const validity = { min: 1, max: 604_800 };

/** The question for the user of CreateStreamingURL. */
export const userAsk: Ask<never> = {
  member: 'UserId',
  title: 'User ID',
  placeholder: 'The ID of the user who streams: 2 to 32 characters',
  remembered: true,
};

/**
 * The questions of CreateStreamingURL. Its form asks for the session context, too.
 * @param fleetOf finds the fleet, whose image lists the applications. Called before the first question that needs it.
 *   Throws when nothing can stream
 */
export function streamingAsks<T>(fleetOf: (target: Target<T>) => Promise<Fleet>): readonly Ask<T>[] {
  return [
    userAsk,
    {
      member: 'ApplicationId',
      title: 'Application',
      placeholder: 'Leave empty to show the catalog',
      optional: true,
      free: true,
      choices: async target => applicationsOf(target.api, await fleetOf(target), target.signal),
    },
    urlValidityAsk(),
  ];
}

/** The proof of creating a streaming URL: no operation lists URLs. */
export const urlUnseen = {
  uncheckable: 'AWS may have created a streaming URL that nobody received. It expires by itself.',
} as const;

/** The question for a URL's validity, in seconds. */
export function validityAsk<T>(placeholder: string): Ask<T> {
  return { member: 'Validity', title: 'Validity', placeholder, optional: true, remembered: true, ...validity };
}

/** The same for CreateStreamingURL. */
export function urlValidityAsk<T>(): Ask<T> {
  return validityAsk('Seconds until the URL expires; 60 if empty');
}

/**
 * The action that creates a streaming URL of a RUNNING image builder or app block builder.
 * @param title names the kind: the Command Palette has this action of several kinds
 */
export function builderStream<T extends { State?: string | undefined }, O extends BuilderUrl>(
  title: string,
  operation: O,
  nameOf: (builder: T) => Omit<Input<O>, 'Validity'>,
): Action<T> {
  return {
    name: 'stream',
    title,
    inline: 'link-external',
    group: 'stream',
    operations: [operation],
    when: stateIs('RUNNING'),
    asks: [validityAsk('Seconds until the URL expires; 3600 if empty')],
    progress: 'Creating streaming URL…',
    proof: urlUnseen,
    async perform({ api, resource, signal }, { Validity }) {
      const input = { ...nameOf(resource), ...(Validity !== undefined && { Validity: Number(Validity) }) };
      const out = await api.call<BuilderUrl>(operation, input as unknown as Input<BuilderUrl>, signal);
      return { url: out.StreamingURL ?? '', expires: out.Expires };
    },
  };
}

type BuilderUrl = 'CreateImageBuilderStreamingURL' | 'CreateAppBlockBuilderStreamingURL';

/**
 * The form of CreateStreamingURL, with all its options at once.
 * @param fleetOf finds the fleet to stream from. Throws when nothing can stream
 */
export function streamingForm(fleetOf: (target: Target<Stack>) => Promise<Fleet>): Form<Stack> {
  return {
    operation: 'CreateStreamingURL',
    submit: 'Create Streaming URL',
    hints: {
      order: ['UserId', 'ApplicationId', 'Validity', 'SessionContext', 'FleetName'],
      members: {
        // A user ID is often an e-mail address, and the session context may hold private data.
        UserId: { sensitive: true },
        SessionContext: { sensitive: true },
        ApplicationId: { suggest: 'streamedApplication' },
        Validity: { ...validity, unit: 'seconds', placeholder: '60' },
        FleetName: { suggest: 'fleet' },
      },
    },
    fixed: stack => ({ StackName: stack.Name ?? '' }),
    prepare: async target => ({ FleetName: (await fleetOf(target)).Name }),
  };
}

/** Creates a streaming URL. @throws ApiError */
export async function createStreamingUrl(
  api: ActingApi,
  input: Input<'CreateStreamingURL'>,
  signal: AbortSignal,
): Promise<StreamingUrl> {
  const out = await api.call('CreateStreamingURL', input, signal);
  return { url: out.StreamingURL ?? '', expires: out.Expires };
}

/** Creates a stack's streaming URL from the answers to questions. @throws ApiError */
export async function streamingUrl<T>(
  { api, signal }: Target<T>,
  StackName: string,
  FleetName: string,
  { UserId, ApplicationId, Validity }: Answers,
): Promise<StreamingUrl> {
  return createStreamingUrl(
    api,
    {
      StackName,
      FleetName,
      UserId,
      ...(ApplicationId && { ApplicationId }),
      ...(Validity && { Validity: Number(Validity) }),
    },
    signal,
  );
}

/** The applications that a fleet streams. Empty if the fleet or its image isn't found. @throws ApiError */
export async function streamedApplications(
  api: Api,
  FleetName: string,
  signal: AbortSignal,
): Promise<readonly Choice[]> {
  const [fleet] = await collect(api, 'DescribeFleets', { Names: [FleetName] }, out => out.Fleets, signal);
  return fleet ? applicationsOf(api, fleet, signal) : [];
}

// The image lists the applications. If it isn't found, the user types a name.
async function applicationsOf(api: Api, fleet: Fleet, signal: AbortSignal): Promise<Choice[]> {
  if (!fleet.ImageArn) return [];
  const images = await collect(api, 'DescribeImages', { Arns: [fleet.ImageArn] }, out => out.Images, signal);
  return (images[0]?.Applications ?? []).map(app => ({
    value: app.Name ?? '',
    ...(app.DisplayName && { description: app.DisplayName }),
  }));
}
