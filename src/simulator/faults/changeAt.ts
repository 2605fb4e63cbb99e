import type { Members } from '../protocol/validate';

/** A step of a path: a member, an entry by index, the entries whose member has a value, or all entries. */
type Step =
  | { readonly kind: 'member'; readonly name: string }
  | { readonly kind: 'entry'; readonly index: number }
  | { readonly kind: 'entries'; readonly member: string; readonly value: string }
  | { readonly kind: 'all' };

const step = /(?:^|\.)([A-Za-z]\w*)|\[(?:(\d+)|(\*)|(\w+)=([^\]]+))\]/y;

/**
 * The steps of a path such as `Fleets[Name=cad].FleetErrors[0].ErrorCode`.
 * @returns undefined when the text is not a path
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
 * Sets the value at a path, or removes it when the new value is undefined. A path that leads nowhere changes nothing, because
 * an answer may lack the entries that the path names.
 */
export function changeAt(output: Members, path: string, to: unknown): void {
  const steps = readPath(path) ?? [];
  let holders: unknown[] = [output];
  for (const [index, one] of steps.entries()) {
    const found = holders.flatMap(holder => keysOf(holder, one).map(key => ({ holder: holder as Members, key })));
    if (index < steps.length - 1) holders = found.map(({ holder, key }) => holder[key]);
    // Last first: removing an entry moves the entries after it.
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
