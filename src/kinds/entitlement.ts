// Entitlements: which of a stack's users see which applications, by attributes of their sign-in.
import type { EntitledApplication, Entitlement } from '@aws-sdk/client-appstream';
import * as l10n from '@vscode/l10n';

import type { Hints } from './action';
import type { Kind } from './kind';
import type { Scope } from './listing';
import { collect, list } from './listing';
import { callAction, formAction } from './parts/actions';
import { textOf } from './parts/reads';

const order = ['Name', 'AppVisibility', 'Attributes', 'Description'];
const members: Hints = {
  Description: { multiline: true },
  // The API model allows any text here; its documentation lists only these.
  'Attributes.Name': {
    options: ['roles', 'department', 'organization', 'groups', 'title', 'costCenter', 'userType'].map(value => ({
      value,
    })),
  },
};

/** Scope: StackName. */
export const entitlement: Kind<Entitlement, 'entitlement'> = {
  name: 'entitlement',
  title: 'Entitlement',
  plural: 'Entitlements',
  none: 'No entitlements yet',
  icon: 'key',
  scoped: true,
  list: list('DescribeEntitlements', out => out.Entitlements),
  describe: (api, _entitlements, { StackName }, signal) =>
    collect(api, 'DescribeEntitlements', { StackName }, out => out.Entitlements, signal),
  id: entitlement => entitlement.Name,
  detail: entitlement => (entitlement.AppVisibility === 'ALL' ? l10n.t('all applications') : undefined),
  compares: 'entitlement',
  created: entitlement => entitlement.CreatedTime,
  refersTo: { StackName: 'stack' },
  facts: entitlement => [
    { label: 'Description', value: entitlement.Description },
    { label: 'Visible applications', value: entitlement.AppVisibility },
    { label: 'Attributes', value: entitlement.Attributes?.map(({ Name, Value }) => `${Name}=${Value}`).join(', ') },
    { label: 'Created', value: entitlement.CreatedTime },
    { label: 'Changed', value: entitlement.LastModifiedTime },
  ],
  children: [
    {
      kind: 'entitledApplication',
      scope: ({ StackName, Name }) => (StackName && Name ? { StackName, EntitlementName: Name } : undefined),
    },
  ],
  create: {
    title: 'Create Entitlement…',
    form: {
      operation: 'CreateEntitlement',
      submit: 'Create Entitlement',
      hints: { order, members },
      fixed: (_nothing, { StackName = '' }) => ({ StackName }),
      values: () => ({ AppVisibility: 'ASSOCIATED' }),
    },
    id: textOf('Name'),
  },
  actions: [
    formAction({
      name: 'update',
      title: 'Update Entitlement…',
      group: 'change',
      progress: 'Updating…',
      form: {
        operation: 'UpdateEntitlement',
        submit: 'Update Entitlement',
        hints: { order: order.slice(1), members },
        fixed: ({ Name = '' }, { StackName = '' }) => ({ Name, StackName }),
        clears: {},
      },
    }),
    {
      name: 'associate',
      title: 'Add Application to Entitlement…',
      group: 'associate',
      operations: ['AssociateApplicationToEntitlement', 'DescribeApplications'],
      when: ({ AppVisibility }) => AppVisibility !== 'ALL',
      asks: [
        {
          member: 'ApplicationIdentifier',
          title: 'Application to add',
          placeholder: "The application's name in the image or app block",
          free: true,
          choices: async ({ api, signal }) =>
            (await collect(api, 'DescribeApplications', {}, out => out.Applications, signal)).map(app => ({
              value: app.Name ?? '',
              ...(app.DisplayName !== undefined && { description: app.DisplayName }),
            })),
        },
      ],
      progress: 'Adding…',
      proof: {
        isDone: async ({ api, resource, scope: { StackName }, signal }, { ApplicationIdentifier }) => {
          const input = { StackName, EntitlementName: resource.Name };
          const apps = await collect(api, 'ListEntitledApplications', input, out => out.EntitledApplications, signal);
          return apps.some(app => app.ApplicationIdentifier === ApplicationIdentifier);
        },
      },
      touches: ['entitledApplication'],
      perform: async ({ api, resource, scope: { StackName }, signal }, { ApplicationIdentifier }) => {
        const input = { StackName, EntitlementName: resource.Name, ApplicationIdentifier };
        await api.call('AssociateApplicationToEntitlement', input, signal);
      },
    },
    callAction({
      name: 'delete',
      title: 'Delete Entitlement…',
      group: 'delete',
      operations: ['DeleteEntitlement'],
      confirm: {
        verb: 'Delete',
        question: 'Delete entitlement {0} of stack {1}?',
        questionAll: 'Delete {0} entitlements?',
        names: (_entitlement, { StackName }) => [StackName],
        consequence:
          "Its users see only the applications of their other entitlements. If this is the stack's last entitlement, all users see all applications.",
      },
      progress: 'Deleting…',
      proof: 'gone',
      input: ({ resource, scope: { StackName } }) => ({ StackName, Name: resource.Name }),
    }),
  ],
};

/** An application that an entitlement shows. Scope: StackName and EntitlementName. */
export const entitledApplication: Kind<EntitledApplication, 'entitledApplication'> = {
  name: 'entitledApplication',
  title: 'Entitled Application',
  plural: 'Entitled Applications',
  none: 'No entitled applications',
  icon: 'window',
  list: list('ListEntitledApplications', out => out.EntitledApplications, entitled),
  compares: 'name',
  id: app => app.ApplicationIdentifier,
  actions: [
    callAction({
      name: 'disassociate',
      title: 'Remove Application from Entitlement…',
      group: 'delete',
      operations: ['DisassociateApplicationFromEntitlement'],
      confirm: {
        verb: 'Remove',
        question: 'Remove application {0} from entitlement {1}?',
        questionAll: 'Remove {0} applications from their entitlements?',
        names: (_app, { EntitlementName }) => [EntitlementName],
        consequence:
          'Users of the entitlement no longer see the application, unless they have it through another entitlement.',
      },
      progress: 'Removing…',
      proof: 'gone',
      touches: ['entitledApplication'],
      input: ({ resource: { ApplicationIdentifier }, scope }) => ({ ...entitled(scope), ApplicationIdentifier }),
    }),
  ],
};

function entitled({ StackName, EntitlementName }: Scope): {
  StackName: string | undefined;
  EntitlementName: string | undefined;
} {
  return { StackName, EntitlementName };
}
