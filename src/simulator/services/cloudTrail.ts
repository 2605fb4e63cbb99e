// CloudTrail: who asked what of AppStream. The events are those that the simulator really had.
import { model } from '../../api/appstream/model';
import { ServiceError } from '../base/errors';
import type { TrailEntry } from '../base/otherServices';
import { page } from '../base/paging';
import type { Store } from '../base/store';
import type { Call, Handlers } from '../base/world';
import type { TrailEvent } from '../resources/trailEvent';
import { uuidOf } from './ids';

/** The times of the last lookups of an account in a Region. */
const lookups = new WeakMap<Store, number[]>();
const mostEvents = 5000;
const day = 24 * 60 * 60 * 1000;

/**
 * Remembers a request of AppStream.
 * (V) LookupEvents: Events of AppStream have the source `appstream.amazonaws.com`, the operation as their name, and input members in lower
 * camel case. [log]
 * (C) LookupEvents: A change by Application Auto Scaling is an UpdateFleet by its service-linked role. [docs]
 * (U) LookupEvents: All operations are recorded; the list that AWS documents has about half of them. `Resources` stays empty.
 * Values that the model calls sensitive are left out.
 */
export function noteRequest(store: Store, { operation, input, time, accessKeyId, error }: TrailEntry): void {
  const events = store.trail;
  const EventId = uuidOf(`${store.accountId}/${store.region}/${time}/${events.length}/${operation}`);
  const isRead = /^(Describe|List|Get)/.test(operation);
  const role = 'AWSServiceRoleForApplicationAutoScaling_AppStreamFleet';
  const user = accessKeyId === '' ? 'AutoScaling-UpdateDesiredCapacity' : 'sandbox';
  const account = store.accountId;
  const refusal = error instanceof ServiceError ? { errorCode: error.type, errorMessage: error.message } : {};
  const detail = {
    eventVersion: '1.11',
    userIdentity:
      accessKeyId === ''
        ? { type: 'AssumedRole', arn: `arn:aws:sts::${account}:assumed-role/${role}/${user}`, accountId: account }
        : {
            type: 'IAMUser',
            arn: `arn:aws:iam::${account}:user/${user}`,
            accountId: account,
            accessKeyId,
            userName: user,
          },
    eventTime: new Date(time).toISOString().replace(/\.\d+Z$/, 'Z'),
    ...{ eventSource: 'appstream.amazonaws.com', eventName: operation, awsRegion: store.region },
    ...{ sourceIPAddress: '127.0.0.1', userAgent: 'simulator' },
    requestParameters: lowerMembers(input, model.facts.operations[operation]?.input),
    ...{ responseElements: null, ...refusal, eventID: EventId, readOnly: isRead },
    ...{ eventType: 'AwsApiCall', managementEvent: true, recipientAccountId: account, eventCategory: 'Management' },
  };
  events.push({
    ...{
      EventId,
      EventName: operation,
      ReadOnly: isRead ? 'true' : 'false',
      AccessKeyId: accessKeyId,
      EventTime: time,
    },
    ...{
      EventSource: 'appstream.amazonaws.com',
      Username: user,
      Resources: [],
      CloudTrailEvent: JSON.stringify(detail),
    },
  });
  if (events.length > mostEvents) events.shift();
}

/** Input with names in lower camel case. Values that the model calls sensitive are left out. */
function lowerMembers(value: unknown, shapeName: string | undefined): unknown {
  const shape = shapeName === undefined ? undefined : model.facts.shapes[shapeName];
  if (shape?.sensitive) return 'HIDDEN_DUE_TO_SECURITY_REASONS';
  if (Array.isArray(value)) return value.map(item => lowerMembers(item, shape?.member));
  if (typeof value !== 'object' || value === null) return value;
  const isMap = shape?.type === 'map';
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      isMap ? name : name.charAt(0).toLowerCase() + name.slice(1),
      lowerMembers(item, isMap ? shape.value : shape?.members?.[name]),
    ]),
  );
}

const attributes: Readonly<Record<string, (event: TrailEvent) => string | undefined>> = {
  EventId: event => event.EventId,
  EventName: event => event.EventName,
  ReadOnly: event => event.ReadOnly,
  Username: event => event.Username,
  EventSource: event => event.EventSource,
  AccessKeyId: event => event.AccessKeyId,
  ResourceType: () => undefined,
  ResourceName: () => undefined,
};

export const cloudTrailHandlers = {
  /**
   * (D) LookupEvents: It answers 90 days of one Region, the newest first, 50 a page at most, filtered by one attribute. [docs]
   * (U) LookupEvents: Events are answered at once; AWS has them after some minutes.
   */
  LookupEvents(
    input: {
      LookupAttributes?: { AttributeKey: string; AttributeValue: string }[];
      StartTime?: number;
      EndTime?: number;
      MaxResults?: number;
      NextToken?: string;
    },
    { operation, store, world }: Call,
  ) {
    const now = world.agenda.now();
    const events = store.trail;
    throttle(store, now);
    if ((input.LookupAttributes?.length ?? 0) > 1) {
      throw refused('InvalidLookupAttributesException', 'You can use only one lookup attribute.');
    }
    const { StartTime = 0, EndTime = Infinity } = input;
    if (StartTime > EndTime) throw refused('InvalidTimeRangeException', 'The start time is after the end time.');
    const [attribute] = input.LookupAttributes ?? [];
    const read = attribute && attributes[attribute.AttributeKey];
    const from = Math.max(StartTime * 1000, now - 90 * day);
    const numbered = events.map((event, index) => ({ event, key: String(1e9 - index).padStart(10, '0') }));
    const wanted = numbered.filter(
      ({ event }) =>
        event.EventTime >= from &&
        event.EventTime <= EndTime * 1000 &&
        (!read || read(event) === attribute.AttributeValue),
    );
    try {
      const { items, NextToken } = page(operation, input, wanted, ({ key }) => key, { standard: 50, max: 50 });
      return { Events: items.map(({ event }) => event), NextToken };
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      throw refused('InvalidNextTokenException', 'Invalid token or token with different lookup attributes passed.');
    }
  },
} satisfies Handlers;

/** (D) LookupEvents: An account may ask twice a second in a Region. [docs] */
function throttle(store: Store, now: number): void {
  const last = (lookups.get(store) ?? []).filter(time => time > now - 1000);
  if (last.length >= 2) throw refused('ThrottlingException', 'Rate exceeded');
  lookups.set(store, [...last, now]);
}

/** (U) LookupEvents: The wordings of its refusals. */
function refused(type: string, message: string): ServiceError {
  return new ServiceError(type, message);
}
