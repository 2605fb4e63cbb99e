/** A request as the trail has it. */
export interface TrailEvent {
  readonly EventId: string;
  readonly EventName: string;
  readonly ReadOnly: 'true' | 'false';
  readonly AccessKeyId: string;
  readonly EventTime: number;
  readonly EventSource: string;
  readonly Username: string;
  readonly Resources: readonly [];
  /** JSON. */
  readonly CloudTrailEvent: string;
}
