// The types of AppStream's operations. Importing them loads no code.
import type * as sdk from '@aws-sdk/client-appstream';

import type { OperationsOf, ReadOf } from '../core/operations';

export type AppStreamOperations = OperationsOf<typeof sdk>;

export type AppStreamOperation = keyof AppStreamOperations;

/** The operations that change something or give access. */
export type AppStreamChange = Exclude<AppStreamOperation, ReadOf<AppStreamOperation>>;
