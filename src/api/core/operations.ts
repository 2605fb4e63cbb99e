// The types of a service's operations, derived from its SDK package.

/**
 * The input and output of each operation of an SDK package, by its name: `OperationsOf<typeof sdk>['DescribeFleets']`.
 * They are derived from the types of the command classes.
 */
export type OperationsOf<Package> = {
  [K in keyof Package as OperationName<K>]: Package[K] extends new (...args: never[]) => infer Command
    ? { readonly input: InputOf<Command>; readonly output: OutputOf<Command> }
    : never;
};

/** The operations of a service with the service's id before their names, as callers use them: `'cloudtrail:LookupEvents'`. */
export type NamedOperations<Service extends string, Operations> = {
  [K in keyof Operations as `${Service}:${K & string}`]: Operations[K];
};

/** The operations that only read, by their names: `isRead` as a type. */
export type ReadOf<Operation> = Extract<Operation, ReadName | `${string}:${ReadName}`>;

type ReadName = `${'BatchGet' | 'Describe' | 'Get' | 'List' | 'Lookup'}${string}`;

// The base class of all commands is called $Command.
type OperationName<Export> = Export extends `${infer Name}Command` ? (Name extends '$' ? never : Name) : never;

type InputOf<Command> = Command extends { readonly input: infer I } ? I : never;

type OutputOf<Command> = Command extends {
  resolveMiddleware(...args: never[]): (...args: never[]) => Promise<{ output: infer R }>;
}
  ? Omit<R, '$metadata'>
  : never;
