// What the errors mean that AppStream reports inside a resource, in the user's language.
import * as l10n from '@vscode/l10n';

import type { ResourceError } from '../../kinds/kind';
import type { Help } from '../../kinds/parts/explanations';
import { explanationOf, pages } from '../../kinds/parts/explanations';
import { availableActions, canCreate } from '../tree/actions';
import type { ResourceNode } from '../tree/node';
import { errorText } from './messages';

/** An error with its explanation. */
export interface Explained {
  readonly cause: string;
  readonly check: string | undefined;
  readonly remedy: string;
  /** The address of the page in AWS's documentation. */
  readonly address: string | undefined;
  readonly helps: readonly Help[];
}

/** What an error means. @returns undefined for a code that isn't known: it is shown as AWS sent it */
export function explained({ codes, code }: ResourceError): Explained | undefined {
  const known = codes && explanationOf(codes, code);
  if (!known) return undefined;
  const { cause, check, remedy, page, helps = [] } = known;
  return {
    cause: l10n.t(cause),
    check: check === undefined ? undefined : l10n.t(check),
    remedy: l10n.t(remedy),
    address: page && pages[page],
    helps,
  };
}

/** An error in a message: AWS's code and words, then the cause and what to do about it. */
export function explainedText(error: ResourceError): string {
  const known = explained(error);
  return [errorText(error), known?.cause, known?.remedy].filter(Boolean).join(' ');
}

/** The same as a tooltip's paragraphs. */
export function explainedNotes(error: ResourceError): readonly string[] {
  const known = explained(error);
  const { code, message } = error;
  return [[code, message].filter(Boolean).join(': '), ...(known ? [[known.cause, known.remedy].join(' ')] : [])];
}

/** A command that helps against an error. */
export interface Step {
  /** After `appstream.`: `fleet.update`, `refresh`. */
  readonly command: string;
  readonly title: string;
}

/** The commands that help and that the resource offers now. */
export function stepsFor(node: ResourceNode, helps: readonly Help[]): readonly Step[] {
  const offered = availableActions(node);
  return helps.flatMap((help): readonly Step[] => {
    if (help === 'refresh') return [{ command: help, title: l10n.t('Refresh') }];
    if (help === 'duplicate') {
      const offers = node.resourceKind.duplicate !== undefined && canCreate(node);
      return offers ? [{ command: help, title: l10n.t('Duplicate…') }] : [];
    }
    const action = offered.find(({ name }) => name === help);
    return action ? [{ command: `${node.resourceKind.name}.${action.name}`, title: l10n.t(action.title) }] : [];
  });
}
