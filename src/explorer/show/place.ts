// Where a node stands and who acts there: the texts of tooltips, dialogs, titles and forms. They are the same everywhere,
// so that users don't confuse accounts.
import * as l10n from '@vscode/l10n';

import type { Actor } from '../../api/core/actor';
import { identityName } from '../../api/core/actor';
import { regionLongName } from '../../aws/regions';
import type { Fact } from '../../kinds/kind';
import type { GroupNode, Node, ProfileNode, RegionNode, ResourceNode } from '../tree/node';
import { arnAccountOf, profileOf } from '../tree/node';

/** A node in a Region. */
export type PlacedNode = RegionNode | GroupNode | ResourceNode;

/** Who acts on a node: as the tree shows it now, or the actor that a form or dialog was opened for. */
export type By = Pick<Actor, 'identity'>;

const byNow = (node: Node): By => profileOf(node) ?? {};

/**
 * The account that acts on a node: that of the credentials, or if AWS doesn't tell it, the one in the ARN. The
 * sandbox's accounts are named as such, so that nobody confuses them with AWS accounts.
 * @returns undefined when neither is known
 */
export function accountOf(node: Node, by?: By): string | undefined {
  const account = plainAccountOf(node, by);
  return isSandboxed(node) ? sandboxName(account) : account;
}

/** The name of the sandbox, with that of one of its accounts if it is known. */
export function sandboxName(account: string | undefined): string {
  return account === undefined ? l10n.t('Sandbox') : l10n.t('Sandbox {0}', account);
}

function plainAccountOf(node: Node, { identity }: By = byNow(node)): string | undefined {
  return identity ? identityName(identity) : arnAccountOf(node);
}

const isSandboxed = (node: Node): boolean => profileOf(node)?.sandbox ?? false;

/** The account that owns a resource, if it isn't the one that acts: that of a shared image. */
export function ownerOf(node: Node, { identity }: By = byNow(node)): string | undefined {
  const acting = identity?.account;
  const owner = arnAccountOf(node);
  return acting === undefined || owner === acting ? undefined : owner;
}

/** The mark of a node's profile. */
export function markWord(node: Node): string | undefined {
  return profileOf(node)?.mark?.word;
}

/** The facts about where a node stands, for its tooltip. */
export function placeFacts(node: PlacedNode): readonly Fact[] {
  return [
    ...profileFacts(profileOf(node), accountOf(node)),
    { label: l10n.t('Owned by account'), value: ownerOf(node) },
    { label: l10n.t('Region'), value: regionText(node.connection.region) },
  ];
}

/** The facts about a profile. @param account the text for the account that acts */
export function profileFacts(profile: ProfileNode | undefined, account: string | undefined): readonly Fact[] {
  return [
    { label: l10n.t('Marked'), value: profile?.mark?.word },
    { label: l10n.t('Account'), value: account },
    { label: l10n.t('Profile'), value: profile?.name },
    { label: l10n.t('Read-only'), value: profile?.mark?.readOnly || undefined },
  ];
}

/** The lines of a dialog about where a node stands. @param by the actor, if known */
export function placeLines(node: PlacedNode, by?: By): readonly string[] {
  const owner = ownerOf(node, by);
  return [
    accountLine(node, by),
    ...(owner === undefined ? [] : [l10n.t('Owned by account {0}', owner)]),
    l10n.t('Profile {0}', node.connection.profile),
    l10n.t('Region {0}', regionText(node.connection.region)),
  ];
}

/** `Account 123456789012 (hb-production)`, the first of them. */
export function accountLine(node: Node, by?: By): string {
  const account = plainAccountOf(node, by) ?? l10n.t('unknown');
  return isSandboxed(node) ? l10n.t('Sandbox account {0}', account) : l10n.t('Account {0}', account);
}

/** The same in one line, for a form. */
export function placeLine(node: PlacedNode, by?: By): string {
  return [markWord(node), ...placeLines(node, by)].filter(word => word !== undefined).join(' · ');
}

/** The shortest form, for the title of a quick input: `PRODUCTION · 123456789012 · prod · eu-west-1`. */
export function placeTitle(node: PlacedNode, by?: By): string {
  const { profile, region } = node.connection;
  return [markWord(node), accountOf(node, by), profile, region].filter(word => word !== undefined).join(' · ');
}

function regionText(region: string): string {
  const longName = regionLongName(region);
  return longName === undefined ? region : `${region} (${longName})`;
}
