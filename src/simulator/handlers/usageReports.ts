import { createHash } from 'node:crypto';

import { badCombination, notFound, ServiceError } from '../base/errors';
import { page } from '../base/paging';
import type { Call, Handlers } from '../base/world';
import type { AppLicenseUsage, UsageReportSubscription } from '../resources/usageReport';

const day = 24 * 60 * 60 * 1000;

/**
 * Daily usage reports, and the use of licensed applications.
 * (D) CreateUsageReportSubscription, DescribeUsageReportSubscriptions: A Region has one subscription at most; reports come daily. [docs]
 */
export const usageReportHandlers = {
  CreateUsageReportSubscription(_input: object, { store, world }: Call) {
    if (store.usageReportSubscription) {
      throw new ServiceError('LimitExceededException', 'There is a usage report subscription in this Region already.');
    } // (U) CreateUsageReportSubscription: The exception and wording for a second subscription.
    return subscribe({ store, world });
  },

  DescribeUsageReportSubscriptions(
    input: { MaxResults?: number; NextToken?: string },
    { operation, store, world }: Call,
  ) {
    const subscriptions = store.usageReportSubscription ? [store.usageReportSubscription] : [];
    const { items, NextToken } = page(operation, input, subscriptions, ({ S3BucketName }) => S3BucketName, {
      standard: 50,
      max: 50, // (U) DescribeUsageReportSubscriptions: A page has at most 50.
    });
    const lastMidnight = Math.floor(world.agenda.now() / day) * day;
    return {
      UsageReportSubscriptions: items.map(subscription => ({
        ...subscription,
        LastGeneratedReportDate: lastMidnight > subscription.since ? lastMidnight : undefined,
      })),
      NextToken,
    };
  },

  DeleteUsageReportSubscription(_input: object, { store }: Call) {
    // (U) DeleteUsageReportSubscription: The wording without a subscription.
    if (!store.usageReportSubscription) throw notFound('usage report subscription', store.region, store.accountId);
    store.usageReportSubscription = undefined;
    return {};
  },

  DescribeAppLicenseUsage(
    input: { BillingPeriod: string; MaxResults?: number; NextToken?: string },
    { operation, store }: Call,
  ) {
    if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(input.BillingPeriod)) {
      throw badCombination('The billing period is a year and a month, such as 2026-11.');
    } // (U) DescribeAppLicenseUsage: The form of a billing period, and the exception for another.
    const usages = store.appLicenseUsages.filter(({ BillingPeriod }) => BillingPeriod === input.BillingPeriod);
    const key = (usage: AppLicenseUsage) => `${usage.UserArn}/${usage.LicenseType}`;
    const { items, NextToken } = page(operation, input, usages, key, { standard: 50, max: 50 }); // (U) DescribeAppLicenseUsage: A page has at most 50.
    return { AppLicenseUsages: items, NextToken };
  },
} satisfies Handlers;

/** Creates the usage report subscription of an account in a Region. */
export function subscribe({ store, world }: Pick<Call, 'store' | 'world'>): UsageReportSubscription {
  const { region, accountId } = store;
  const random = createHash('sha256').update(`logs/${region}/${accountId}`).digest('hex').slice(0, 10);
  const subscription: UsageReportSubscription = {
    S3BucketName: `appstream-logs-${region}-${accountId}-${random}`,
    Schedule: 'DAILY',
    SubscriptionErrors: [],
    since: world.agenda.now(),
  };
  store.usageReportSubscription = subscription;
  return subscription;
}
