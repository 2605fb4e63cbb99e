// Names for stored texts: node ids, form keys, tab titles, document addresses, the log. They never contain people's names and
// e-mail addresses. Texts that are only shown use `shownName`.
import * as l10n from '@vscode/l10n';

import { plainText } from '../../api/core/plainText';
import type { Action, Create } from '../../kinds/action';
import type { ResourceNode } from '../tree/node';
import { nameOf } from '../tree/node';
import { plainTitle } from './messages';

declare const stored: unique symbol;

/** A text without people's names. Only the functions of this file make one (see architecture.test.ts). */
export type StoredText = string & { readonly [stored]: true };

/** The name of a resource in stored texts: its id if its label names a person. */
export function storedName({ resourceKind, resource, ...node }: ResourceNode): StoredText {
  const name = resourceKind.privateLabel
    ? (resourceKind.id(resource) ?? '?')
    : nameOf({ resourceKind, resource, ...node });
  return plainText(name) as StoredText;
}

/** The tab of an action's form: `Update Fleet: gis-analysis`. */
export function actionTab({ title }: Pick<Action, 'title'>, node: ResourceNode): StoredText {
  return l10n.t('{0}: {1}', plainTitle(title), storedName(node)) as StoredText;
}

/** The tab of a create form: `Create Fleet`. */
export function createTab({ title }: Pick<Create, 'title'>): StoredText {
  return plainTitle(title) as StoredText;
}

/** The tab of a form that duplicates a resource: `Duplicate gis-analysis`. */
export function duplicateTab(node: ResourceNode): StoredText {
  return l10n.t('Duplicate {0}', storedName(node)) as StoredText;
}

/** The tab of a resource's page: `gis-analysis (Fleet)`. */
export function pageTab(node: ResourceNode): StoredText {
  return l10n.t('{0} ({1})', storedName(node), l10n.t(node.resourceKind.title)) as StoredText;
}

/**
 * The tab of a sessions board: `Sessions: design`.
 * @param node the resource whose sessions it shows; absent: those of Regions
 * @param isOfUser whether it shows those of one user only
 */
export function boardTab(node?: ResourceNode, isOfUser = false): StoredText {
  if (isOfUser) return l10n.t('Sessions of a User') as StoredText;
  return (node ? l10n.t('Sessions: {0}', storedName(node)) : l10n.t('All Sessions')) as StoredText;
}

/** The last part of the address of a resource's document, which is the title of its tab: `gis-analysis (Fleet).json`. */
export function documentTitle(node: ResourceNode): StoredText {
  return `${pageTab(node)}.json`.replaceAll('/', '∕') as StoredText;
}

/** The title of the document of a file that a resource is compared with: `Saved: gis-analysis (Fleet).json`. */
export function savedTitle(node: ResourceNode): StoredText {
  return l10n.t('Saved: {0}', documentTitle(node)) as StoredText;
}

/** The tab of a comparison: `gis (dev · us-east-1) ↔ gis (prod · eu-west-1)`. @param other absent: a saved file */
export function compareTab(one: ResourceNode, other: ResourceNode | undefined): StoredText {
  return l10n.t('{0} ↔ {1}', sideOf(one), other ? sideOf(other) : l10n.t('saved file')) as StoredText;
}

/** A resource with where it is, in short: `gis (prod · eu-west-1)`. */
export function sideOf(node: ResourceNode): StoredText {
  const { profile, region } = node.connection;
  return l10n.t('{0} ({1})', storedName(node), [profile, region].join(' · ')) as StoredText;
}

/** The title of the document of a request: the operation's name. */
export function requestTitle(operation: string): StoredText {
  return operation as StoredText;
}
