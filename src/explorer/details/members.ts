// The members of a resource in sections, as the kind's description and the API's facts arrange them.
import * as l10n from '@vscode/l10n';

import { plainText } from '../../api/core/plainText';
import type { Entry, Section, Shown } from '../../details/page';
import type { FieldHint, FieldHints } from '../../forms/hints';
import type { Fact, Kind } from '../../kinds/kind';
import { labelOf, unitOf, wordsOf } from '../forms/formLabel';
import type { ResourceNode } from '../tree/node';
import { nameOf } from '../tree/node';
import type { MemberFacts } from './shapes';
import { memberFacts } from './shapes';

/** Makes the key of a link from a text that names another resource. @param path the dotted path of its member */
export type LinkTo = (path: string, text: string) => string | undefined;

/**
 * A resource's facts, then all other members that have a value: in the sections of the kind's forms, and those that no form has
 * in a last section. Sensitive members are left out, unless they are among the facts.
 */
export function memberSections(node: ResourceNode, linkTo: LinkTo): readonly Section[] {
  const { resourceKind: kind, resource } = node;
  const hints = hintsOf(kind);
  const facts = kind.facts?.(resource) ?? [];
  const drawing: Drawing = { hints: hints.members, facts: memberFacts(kind), linkTo };
  const taken = takenBy(node, facts);
  const entries = new Map(
    Object.entries(isObject(resource) ? resource : {}).flatMap(([name, value]): [string, Entry][] => {
      if (taken(name, value)) return [];
      const entry = entryOf(drawing, name, value, []);
      return entry ? [[name, entry]] : [];
    }),
  );
  const sections = hints.sections.map(({ title, members }) => ({
    title: l10n.t(title),
    entries: members.flatMap(name => {
      const entry = entries.get(name);
      entries.delete(name);
      return entry ?? [];
    }),
  }));
  const overview = facts.flatMap(fact => factEntry(drawing, fact, resource));
  return [
    { title: l10n.t('Overview'), entries: overview },
    ...sections,
    { title: l10n.t('More'), entries: [...entries.values()] },
  ].filter(section => section.entries.length > 0);
}

/** The labels of all members that a kind's resources can have, in English: for translators. */
export function kindLabels(kind: Kind): readonly string[] {
  const { members } = hintsOf(kind);
  const own = Object.values(members).flatMap(({ label }) => label ?? []);
  return [...new Set([...own, ...[...memberFacts(kind).names].map(labelOf)])];
}

/** The label of a member, in English. @param path its dotted path */
function memberLabel(hints: Readonly<Record<string, FieldHint>>, path: string): string {
  return hints[path]?.label ?? labelOf(path.split('.').at(-1) ?? path);
}

interface KindHints {
  readonly sections: NonNullable<FieldHints['sections']>;
  readonly members: Readonly<Record<string, FieldHint>>;
}

/** What a kind's forms say about its members. The create form comes first. */
function hintsOf({ create, actions }: Kind): KindHints {
  const forms = [create?.form, ...actions.map(({ form }) => form)].flatMap(form => form?.hints ?? []);
  return {
    sections: forms.find(({ sections }) => sections)?.sections ?? [],
    members: Object.assign({}, ...forms.map(({ members }) => members).reverse()) as KindHints['members'],
  };
}

/**
 * Returns a function that tells whether a member is already shown: the name, the state, the errors, and members of which each
 * part is a fact. If the name is that of a person, it says so of all members, so that only the facts are shown.
 */
function takenBy(node: ResourceNode, facts: readonly Fact[]): (name: string, value: unknown) => boolean {
  const { resourceKind: kind, resource } = node;
  const inFacts = readBy(resource, seen => kind.facts?.(seen));
  const inState = readBy(resource, seen => kind.state?.(seen));
  const inErrors = readBy(resource, seen => kind.errors?.(seen));
  return (name, value) =>
    // Other members may contain the person's name, too: an ARN.
    Boolean(kind.privateLabel) ||
    inErrors.has(name) ||
    (inState.has(name) && !isObject(value)) ||
    value === nameOf(node) ||
    (inFacts.has(name) && areIn(facts, value));
}

