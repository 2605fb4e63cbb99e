import type { Fleet, Stack } from '@aws-sdk/client-appstream';

import type { ActingApi, Api, Input } from '../../api/types';
import type { Action, Answers, Ask, Choice, Form, StreamingUrl, Target } from '../kind';
import { collect, stateIs } from '../kind';

/** Seconds a streaming URL stays valid: the API takes 1 to 604800 (a week), which its model does not say. */
export const validity = { min: 1, max: 604_800 };

/**
 * The questions of CreateStreamingURL.
 * @param fleetOf finds the fleet, whose image has the applications to choose from; it is asked before the first question
 *   that needs it and throws when nothing can stream
 */
export function streamingAsks<T>(fleetOf: (target: Target<T>) => Promise<Fleet>): readonly Ask<T>[] {
  return [
    { member: 'UserId', title: 'User ID', placeholder: 'The ID of the user who streams: 2 to 32 characters' },
    {
      member: 'ApplicationId',
      title: 'Application',
      placeholder: 'Leave empty to show the catalog',
      optional: true,
      free: true,
      choices: async target => applicationsOf(target.api, await fleetOf(target), target.signal),
    },
    validityAsk<T>('Seconds until the URL expires; 60 if empty'),
    {
      member: 'SessionContext',
      title: 'Session context',
      placeholder: 'Parameters for the application (optional)',
      optional: true,
    },
  ];
}

/** What comes of a streaming URL whose answer was lost: nothing that is listed anywhere. */
export const urlUnseen = {
  unseen: 'AWS may have created a streaming URL that nobody received. It expires by itself.',
} as const;

/** The question for a URL's validity, in seconds. */
export function validityAsk<T>(placeholder: string): Ask<T> {
  return { member: 'Validity', title: 'Validity', placeholder, optional: true, ...validity };
}

/** What image builders and app block builders stream: a RUNNING one, to whoever has the URL. */
export function builderStream<T extends { State?: string | undefined }, O extends BuilderUrl>(
  operation: O,
  nameOf: (builder: T) => Omit<Input<O>, 'Validity'>,
): Action<T> {
  return {
    name: 'stream',
    title: 'Create Streaming URL…',
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
 * @param fleetOf as for the questions
 */
export function streamingForm(fleetOf: (target: Target<Stack>) => Promise<Fleet>): Form<Stack> {
  return {
    operation: 'CreateStreamingURL',
    submit: 'Create Streaming URL',
    hints: {
      order: ['UserId', 'ApplicationId', 'Validity', 'SessionContext', 'FleetName'],
      members: {
        // It may well be an e-mail address, and what is handed to an application its user's own affair.
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

/** Makes the streaming URL that a form or the answers to questions ask for. @throws ApiError */
export async function createStreamingUrl(
  api: ActingApi,
  input: Input<'CreateStreamingURL'>,
  signal: AbortSignal,
): Promise<StreamingUrl> {
  const out = await api.call('CreateStreamingURL', input, signal);
  return { url: out.StreamingURL ?? '', expires: out.Expires };
}

/** Makes a stack's streaming URL from the answers. @throws ApiError */
export async function streamingUrl<T>(
  { api, signal }: Target<T>,
  StackName: string,
  FleetName: string,
  answers: Answers,
): Promise<StreamingUrl> {
  const { UserId, ApplicationId, Validity, SessionContext } = answers;
  return createStreamingUrl(
    api,
    {
      StackName,
      FleetName,
      UserId,
      ...(ApplicationId !== undefined && { ApplicationId }),
      ...(Validity !== undefined && { Validity: Number(Validity) }),
      ...(SessionContext !== undefined && { SessionContext }),
    },
    signal,
  );
}

/** The applications that a fleet streams, by its name. @throws ApiError */
export async function streamedApplications(
  api: Api,
  FleetName: string,
  signal: AbortSignal,
): Promise<readonly Choice[]> {
  const [fleet] = await collect(api, 'DescribeFleets', { Names: [FleetName] }, out => out.Fleets, signal);
  return fleet ? applicationsOf(api, fleet, signal) : [];
}

// The image tells which applications there are. It may be another account's or gone: then the user types a name.
async function applicationsOf(api: Api, fleet: Fleet, signal: AbortSignal): Promise<Choice[]> {
  if (!fleet.ImageArn) return [];
  const images = await collect(api, 'DescribeImages', { Arns: [fleet.ImageArn] }, out => out.Images, signal);
  return (images[0]?.Applications ?? []).map(app => ({
    value: app.Name ?? '',
    ...(app.DisplayName && { description: app.DisplayName }),
  }));
}
