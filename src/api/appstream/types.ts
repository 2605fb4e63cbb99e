// The operations of AppStream as types alone, so that importing them loads nothing.
import type * as sdk from '@aws-sdk/client-appstream';

import type { OperationsOf, ReadOf } from '../core/operations';

export type AppStreamOperations = OperationsOf<typeof sdk>;

export type AppStreamOperation = keyof AppStreamOperations;

/** The operations that change something, or let somebody in. */
export type AppStreamChange = Exclude<AppStreamOperation, ReadOf<AppStreamOperation>>;
