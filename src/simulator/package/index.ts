// What the simulator's own package exports.
export type { RecordedCall } from '../control/calls';
export type { ClockState } from '../control/control';
export type { ControlClient, FaultData } from '../controlClient';
export { ControlError, createControlClient } from '../controlClient';
export type { ControlledOptions, ControlledSimulator } from '../controlled';
export { startControlledSimulator as startSimulator } from '../controlled';
export type { SeedAccount, SeedFile } from '../seed/seedFile';
export type { Fault, Outcome, RequestLogEntry, SandboxAccount } from '../simulator';
export { sandboxAccounts } from '../simulator';
export type { Snapshot } from '../state/snapshot';
