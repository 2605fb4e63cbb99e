// The sessions that end when a resource is stopped.
import { plainText } from '../../api/core/plainText';
import { kindNamed } from '../../kinds/all';
import type { Kind } from '../../kinds/kind';
import type { Shown } from '../acting/change';
import type { Explorer } from '../explorerTypes';

/**
 * The sessions that end when a resource is stopped: one line each, with the user's name.
 * @returns undefined for a kind without sessions
 * @throws ApiError
 */
export async function sessionsOf(explorer: Explorer, shown: Shown, signal: AbortSignal): Promise<string[] | undefined> {
  const { node } = shown;
  const group = node.groups.find(({ resourceKind }) => resourceKind === kindNamed('session'));
  if (!group) return undefined;
  const { api } = await explorer.target(shown, signal);
  const lines: string[] = [];
  for await (const page of group.resourceKind.list.pages(api, group.scope, signal)) {
    lines.push(...page.map(session => lineOf(group.resourceKind, session)));
  }
  return lines;
}

function lineOf(resourceKind: Kind, session: unknown): string {
  return plainText(
    [resourceKind.label?.(session) ?? resourceKind.id(session), resourceKind.detail?.(session)]
      .filter(Boolean)
      .join(' · '),
  );
}