/** Whether each part of a value is a fact of its own. */
function areIn(facts: readonly Fact[], value: unknown): boolean {
  const left = facts.map(fact => fact.value);
  return leavesOf(value).every(leaf => {
    const at = left.findIndex(fact => Object.is(fact, leaf));
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}

function leavesOf(value: unknown): readonly unknown[] {
  return isObject(value) && !(value instanceof Date) ? Object.values(value).flatMap(leavesOf) : [value];
}

/** The members that a function of a kind's description reads. */
function readBy(resource: unknown, read: (resource: unknown) => unknown): ReadonlySet<string> {
  const names = new Set<string>();
  if (!isObject(resource)) return names;
  read(
    new Proxy(resource, {
      get(target, name) {
        if (typeof name === 'string') names.add(name);
        return Reflect.get(target, name) as unknown;
      },
    }),
  );
  return names;
}

interface Drawing {
  readonly hints: Readonly<Record<string, FieldHint>>;
  readonly facts: MemberFacts;
  readonly linkTo: LinkTo;
}

function factEntry({ linkTo }: Drawing, { label, value }: Fact, resource: unknown): readonly Entry[] {
  const shown = simple(value);
  if (!shown) return [];
  if (shown.kind !== 'text' || typeof value !== 'string') return [{ label: l10n.t(label), value: shown }];
  // A fact doesn't say which member it is. Two members with the same text name the same resource.
  const members = Object.entries(isObject(resource) ? resource : {}).filter(([, other]) => other === value);
  const [key] = members.flatMap(([name]) => linkTo(name, value) ?? []);
  return [{ label: l10n.t(label), value: { ...shown, ...(key !== undefined && { key }) } }];
}

/** Resources are not deeper than this. A service could answer anything. */
const maxDepth = 8;

function entryOf(
  drawing: Drawing,
  name: string,
  value: unknown,
  above: readonly string[],
  isData = false,
): Entry | undefined {
  if (!isData && drawing.facts.sensitive.has(name)) return undefined;
  const path = [...above, name];
  const shown = valueOf(drawing, value, path);
  const label = isData ? plainText(name) : l10n.t(memberLabel(drawing.hints, path.join('.')));
  return shown && { label, value: shown };
}

function valueOf(drawing: Drawing, value: unknown, path: readonly string[]): Shown | undefined {
  const name = path.at(-1) ?? '';
  if (path.length > maxDepth) return undefined;
  if (Array.isArray(value)) {
    const switches = switchesIn(value);
    if (switches) return { kind: 'members', entries: switches };
    const items = value.flatMap(item => valueOf(drawing, item, path) ?? []);
    return items.length ? { kind: 'list', items } : undefined;
  }
  if (isObject(value) && !(value instanceof Date)) {
    const isMap = drawing.facts.maps.has(name);
    const entries = Object.entries(value).flatMap(([inner, part]) => entryOf(drawing, inner, part, path, isMap) ?? []);
    return entries.length ? { kind: 'members', entries } : undefined;
  }
  if (typeof value === 'number' && unitOf(name) === 'seconds') return { kind: 'seconds', seconds: value };
  if (typeof value === 'number' && unitOf(name) === 'GB') return { kind: 'text', text: l10n.t('{0} GB', value) };
  const shown = simple(value);
  const key = typeof value === 'string' ? drawing.linkTo(path.join('.'), value) : undefined;
  return shown?.kind === 'text' && key !== undefined ? { ...shown, key } : shown;
}

/**
 * A list of switches as its form shows it, with a row for each: `File upload: ENABLED`.
 * @returns undefined if the entries have anything but a text and ENABLED or DISABLED
 */
function switchesIn(list: readonly unknown[]): readonly Entry[] | undefined {
  const entries = list.map((item): Entry | undefined => {
    const parts: unknown[] = isObject(item) ? Object.values(item) : [];
    const texts = parts.filter(part => part !== undefined);
    const state = texts.find(text => text === 'ENABLED' || text === 'DISABLED');
    const [name, ...others] = texts.filter(text => text !== state);
    if (typeof state !== 'string' || typeof name !== 'string' || others.length) return undefined;
    return { label: plainText(l10n.t(wordsOf(name))), value: { kind: 'text', text: state } };
  });
  const known = entries.filter(entry => entry !== undefined);
  return known.length && known.length === list.length ? known : undefined;
}

/** A value without parts. @returns undefined for none */
function simple(value: unknown): Shown | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  if (value instanceof Date) {
    return Number.isNaN(value.getTime()) ? undefined : { kind: 'time', at: value.getTime() };
  }
  if (typeof value === 'boolean') return { kind: 'text', text: value ? l10n.t('yes') : l10n.t('no') };
  return typeof value === 'string' || typeof value === 'number'
    ? { kind: 'text', text: plainText(String(value)) }
    : undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
