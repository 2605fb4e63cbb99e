// Daily usage reports to an S3 bucket, and the monthly use of licensed applications.
import type { AdminAppLicenseUsageRecord, UsageReportSubscription } from '@aws-sdk/client-appstream';

import type { Kind } from './kind';
import { collect, list } from './listing';
import { callAction } from './parts/actions';
import { pseudonym } from './parts/pseudonym';
import { errorsIn } from './parts/reads';

/** The subscription of a Region. There is at most one. */
export const usageReport: Kind<UsageReportSubscription, 'usageReport'> = {
  name: 'usageReport',
  title: 'Usage Report Subscription',
  plural: 'Usage Reports',
  none: 'No usage report subscription yet',
  icon: 'graph',
  sections: [
    { name: 'subscription', title: 'Subscription', scope: {} },
    { name: 'licenses', title: 'Application Licenses', scope: {}, kind: 'billingPeriod' },
  ],
  list: list('DescribeUsageReportSubscriptions', out => out.UsageReportSubscriptions),
  describe: (api, _subscriptions, _scope, signal) =>
    collect(api, 'DescribeUsageReportSubscriptions', {}, out => out.UsageReportSubscriptions, signal),
  id: subscription => subscription.S3BucketName,
  detail: subscription => subscription.Schedule,
  facts: subscription => [
    { label: 'Bucket', value: subscription.S3BucketName },
    { label: 'Schedule', value: subscription.Schedule },
    { label: 'Last report', value: subscription.LastGeneratedReportDate },
  ],
  errors: subscription => errorsIn('UsageReportExecutionErrorCode', subscription.SubscriptionErrors),
  create: {
    title: 'Subscribe to Usage Reports…',
    section: 'subscription',
    maxCount: 1,
    form: { operation: 'CreateUsageReportSubscription', submit: 'Subscribe' },
    confirm: {
      verb: 'Subscribe',
      question: 'Subscribe to usage reports?',
      consequence:
        'AWS creates an S3 bucket in this account, if there is none yet, and writes a daily report of all sessions and applications to it. You pay for the storage.',
    },
    id: () => undefined,
  },
  actions: [
    callAction({
      name: 'delete',
      title: 'Delete Usage Report Subscription…',
      group: 'delete',
      operations: ['DeleteUsageReportSubscription'],
      confirm: {
        verb: 'Delete',
        question: 'Delete the subscription that writes usage reports to bucket {0}?',
        questionAll: 'Delete {0} usage report subscriptions?',
        consequence: 'AWS stops writing usage reports. The reports in the bucket stay.',
      },
      progress: 'Deleting…',
      proof: 'gone',
      input: () => ({}),
    }),
  ],
};

/** A month for which the service reports the use of licensed applications. */
export interface BillingPeriod {
  /** `2026-11` */
  readonly BillingPeriod: string;
}

/** The number of months in the list: two years. */
const months = 24;

/** The months, newest first. The service has no operation that lists them. */
export const billingPeriod: Kind<BillingPeriod, 'billingPeriod'> = {
  name: 'billingPeriod',
  title: 'Billing Period',
  plural: 'Billing Periods',
  none: 'No billing periods yet',
  icon: 'calendar',
  list: {
    operations: [],
    async *pages() {
      yield await Promise.resolve(billingPeriods(new Date()));
    },
  },
  id: period => period.BillingPeriod,
  lastFirst: true,
  children: [{ kind: 'licenseUsage', scope: ({ BillingPeriod }) => ({ BillingPeriod }) }],
  actions: [],
};

/** The month of a time and the months before it. Months are UTC months, as in AWS billing. */
export function billingPeriods(now: Date): BillingPeriod[] {
  return Array.from({ length: months }, (_, age) => {
    const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - age, 1));
    return { BillingPeriod: month.toISOString().slice(0, 7) };
  });
}

/** A user's use of a licensed application in a month. Scope: BillingPeriod. */
export const licenseUsage: Kind<AdminAppLicenseUsageRecord, 'licenseUsage'> = {
  name: 'licenseUsage',
  title: 'License Usage',
  plural: 'License Usage',
  none: 'No license usage',
  icon: 'key',
  list: list('DescribeAppLicenseUsage', out => out.AppLicenseUsages),
  // UserArn and UserId contain the user's name, so the id is a pseudonym.
  id: usage => pseudonym(usage.UserArn ?? usage.UserId, usage.LicenseType),
  label: usage => usage.UserId,
  privateLabel: true,
  detail: usage => usage.LicenseType,
  facts: usage => [
    { label: 'License', value: usage.LicenseType },
    { label: 'Billing period', value: usage.BillingPeriod },
    { label: 'First used', value: usage.SubscriptionFirstUsedDate },
    { label: 'Last used', value: usage.SubscriptionLastUsedDate },
    { label: 'Owner account', value: usage.OwnerAWSAccountId },
  ],
  actions: [],
};
