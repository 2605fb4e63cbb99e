// What would become of each row of a file: compared with the user pool as it is now. It sends no request.
import * as l10n from '@vscode/l10n';

import type { DeedName } from '../../users/words';
import type { Entry } from './columns';
import { isAcceptedName, isAddress, proposedName, refusedIn } from './names';

/** A user of the pool, as far as rows are compared with it. */
export interface PoolUser {
  readonly userName: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly enabled: boolean;
}

/** What the user pool has. */
export interface Pool {
  readonly users: ReadonlyMap<string, PoolUser>;
  /** The stacks of the Region. Undefined if they can't be listed: then AWS says which don't exist. */
  readonly stacks: ReadonlySet<string> | undefined;
  /** The users of each stack that was asked for. */
  readonly usersOf: ReadonlyMap<string, ReadonlySet<string>>;
}

/** What the user has decided about all rows. */
export interface Rules {
  /** Whether the pool's spelling is taken for an address that differs from it in capital letters. */
  readonly respell: boolean;
  /** Whether names that AWS refuses are changed or left out. */
  readonly rename: boolean;
  /** How many users the pool may have; undefined if that isn't known. */
  readonly quota: number | undefined;
}

/** One change of one user. */
export type Step =
  | { readonly deed: Exclude<DeedName, 'associate'> }
  | { readonly deed: 'associate'; readonly stacks: readonly string[] };

/**
 * What would become of a row. `capitals`, `names`: it needs a decision first. `over`: the quota leaves no room. `invalid`: it can't be
 * done.
 */
export type VerdictKind = 'ready' | 'same' | 'capitals' | 'names' | 'over' | 'invalid';

export interface Verdict {
  readonly kind: VerdictKind;
  /** The row, as it would be sent. */
  readonly entry: Entry;
  /** In their order. Empty unless `ready`. */
  readonly steps: readonly Step[];
  /** Why, and what is different from the file, in sentences. They name users. */
  readonly notes: readonly string[];
}

/** Judges all rows, in their order: a row counts on what those before it do. */
export function dryRun(entries: readonly Entry[], pool: Pool, rules: Rules): readonly Verdict[] {
  const world = new World(pool);
  return entries.map(entry => judge(entry, world, rules));
}

/** The pool as it would be after the rows before. */
class World {
  readonly users: Map<string, PoolUser>;
  /** The addresses of the pool, by their small letters. */
  readonly spellings = new Map<string, string>();
  /** The row that named a user first, and what it asked for, by the address in small letters. */
  readonly seen = new Map<string, Entry>();
  private readonly associated = new Set<string>();

  constructor(readonly pool: Pool) {
    this.users = new Map(pool.users);
    for (const userName of pool.users.keys()) this.spellings.set(userName.toLowerCase(), userName);
  }

  lacks(userName: string, stacks: readonly string[]): string[] {
    return stacks.filter(
      stack => !this.pool.usersOf.get(stack)?.has(userName) && !this.associated.has(`${stack} ${userName}`),
    );
  }

  associate(userName: string, stacks: readonly string[]): void {
    for (const stack of stacks) this.associated.add(`${stack} ${userName}`);
  }
}

function judge(given: Entry, world: World, rules: Rules): Verdict {
  const notes: string[] = [];
  const says = (kind: VerdictKind, ...more: string[]): Verdict => ({
    kind,
    entry: given,
    steps: [],
    notes: [...notes, ...more],
  });
  const problem = problemOf(given, world);
  if (problem !== undefined) return says('invalid', problem);
  const respelled = respell(given, world, rules, notes);
  if (!respelled) return says('capitals');
  const entry =
    given.deed === 'create' && !world.users.has(respelled.userName) ? rename(respelled, rules, notes) : respelled;
  if (!entry) return says('names');
  const earlier = world.seen.get(entry.userName.toLowerCase());
  if (earlier && earlier.deed !== entry.deed) {
    return says('invalid', l10n.t('Row {0} asks for something else for this user.', earlier.number));
  }
  world.seen.set(entry.userName.toLowerCase(), earlier ?? entry);
  if (earlier) notes.push(l10n.t('Row {0} has the same user.', earlier.number));
  return stepsFor(entry, world, rules, notes);
}

/** Why a row can't be done, whatever the pool has of its user. */
function problemOf({ userName, deed, stacks }: Entry, { pool }: World): string | undefined {
  if (!userName) return l10n.t('The row has no e-mail address.');
  if (!isAddress(userName)) return l10n.t('This is not an e-mail address that AWS accepts.');
  if (!deed) return l10n.t('The row does not say what to do: create, associate, enable, disable or delete.');
  if (deed !== 'create' && deed !== 'associate') return undefined;
  if (deed === 'associate' && !stacks.length) return l10n.t('The row names no stack.');
  const missing = stacks.filter(stack => pool.stacks && !pool.stacks.has(stack));
  if (!missing.length) return undefined;
  const [first = ''] = missing;
  const similar = [...(pool.stacks ?? [])].find(stack => stack.toLowerCase() === first.toLowerCase());
  return similar === undefined
    ? l10n.t('This Region has no stack {0}.', missing.join(', '))
    : l10n.t('This Region has no stack {0}. Do you mean {1}?', first, similar);
}

