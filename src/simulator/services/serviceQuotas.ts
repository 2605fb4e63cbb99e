// Service Quotas: how many resources an account may have, and requests for more.
import { durations } from '../base/durations';
import { ServiceError } from '../base/errors';
import { page } from '../base/paging';
import type { QuotaName } from '../base/quotas';
import { quotaFacts } from '../base/quotas';
import type { Store } from '../base/store';
import type { Call, Handlers, World } from '../base/world';
import { uuidOf } from './ids';

interface Asked {
  readonly ServiceCode: string;
  readonly QuotaCode: string;
}

/** (V) ListServiceQuotas: The service code of AppStream is `appstream2`. [log] */
const service = 'appstream2';
const names = Object.keys(quotaFacts) as QuotaName[];
const sizes = { standard: 100, max: 100 };

interface Paged {
  readonly ServiceCode: string;
  readonly MaxResults?: number;
  readonly NextToken?: string;
}

export const serviceQuotasHandlers = {
  /** (D) ListServiceQuotas: It answers the values that the account has. [docs] */
  ListServiceQuotas(input: Paged, { operation, store }: Call) {
    return list(operation, input, store, name => store.quotas[name]);
  },

  ListAWSDefaultServiceQuotas(input: Paged, { operation, store }: Call) {
    return list(operation, input, store, name => quotaFacts[name].standard);
  },

  GetServiceQuota(input: Asked, { store }: Call) {
    const name = quotaWith(input);
    return { Quota: quotaOf(name, store.quotas[name], store) };
  },

  /**
   * (D) RequestServiceQuotaIncrease: The new value must be larger than the present one. [docs]
   * (U) RequestServiceQuotaIncrease: AWS approves after a while; here it always does.
   */
  RequestServiceQuotaIncrease(input: Asked & { DesiredValue: number }, { store, world }: Call) {
    const name = quotaWith(input);
    const { code, name: QuotaName } = quotaFacts[name];
    if (input.DesiredValue <= store.quotas[name]) {
      throw new ServiceError('IllegalArgumentException', 'The desired value must be larger than the present quota.'); // (U) RequestServiceQuotaIncrease: The wording of this refusal.
    }
    const now = world.agenda.now();
    const key = keyOf(name, store);
    awaitIncrease(name, input.DesiredValue, store, world);
    return {
      RequestedQuota: {
        ...{ Id: uuidOf(`${key}/${now}`), ServiceCode: service, ServiceName: 'Amazon AppStream 2.0' },
        ...{ QuotaCode: code, QuotaName, DesiredValue: input.DesiredValue, Status: 'PENDING' },
        ...{ Created: now, LastUpdated: now, QuotaArn: arnOf(code, store), GlobalQuota: false, Unit: 'None' },
      },
    };
  },
} satisfies Handlers;

/** Has a quota be raised after a while. @param value the new one */
export function awaitIncrease(name: QuotaName, value: number, store: Store, { agenda }: World): void {
  const raise = () => void (store.quotas[name] = value);
  agenda.after(keyOf(name, store), durations.quotaIncrease, raise, { transitions: `quota.${name}`, step: value });
}

function keyOf(name: QuotaName, { accountId, region }: Store): string {
  return `quota/${accountId}/${region}/${quotaFacts[name].code}`;
}

function list(operation: string, input: Paged, store: Store, value: (name: QuotaName) => number): object {
  if (input.ServiceCode !== service) throw missing();
  try {
    const { items, NextToken } = page(operation, input, names, name => quotaFacts[name].code, sizes);
    return { Quotas: items.map(name => quotaOf(name, value(name), store)), NextToken };
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    throw new ServiceError('InvalidPaginationTokenException', 'Invalid input was provided.');
  }
}

function quotaWith({ ServiceCode, QuotaCode }: Asked): QuotaName {
  const name = names.find(known => quotaFacts[known].code === QuotaCode);
  if (ServiceCode !== service || name === undefined) throw missing();
  return name;
}

function quotaOf(name: QuotaName, Value: number, store: Store): object {
  const { code, name: QuotaName } = quotaFacts[name];
  return {
    ...{ ServiceCode: service, ServiceName: 'Amazon AppStream 2.0', QuotaArn: arnOf(code, store), QuotaCode: code },
    ...{ QuotaName, Value, Unit: 'None', Adjustable: true, GlobalQuota: false },
  };
}

function arnOf(code: string, { region, accountId }: Store): string {
  return `arn:aws:servicequotas:${region}:${accountId}:${service}/${code}`;
}

/** (D) GetServiceQuota, ListServiceQuotas: NoSuchResourceException refuses an unknown service or quota. Here only AppStream is known. [model] */
function missing(): ServiceError {
  return new ServiceError(
    'NoSuchResourceException',
    'The request failed because the specified service or quota does not exist.',
  );
}
