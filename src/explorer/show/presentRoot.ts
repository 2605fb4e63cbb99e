// How the first rows look: those of profiles, their Regions and the sandbox. They show before the kinds are loaded.
import * as l10n from '@vscode/l10n';

import { regionLongName } from '../../aws/regions';
import type { Pinned } from '../tree/favorite';
import { nonePinned } from '../tree/favorite';
import { themeColor } from '../tree/mark';
import type { ProfileNode, RegionNode, RootNode } from '../tree/node';
import { isReadOnly } from '../tree/node';
import { rowTokens } from '../tree/tokens';
import { inConsole } from './consoleUrl';
import { accountOf, placeFacts, profileFacts } from './place';
import type { Decoration, Presentation } from './presentation';
import { plain, unreadable, withPlainTexts } from './presentation';

/** How one of the first rows looks now. This does not throw, whatever the settings say. */
export function presentRoot(node: RootNode, pinned: Pinned = nonePinned): Presentation {
  try {
    return withPlainTexts(looksOf(node, pinned));
  } catch {
    return withPlainTexts(unreadable(node));
  }
}

function looksOf(node: RootNode, pinned: Pinned): Presentation {
  switch (node.kind) {
    case 'sandbox':
      return plain(node, l10n.t('Sandbox'), {
        description: l10n.t('simulated, on this computer'),
        icon: 'beaker',
        expandable: 'expanded',
        tokens: ['sandbox'],
      });
    case 'profile':
      return profile(node);
    case 'region':
      return region(node, pinned);
  }
}

function profile(node: ProfileNode): Presentation {
  const { mark, identity } = node;
  const readOnly = isReadOnly(node);
  const description = [
    mark?.word,
    identity?.account,
    identity?.alias,
    readOnly ? l10n.t('read-only') : undefined,
    node.regions.length ? undefined : l10n.t('no Region selected'),
  ].filter(word => word !== undefined);
  return plain(node, node.name, {
    kind: node.sandbox ? l10n.t('Sandbox account') : l10n.t('Profile'),
    ...(description.length && { description: description.join(' · ') }),
    icon: node.sandbox ? 'beaker' : readOnly ? 'lock' : 'account',
    ...markColor(node),
    decoration: markDecoration(node),
    expandable: 'expanded',
    tokens: rowTokens(
      'profile',
      node.sandbox ? 'simulated' : 'aws',
      readOnly ? 'readOnly' : 'changeable',
      node.offersMfa && 'mfa',
      // Until it is known, the menu offers it.
      !node.sandbox && node.offersSignIn !== false && 'signIn',
    ),
    facts: [
      ...profileFacts(node, accountOf(node)),
      { label: l10n.t('Regions'), value: node.regions.map(region => region.connection.region).join(', ') || undefined },
    ],
  });
}

function region(node: RegionNode, pinned: Pinned): Presentation {
  const { region } = node.connection;
  const { denied } = node;
  const description = [
    node.parent.mark?.word,
    denied && l10n.t('⚠ {0}', l10n.t('Access denied')),
    regionLongName(region),
  ].filter(word => word !== undefined);
  return plain(node, region, {
    kind: l10n.t('Region'),
    ...(description.length && { description: description.join(' · ') }),
    ...(denied ? { icon: 'warning', color: 'list.warningForeground' } : { icon: 'globe', ...markColor(node.parent) }),
    decoration: markDecoration(node.parent),
    expandable: 'collapsed',
    tokens: rowTokens(
      'region',
      node.parent.sandbox ? 'simulated' : 'aws',
      inConsole(node) && 'console',
      pinned.has(node.id) ? 'pinned' : 'pinnable',
      denied?.some(error => error.denied) && 'denied',
    ),
    ...(denied && { notes: deniedNotes(node, denied.length) }),
    facts: placeFacts(node),
  });
}

function deniedNotes({ parent }: RegionNode, count: number): readonly string[] {
  return [
    l10n.t('AWS denies all {0} lists of this Region that were loaded.', count),
    l10n.t(
      'Check that profile "{0}" is the right one, and that your organization allows this Region. If so, ask an administrator for the permissions: Copy IAM Statement copies them.',
      parent.name,
    ),
  ];
}

function markDecoration({ mark }: ProfileNode): Decoration | undefined {
  return mark?.word || mark?.color ? { mark } : undefined;
}

function markColor({ mark }: ProfileNode): { readonly color?: string } {
  return mark?.color ? { color: themeColor(mark.color) } : {};
}
