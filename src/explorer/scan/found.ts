// The rows that the search in all Regions shows, and the Regions that are selected at first.
import type { Kind } from '../../kinds/kind';
import type { RegionFound } from './scanRegions';

/** A row of the results. `id` is the id of a tree node: of a resource, or of the list that has more of them. */
export type FoundRow =
  | { readonly kind: 'region'; readonly answer: RegionFound }
  | {
      readonly kind: 'resource';
      readonly region: string;
      readonly resourceKind: Kind;
      readonly name: string;
      readonly id: string;
    }
  | {
      readonly kind: 'rest';
      readonly region: string;
      readonly resourceKind: Kind;
      readonly count: number;
      readonly id: string;
    };

/**
 * The rows of one Region's answer: the Region, then its resources. Rows of later answers always come after them:
 * the row under the user's pointer must not change.
 */
export function rowsOf(answer: RegionFound): readonly FoundRow[] {
  const { region, counts } = answer;
  const below = counts.flatMap(({ resourceKind, count, more, first, id }): FoundRow[] => {
    const rest = count - first.length;
    return [
      ...first.map((resource): FoundRow => ({ kind: 'resource', region, resourceKind, ...resource })),
      ...(rest || more ? [{ kind: 'rest' as const, region, resourceKind, count: rest, id }] : []),
    ];
  });
  return [{ kind: 'region', answer }, ...below];
}

/** A Region that can be added. */
export interface RegionChoice {
  readonly region: string;
  /** Its answer; absent while it has not answered. */
  readonly answer?: RegionFound;
  readonly part: 'found' | 'silent' | 'empty';
  readonly ticked: boolean;
}

/** All Regions to choose from: those with resources first, selected unless the view already has them. */
export function choicesOf(
  regions: readonly string[],
  answers: readonly RegionFound[],
  inView: readonly string[],
): readonly RegionChoice[] {
  const order: readonly RegionChoice['part'][] = ['found', 'silent', 'empty'];
  const choices = regions.map((region): RegionChoice => {
    const answer = answers.find(other => other.region === region);
    const found = (answer?.counts.length ?? 0) > 0;
    const part = found ? 'found' : !answer || answer.error ? 'silent' : 'empty';
    return { region, part, ticked: found && !inView.includes(region), ...(answer && { answer }) };
  });
  return choices.sort((a, b) => order.indexOf(a.part) - order.indexOf(b.part) || (a.region < b.region ? -1 : 1));
}