/** The row with the pool's spelling of the address. @returns undefined if the user has to decide first */
function respell(entry: Entry, world: World, rules: Rules, notes: string[]): Entry | undefined {
  const { userName } = entry;
  const small = userName.toLowerCase();
  const existing = world.users.has(userName) ? userName : world.spellings.get(small);
  const earlier = world.seen.get(small);
  const other = existing ?? earlier?.userName;
  if (other === undefined || other === userName) return entry;
  if (rules.respell) {
    notes.push(l10n.t('Changed to the existing spelling: {0}.', other));
    return { ...entry, userName: other };
  }
  notes.push(
    existing === undefined
      ? l10n.t(
          'Row {0} has {1}. To AWS, addresses that differ in capital letters are different users.',
          earlier?.number ?? 0,
          other,
        )
      : l10n.t('The user pool has {0}. To AWS, addresses that differ in capital letters are different users.', other),
  );
  return undefined;
}

/** The row with names that AWS accepts. @returns undefined if the user has to decide first */
function rename(entry: Entry, rules: Rules, notes: string[]): Entry | undefined {
  const renamed = { ...entry };
  let isOpen = false;
  for (const member of ['firstName', 'lastName'] as const) {
    const name = entry[member];
    if (isAcceptedName(name)) continue;
    const proposal = proposedName(name);
    renamed[member] = proposal;
    isOpen ||= !rules.rename;
    notes.push(rules.rename ? renamedText(name, proposal) : proposalText(name, proposal));
  }
  return isOpen ? undefined : renamed;
}

function renamedText(name: string, proposal: string): string {
  return proposal ? l10n.t('{0} becomes {1}.', name, proposal) : l10n.t('{0} is left out.', name);
}

function proposalText(name: string, proposal: string): string {
  const refused = refusedIn(name);
  const why = refused ? l10n.t('AWS refuses {0} in a name.', refused) : l10n.t('The name is too long.');
  return `${why} ${proposal ? l10n.t('Proposal: {0}.', proposal) : l10n.t('Proposal: leave the name out.')}`;
}

function stepsFor(entry: Entry, world: World, rules: Rules, notes: readonly string[]): Verdict {
  const { userName, deed = 'create' } = entry;
  const user = world.users.get(userName);
  const verdict = (kind: VerdictKind, steps: readonly Step[], ...more: string[]): Verdict => ({
    ...{ kind, entry, steps },
    notes: [...notes, ...more],
  });
  const stacks = deed === 'create' || deed === 'associate' ? world.lacks(userName, entry.stacks) : [];
  const associate: readonly Step[] = stacks.length ? [{ deed: 'associate', stacks }] : [];
  if (deed === 'create' && !user) {
    if (rules.quota !== undefined && world.users.size >= rules.quota) {
      return verdict('over', [], l10n.t('The user pool would have more than {0} users.', rules.quota));
    }
    world.users.set(userName, { ...entry, enabled: true });
    world.associate(userName, stacks);
    return verdict('ready', [{ deed }, ...associate]);
  }
  if (!user) {
    const text = l10n.t('The user pool has no such user.');
    return verdict(deed === 'delete' ? 'same' : 'invalid', [], text);
  }
  if (deed === 'create' || deed === 'associate') {
    world.associate(userName, stacks);
    const exists = deed === 'create' ? existsNotes(entry, user, world.pool.users.has(userName)) : [];
    const text = entry.stacks.length ? l10n.t('The user has these stacks already.') : '';
    return associate.length
      ? verdict('ready', associate, ...exists)
      : verdict('same', [], ...exists, ...(text ? [text] : []));
  }
  if (deed === 'delete') {
    world.users.delete(userName);
    return verdict('ready', [{ deed }]);
  }
  if (user.enabled === (deed === 'enable')) {
    return verdict('same', [], deed === 'enable' ? l10n.t('The user is enabled.') : l10n.t('The user is disabled.'));
  }
  world.users.set(userName, { ...user, enabled: deed === 'enable' });
  return verdict('ready', [{ deed }]);
}

/** What is worth knowing of a user who need not be created. @param isInPool false for one of an earlier row */
function existsNotes({ firstName, lastName }: Entry, user: PoolUser, isInPool: boolean): string[] {
  if (!isInPool) return [];
  const differs =
    (firstName && firstName !== user.firstName && proposedName(firstName) !== user.firstName) ||
    (lastName && lastName !== user.lastName && proposedName(lastName) !== user.lastName);
  return [
    user.enabled ? l10n.t('The user exists.') : l10n.t('The user exists, but is disabled.'),
    ...(differs ? [l10n.t("The user has other names in the user pool. AWS can't change them.")] : []),
  ];
}
