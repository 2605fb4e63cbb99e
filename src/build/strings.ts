// The texts to translate: those in the sources, found by VS Code's own extractor, and those in the kinds' descriptions.
import * as fs from 'node:fs';
import * as path from 'node:path';

import { getL10nJson } from '@vscode/l10n-dev';

import { commandTable } from '../explorer/commands';
import { kindLabels } from '../explorer/details/members';
import { fieldsOf } from '../explorer/forms/formSpec';
import type { Field } from '../forms/field';
import type { Confirm, CreateConfirm, Form } from '../kinds/action';
import { kinds } from '../kinds/all';
import type { Kind } from '../kinds/kind';
import type { Explanation } from '../kinds/parts/explanations';
import { explanations } from '../kinds/parts/explanations';
import { comments as commentsOfCode } from './comments';

/** l10n/bundle.l10n.json: every English text as its own key, sorted. */
export async function stringsBundle(root: string): Promise<Record<string, unknown>> {
  const src = path.join(root, 'src');
  const files = fs
    .readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.ts') && !/^(build|simulator)[\\/]/.test(file))
    .map(file => ({ extension: '.ts' as const, contents: fs.readFileSync(path.join(src, file), 'utf8') }));
  const found: Record<string, unknown> = await getL10nJson(files);
  const described = [
    ...kinds.flatMap(textsOf),
    ...Object.values(commandTable).map(command => plain(command.title)),
    ...Object.values(explanations)
      .flatMap((codes): Explanation[] => Object.values(codes))
      .flatMap(({ cause, check, remedy }) => [plain(cause), plain(remedy), ...optional(check)]),
  ];
  const comments = new Map<string, Set<string>>();
  for (const [text, comment] of Object.entries(commentsOfCode)) {
    if (found[text] !== text) {
      throw new Error(`src/build/comments.ts has a comment on a text that is no longer in the code: ${text}`);
    }
    described.push({ text, comment });
  }
  for (const { text, comment } of described) {
    const known = comments.get(text) ?? new Set();
    comments.set(text, comment === undefined ? known : known.add(comment));
  }
  for (const [message, comment] of comments) {
    found[message] = comment.size ? { message, comment: [...comment] } : message;
  }
  return Object.fromEntries(Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A text of a description. The comment is for translators. A text that occurs in several places gets all their comments. */
interface Text {
  readonly text: string;
  readonly comment?: string;
}

const plain = (text: string): Text => ({ text });
/** A list of the text, which is empty if the text is absent. */
const optional = (text: string | undefined, comment?: string): Text[] =>
  text === undefined ? [] : [{ text, ...(comment !== undefined && { comment }) }];

function textsOf(kind: Kind): Text[] {
  const asks = kind.actions.flatMap(action => action.asks ?? []);
  // An empty resource gives the labels of all facts.
  const facts = kind.facts?.({}) ?? [];
  return [
    ...optional(kind.title, 'A kind of resource'),
    ...optional(kind.plural, 'A kind of resource, and the title of its list'),
    ...optional(kind.none),
    ...(kind.sections?.map(section => plain(section.title)) ?? []),
    ...facts.flatMap(fact => optional(fact.label, 'A fact about a resource')),
    ...kindLabels(kind).map(label => ({ text: label, comment: 'A member of a resource' })),
    ...(kind.create
      ? [plain(kind.create.title), ...textsOfForm(kind.create.form), ...textsOfConfirm(kind.create.confirm)]
      : []),
    ...kind.actions.flatMap(({ form }) => (form ? textsOfForm(form) : [])),
    ...kind.actions.flatMap(({ title, progress, confirm }) => [
      plain(title),
      plain(progress),
      ...textsOfConfirm(confirm),
    ]),
    ...kind.actions.flatMap(({ proof }) =>
      typeof proof === 'object' && 'uncheckable' in proof ? [plain(proof.uncheckable)] : [],
    ),
    ...kind.actions.flatMap(({ blockers = [] }) =>
      blockers.flatMap(({ one, many, show }) => [
        ...optional(one, '{0} is a name'),
        ...optional(many, '{0} is several names'),
        ...optional(show, 'A button; {0} is a name'),
      ]),
    ),
    ...asks.flatMap(({ title, placeholder, none }) => [title, placeholder, none].flatMap(text => optional(text))),
  ];
}

function textsOfConfirm(confirm: Confirm | CreateConfirm | undefined): Text[] {
  if (!confirm) return [];
  const { verb, question, consequence, questionAll, about }: Partial<Confirm> & CreateConfirm = confirm;
  const more = (text = ''): string => (text.includes('{1}') ? '; {1} is the name of another thing' : '');
  return [
    ...optional(verb, 'A button'),
    ...optional(question, question.includes('{0}') ? `{0} is the name of a thing${more(question)}` : undefined),
    ...optional(consequence),
    ...optional(
      questionAll,
      questionAll?.includes('{0}') ? `{0} is a number of things${more(questionAll)}` : undefined,
    ),
    ...optional(about, '{0} and {1} are names of things'),
  ];
}

/** The texts of an empty form, including labels made from the names of members. */
function textsOfForm(form: Form<never>): Text[] {
  const { operation, submit, hints, rules, unlockedBy } = form;
  const hide = [...(hints?.hide ?? []), ...Object.keys(form.fixed?.({} as never, {}) ?? {})];
  return [
    ...optional(submit, 'A button'),
    ...optional(unlockedBy?.question, '{0} is a name'),
    ...optional(unlockedBy?.consequence),
    ...fieldsOf(operation, { ...hints, hide }).flatMap(field => [...optional(field.section), ...textsOfField(field)]),
    ...Object.values(form.locked?.({ State: 'RUNNING' } as never) ?? {}).map(plain),
    ...(rules?.flatMap(({ message }) => optional(message)) ?? []),
  ];
}

function textsOfField(field: Field): Text[] {
  const inside = field.kind === 'group' ? field.fields : field.kind === 'list' ? [field.item] : [];
  const options = field.kind === 'choice' ? field.options : [];
  return [
    ...optional(field.label, `A field of a form: ${field.name}`),
    ...optional(field.help),
    ...options.flatMap(({ value, label }) => optional(label, `A choice: ${value}`)),
    ...inside.flatMap(textsOfField),
  ];
}
