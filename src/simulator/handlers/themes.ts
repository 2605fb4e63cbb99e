import { alreadyExists, badCombination, notFound } from '../base/errors';
import type { Store } from '../base/store';
import type { Call, Handlers } from '../base/world';
import type { Theme, ThemeInput } from '../resources/theme';
import { objectUrl, requireKey } from './s3';
import { stackNamed } from './stacks';

/** (D) CreateThemeForStack, DescribeThemeForStack, DeleteThemeForStack: A theme is how a stack's catalog page looks; a stack has one at most. [docs] */
export const themeHandlers = {
  CreateThemeForStack(input: ThemeInput, { store, world }: Call) {
    stackNamed(store, input.StackName);
    checkPictures(input);
    if (store.themes.has(input.StackName)) throw alreadyExists('theme of the stack', input.StackName);
    return { Theme: addTheme(input, { store, world }) };
  },

  DescribeThemeForStack(input: { StackName: string }, { store }: Call) {
    return { Theme: themeOf(store, input.StackName) };
  },

  UpdateThemeForStack(
    input: Partial<ThemeInput> & { StackName: string; State?: Theme['State']; AttributesToDelete?: string[] },
    { store }: Call,
  ) {
    const theme = themeOf(store, input.StackName);
    checkPictures(input);
    if (input.FooterLinks && input.AttributesToDelete?.includes('FOOTER_LINKS')) {
      throw badCombination('Footer links cannot be set and deleted at once.');
    } // (U) UpdateThemeForStack: Footer links can't be set and deleted at once.
    const { region } = store;
    if (input.State !== undefined) theme.State = input.State;
    if (input.TitleText !== undefined) theme.ThemeTitleText = input.TitleText;
    if (input.ThemeStyling !== undefined) theme.ThemeStyling = input.ThemeStyling;
    if (input.OrganizationLogoS3Location) {
      theme.ThemeOrganizationLogoURL = objectUrl(input.OrganizationLogoS3Location, region);
    }
    if (input.FaviconS3Location) theme.ThemeFaviconURL = objectUrl(input.FaviconS3Location, region);
    if (input.FooterLinks) theme.ThemeFooterLinks = input.FooterLinks;
    if (input.AttributesToDelete?.includes('FOOTER_LINKS')) theme.ThemeFooterLinks = [];
    return { Theme: theme };
  },

  DeleteThemeForStack(input: { StackName: string }, { store }: Call) {
    themeOf(store, input.StackName);
    store.themes.delete(input.StackName);
    return {};
  },
} satisfies Handlers;

/** (U) CreateThemeForStack, UpdateThemeForStack: Pictures need a key, as the documentation says of other files in S3. */
function checkPictures(input: Partial<ThemeInput>): void {
  requireKey(input.OrganizationLogoS3Location, 'organizationLogoS3Location');
  requireKey(input.FaviconS3Location, 'faviconS3Location');
}

/** Stores a stack's theme, in place of an earlier one. It checks nothing: the seed calls it, too. */
export function addTheme(input: ThemeInput, { store, world }: Pick<Call, 'store' | 'world'>): Theme {
  const theme: Theme = {
    StackName: input.StackName,
    State: 'ENABLED',
    ThemeTitleText: input.TitleText,
    ThemeStyling: input.ThemeStyling,
    ThemeOrganizationLogoURL: objectUrl(input.OrganizationLogoS3Location, store.region),
    ThemeFaviconURL: objectUrl(input.FaviconS3Location, store.region),
    ThemeFooterLinks: input.FooterLinks ?? [],
    CreatedTime: world.agenda.now(),
  };
  store.themes.set(theme.StackName, theme);
  return theme;
}

function themeOf(store: Store, stackName: string): Theme {
  stackNamed(store, stackName);
  const theme = store.themes.get(stackName);
  if (!theme) throw notFound('theme of the stack', stackName, store.accountId);
  return theme;
}
