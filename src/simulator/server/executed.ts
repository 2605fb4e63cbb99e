/** Counts the operations that ran, by account. Refused requests, dry runs and requests that a fault stopped do not count. */
export interface Executed {
  count(accessKeyId: string, operation: string): void;
  /** By operation name. @param accessKeyId of one account; of all when absent */
  countsOf(accessKeyId?: string): ReadonlyMap<string, number>;
}

/** Counts from zero. */
export function createExecuted(): Executed {
  const byAccount = new Map<string, Map<string, number>>();
  return {
    count(accessKeyId, operation) {
      const account = byAccount.get(accessKeyId) ?? new Map<string, number>();
      byAccount.set(accessKeyId, account);
      account.set(operation, (account.get(operation) ?? 0) + 1);
    },
    countsOf(accessKeyId) {
      const total = new Map<string, number>();
      for (const [key, account] of byAccount) {
        if (accessKeyId === undefined || key === accessKeyId) {
          for (const [operation, times] of account) total.set(operation, (total.get(operation) ?? 0) + times);
        }
      }
      return total;
    },
  };
}
