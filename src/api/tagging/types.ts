// The types of the operations that this project uses. Importing them loads no code.
import type { OperationsOf } from '../core/operations';
import type * as sdk from './sdk';

export type TaggingOperations = OperationsOf<typeof sdk>;
