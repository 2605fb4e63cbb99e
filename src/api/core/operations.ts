// A service's operations, read off the types of its SDK package.

/**
 * What each operation of an SDK package takes and answers, by the operation's name: `OperationsOf<typeof sdk>['DescribeFleets']`.
 * Command classes carry both in their typed middleware stack.
 */
export type OperationsOf<Package> = {
  [K in keyof Package as OperationName<K>]: Package[K] extends new (...args: never[]) => infer Command
    ? { readonly input: InputOf<Command>; readonly output: OutputOf<Command> }
    : never;
};

/** The operations of a service under the names that callers use, with the service before them: `'cloudtrail:LookupEvents'`. */
export type NamedOperations<Service extends string, Operations> = {
  [K in keyof Operations as `${Service}:${K & string}`]: Operations[K];
};

/** Those of some operations that only read, by their names: the types' side of `isRead`. */
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
