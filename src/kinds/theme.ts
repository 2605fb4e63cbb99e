// Themes: the look of a stack's catalog page. A stack has at most one.
import type { Theme } from '@aws-sdk/client-appstream';

import { isApiError } from '../api/core/errors';
import type { Api } from '../api/types';
import type { Values } from '../forms/field';
import type { Kind } from './kind';
import { callAction, formAction } from './parts/actions';
import { s3Members } from './parts/formParts';
import { textOf } from './parts/reads';

const order = ['TitleText', 'ThemeStyling', 'OrganizationLogoS3Location', 'FaviconS3Location', 'FooterLinks'];

const members = { ...s3Members('OrganizationLogoS3Location'), ...s3Members('FaviconS3Location') };

/** Scope: StackName. */
export const theme: Kind<Theme, 'theme'> = {
  name: 'theme',
  title: 'Theme',
  plural: 'Theme',
  none: 'No theme yet',
  icon: 'symbol-color',
  scoped: true,
  list: {
    operations: ['DescribeThemeForStack'],
    async *pages(api, { StackName }, signal) {
      // The API returns an error for a stack without a theme. In the tree, that is an empty list.
      yield await themeOf(api, StackName, signal).catch((error: unknown) => {
        if (isApiError(error) && error.reason === 'notFound') return [];
        throw error;
      });
    },
  },
  describe: (api, _themes, { StackName }, signal) => themeOf(api, StackName, signal),
  id: theme => theme.StackName,
  label: theme => theme.ThemeTitleText,
  state: theme => theme.State,
  detail: theme => theme.ThemeStyling,
  compares: 'theme',
  created: theme => theme.CreatedTime,
  refersTo: { StackName: 'stack' },
  facts: theme => [
    { label: 'Styling', value: theme.ThemeStyling },
    { label: 'Footer links', value: theme.ThemeFooterLinks?.map(link => link.DisplayName).join(', ') },
    { label: 'Created', value: theme.CreatedTime },
  ],
  desired: themeValues,
  create: {
    title: 'Create Theme…',
    maxCount: 1,
    form: {
      operation: 'CreateThemeForStack',
      submit: 'Create Theme',
      hints: { order, members },
      fixed: (_nothing, { StackName = '' }) => ({ StackName }),
    },
    id: textOf('TitleText'),
  },
  actions: [
    formAction({
      name: 'update',
      title: 'Update Theme…',
      group: 'change',
      progress: 'Updating…',
      form: {
        operation: 'UpdateThemeForStack',
        submit: 'Update Theme',
        hints: { order: [...order.slice(0, 2), 'State'], hide: ['AttributesToDelete'], members },
        fixed: (_theme, { StackName = '' }) => ({ StackName }),
        values: themeValues,
        clears: { FooterLinks: 'FOOTER_LINKS' },
      },
    }),
    callAction({
      name: 'delete',
      title: 'Delete Theme…',
      group: 'delete',
      operations: ['DeleteThemeForStack'],
      confirm: {
        verb: 'Delete',
        question: 'Delete theme "{0}" of stack {1}?',
        questionAll: 'Delete the themes of {0} stacks?',
        names: (_theme, { StackName }) => [StackName],
        consequence: "The theme is deleted. Users see the default theme again. This can't be undone.",
      },
      progress: 'Deleting…',
      proof: 'gone',
      touches: ['theme'],
      input: ({ scope: { StackName } }) => ({ StackName }),
    }),
  ],
};

// The response names these members differently, and has URLs where the request has S3 locations.
function themeValues({ ThemeTitleText, ThemeFooterLinks }: Theme): Values {
  return {
    ...(ThemeTitleText !== undefined && { TitleText: ThemeTitleText }),
    ...(ThemeFooterLinks?.length && {
      FooterLinks: ThemeFooterLinks.map(({ DisplayName = '', FooterLinkURL = '' }) => ({ DisplayName, FooterLinkURL })),
    }),
  };
}

async function themeOf(api: Api, StackName: string | undefined, signal: AbortSignal): Promise<Theme[]> {
  const { Theme: theme } = await api.call('DescribeThemeForStack', { StackName }, signal);
  return theme ? [theme] : [];
}
