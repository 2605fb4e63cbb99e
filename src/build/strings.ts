// The texts to translate: those in the sources, found by VS Code's own extractor, and those in the kinds' descriptions.
import * as fs from 'node:fs';
import * as path from 'node:path';

import { getL10nJson } from '@vscode/l10n-dev';

import { commandTable } from '../explorer/commands';
import { fieldsOf } from '../explorer/forms/formSpec';
import type { Field } from '../forms/field';
import { kinds } from '../kinds/all';
import type { Confirm, CreateConfirm, Form, Kind } from '../kinds/kind';

/** l10n/bundle.l10n.json: every English text as its own key, sorted. */
export async function stringsBundle(root: string): Promise<Record<string, unknown>> {
  const src = path.join(root, 'src');
  const files = fs
    .readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.ts') && !/^(build|simulator)[\\/]/.test(file))
    .map(file => ({ extension: '.ts' as const, contents: fs.readFileSync(path.join(src, file), 'utf8') }));
  const found: Record<string, unknown> = await getL10nJson(files);
  const described = [...kinds.flatMap(textsOf), ...Object.values(commandTable).map(command => command.title)];
  for (const text of described) found[text] ??= text;
  return Object.fromEntries(Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function textsOf(kind: Kind): string[] {
  const asks = kind.actions.flatMap(action => action.asks ?? []);
  // The labels of facts need a resource to be asked of; an empty one gives them all.
  const facts = kind.facts?.({}) ?? [];
  return [
    kind.title,
    kind.plural,
    kind.none,
    ...(kind.sections?.map(section => section.title) ?? []),
    ...facts.map(fact => fact.label),
    ...(kind.create
      ? [kind.create.title, ...textsOfForm(kind.create.form), ...textsOfConfirm(kind.create.confirm)]
      : []),
    ...kind.actions.flatMap(({ form }) => (form ? textsOfForm(form) : [])),
    ...kind.actions.flatMap(({ title, progress, confirm }) => [title, progress, ...textsOfConfirm(confirm)]),
    ...kind.actions.flatMap(({ proof }) => (typeof proof === 'object' && 'unseen' in proof ? [proof.unseen] : [])),
    ...kind.actions.flatMap(({ blockers = [] }) => blockers.flatMap(({ one, many, show }) => [one, many, show])),
    ...asks.flatMap(({ title, placeholder, none }) => [title, placeholder, none].filter(text => text !== undefined)),
  ];
}

function textsOfConfirm(confirm: Confirm | CreateConfirm | undefined): string[] {
  if (!confirm) return [];
  const { verb, question, consequence, questionAll, about }: Partial<Confirm> & CreateConfirm = confirm;
  return [verb, question, consequence, questionAll, about].filter(text => text !== undefined);
}

/** What a form says before anybody has entered anything: labels made from the members' names, too, whoever has them. */
function textsOfForm(form: Form<never>): string[] {
  const { operation, submit, hints, rules, unlockedBy } = form;
  const hide = [...(hints?.hide ?? []), ...Object.keys(form.fixed?.({} as never, {}) ?? {})];
  return [
    submit,
    ...(unlockedBy ? [unlockedBy.question] : []),
    ...fieldsOf(operation, { ...hints, hide }).flatMap(field => [field.section ?? [], textsOfField(field)].flat()),
    ...Object.values(form.locked?.({ State: 'RUNNING' } as never) ?? {}),
    ...(rules?.flatMap(({ message }) => message ?? []) ?? []),
  ];
}

function textsOfField(field: Field): string[] {
  const inside = field.kind === 'group' ? field.fields : field.kind === 'list' ? [field.item] : [];
  const options = field.kind === 'choice' ? field.options : [];
  return [
    field.label,
    ...(field.help === undefined ? [] : [field.help]),
    ...options.flatMap(({ label }) => label ?? []),
    ...inside.flatMap(textsOfField),
  ];
}
