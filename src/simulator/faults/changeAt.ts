import type { Members } from '../protocol/validate';

/** A step of a path: a member, an entry by its place, entries by what a member of theirs is, or all entries. */
type Step =
  | { readonly kind: 'member'; readonly name: string }
  | { readonly kind: 'entry'; readonly index: number }
  | { readonly kind: 'entries'; readonly member: string; readonly value: string }
  | { readonly kind: 'all' };

const step = /(?:^|\.)([A-Za-z]\w*)|\[(?:(\d+)|(\*)|(\w+)=([^\]]+))\]/y;

/**
 * The steps of a path such as `Fleets[Name=cad].FleetErrors[0].ErrorCode`.
 * @returns undefined for a text that is no path
 */
export function readPath(path: string): readonly Step[] | undefined {
  const steps: Step[] = [];
  for (step.lastIndex = 0; step.lastIndex < path.length;) {
    const [, name, index, all, member, value] = step.exec(path) ?? [];
    if (name !== undefined) steps.push({ kind: 'member', name });
    else if (index !== undefined) steps.push({ kind: 'entry', index: Number(index) });
    else if (all !== undefined) steps.push({ kind: 'all' });
    else if (member !== undefined && value !== undefined) steps.push({ kind: 'entries', member, value });
    else return undefined;
  }
  return steps.length ? steps : undefined;
}

/**
 * Sets what a path leads to, or removes it when it is to be undefined. Where the path leads nowhere nothing happens: an
 * answer may have other entries than somebody thought of.
 */
export function changeAt(output: Members, path: string, to: unknown): void {
  const steps = readPath(path) ?? [];
  let holders: unknown[] = [output];
  for (const [place, one] of steps.entries()) {
    const found = holders.flatMap(holder => keysOf(holder, one).map(key => ({ holder: holder as Members, key })));
    if (place < steps.length - 1) holders = found.map(({ holder, key }) => holder[key]);
    // From the last: an entry that is removed moves those behind it.
    else for (const { holder, key } of found.reverse()) set(holder, key, to);
  }
}

function keysOf(holder: unknown, one: Step): string[] {
  if (typeof holder !== 'object' || holder === null) return [];
  if (one.kind === 'member') return Array.isArray(holder) ? [] : [one.name];
  if (!Array.isArray(holder)) return [];
  return [...holder.keys()].filter(index => isMeant(holder[index], index, one)).map(String);
}

function isMeant(entry: unknown, index: number, one: Exclude<Step, { readonly kind: 'member' }>): boolean {
  if (one.kind === 'entry') return index === one.index;
  return one.kind === 'all' || (entry as Members | null)?.[one.member] === one.value;
}

function set(holder: Members, key: string, to: unknown): void {
  if (to !== undefined) holder[key] = structuredClone(to);
  else if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else delete holder[key];
}
