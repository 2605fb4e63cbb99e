// What Application Auto Scaling keeps of an account in a Region. Times are milliseconds since the epoch.

export interface SuspendedState {
  DynamicScalingInSuspended?: boolean;
  DynamicScalingOutSuspended?: boolean;
  ScheduledScalingSuspended?: boolean;
}

export interface ScalableTarget {
  readonly ServiceNamespace: string;
  readonly ResourceId: string;
  readonly ScalableDimension: string;
  MinCapacity: number;
  MaxCapacity: number;
  readonly RoleARN: string;
  readonly CreationTime: number;
  SuspendedState: SuspendedState;
  readonly ScalableTargetARN: string;
}

export interface StepAdjustment {
  readonly MetricIntervalLowerBound?: number;
  readonly MetricIntervalUpperBound?: number;
  readonly ScalingAdjustment: number;
}

export interface StepPolicy {
  readonly AdjustmentType: string;
  readonly StepAdjustments?: readonly StepAdjustment[];
  readonly MinAdjustmentMagnitude?: number;
  readonly Cooldown?: number;
  readonly MetricAggregationType?: string;
}

export interface TrackingPolicy {
  readonly TargetValue: number;
  readonly PredefinedMetricSpecification?: { readonly PredefinedMetricType: string };
  readonly CustomizedMetricSpecification?: { readonly MetricName?: string; readonly Namespace?: string };
  readonly ScaleOutCooldown?: number;
  readonly ScaleInCooldown?: number;
  readonly DisableScaleIn?: boolean;
}

export interface ScalingPolicy {
  readonly PolicyARN: string;
  readonly PolicyName: string;
  readonly ServiceNamespace: string;
  readonly ResourceId: string;
  readonly ScalableDimension: string;
  PolicyType: string;
  StepScalingPolicyConfiguration?: StepPolicy;
  TargetTrackingScalingPolicyConfiguration?: TrackingPolicy;
  /** The names of the alarms that a target tracking policy owns. */
  alarms: string[];
  readonly CreationTime: number;
  /** When it last changed the capacity, and in which direction. */
  last?: { readonly time: number; readonly out: boolean };
}

export interface ScheduledAction {
  readonly ScheduledActionName: string;
  readonly ScheduledActionARN: string;
  readonly ServiceNamespace: string;
  readonly ResourceId: string;
  readonly ScalableDimension: string;
  Schedule: string;
  Timezone?: string;
  StartTime?: number;
  EndTime?: number;
  ScalableTargetAction?: { readonly MinCapacity?: number; readonly MaxCapacity?: number };
  readonly CreationTime: number;
}

export interface ScalingActivity {
  readonly ActivityId: string;
  readonly ServiceNamespace: string;
  readonly ResourceId: string;
  readonly ScalableDimension: string;
  readonly Description: string;
  readonly Cause: string;
  readonly StartTime: number;
  readonly EndTime?: number;
  readonly StatusCode: string;
  readonly StatusMessage?: string;
  readonly NotScaledReasons?: readonly { readonly Code: string; readonly CurrentCapacity?: number }[];
}

export interface ScalingState {
  /** By resource ID. */
  readonly targets: Map<string, ScalableTarget>;
  /** By resource ID and name. */
  readonly policies: Map<string, ScalingPolicy>;
  /** By resource ID and name. */
  readonly schedules: Map<string, ScheduledAction>;
  /** The newest last. */
  readonly activities: ScalingActivity[];
}
