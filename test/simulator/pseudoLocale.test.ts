// All that people read of the sandbox's companies, in a language that nobody speaks: what is still English was never given
// to the translators. The documentation of AWS, which forms show as help, is English in every language and not asked for here.
import * as assert from 'node:assert/strict';

import * as l10n from '@vscode/l10n';

import { ApiError, type Reason } from '../../src/api/core/errors';
import type { Shown } from '../../src/details/page';
import { notDone, notSent, uncheckable, unknown } from '../../src/explorer/acting/outcomeErrors';
import { emptyPage, resourcePage } from '../../src/explorer/details/resourcePage';
import { pageForm } from '../../src/explorer/forms/pageForm';
import { blockedLine } from '../../src/explorer/show/blockedText';
import { confirmation, createConfirmation } from '../../src/explorer/show/confirmation';
import { actionTitle, failureMessage, headline, plainTitle, quotedName } from '../../src/explorer/show/messages';
import { placeLine, placeTitle } from '../../src/explorer/show/place';
import { present } from '../../src/explorer/show/present';
import { actionTab, createTab, documentTitle, duplicateTab } from '../../src/explorer/show/stored';
import type { GroupNode, Node, ResourceNode } from '../../src/explorer/tree/node';
import type { Field } from '../../src/forms/field';
import type { Form as PageForm } from '../../src/forms/protocol';
import { validate } from '../../src/forms/validate';
import type { Action, Form } from '../../src/kinds/action';
import { kinds } from '../../src/kinds/all';
import { type Simulator, startSimulator } from '../../src/simulator/simulator';
import { actingIn, sandboxConnection } from '../support/awsRuntime';
import { createData, type Data, problemsOf, pseudoBundle } from '../support/pseudoLocale';
import { type PseudoSandbox, walkSandbox } from '../support/pseudoSandbox';

describe('The extension in a language that nobody speaks', () => {
  let simulator: Simulator;
  let sandbox: PseudoSandbox;
  let data: Data;
  /** All rows of the tree. */
  let nodes: readonly Node[] = [];
  /** One of each kind, in each of its states. */
  let resources: readonly ResourceNode[] = [];

  before(async () => {
    // What is translated while modules are loaded is English by now, as it is in VS Code.
    l10n.config({ contents: pseudoBundle() });
    simulator = await startSimulator({ seed: 'demo' });
    sandbox = await walkSandbox(simulator.url, runtime =>
      actingIn(runtime, sandboxConnection(simulator.url, 'SANDBOXPRODUCTION')).call('CreateExportImageTask', {
        ...{ ImageName: 'hb-cad-2026-10', AmiName: 'cad', IamRoleArn: 'arn:aws:iam::123456789012:role/export' },
      }),
    );
    ({ data, resources } = sandbox);
    nodes = [...sandbox.paths.keys()];
    data.add(names());
  });
  after(async () => {
    sandbox.end();
    await simulator.close();
    l10n.config({ contents: {} });
  });

  /** What is wrong with texts, each once. */
  function problems(texts: Iterable<string | undefined>): string[] {
    const found = [...texts].flatMap(text => (text === undefined ? [] : problemsOf(text, data)));
    return [...new Set(found)];
  }

  it('has a row of every kind that the sandbox has', () => {
    const found = new Set(resources.map(({ resourceKind }) => resourceKind.name));
    const missing = kinds.filter(({ name }) => !found.has(name)).map(({ name }) => name);
    assert.deepEqual(missing, []);
  });

  it('shows its rows in it: label, description, tooltip, and what a screen reader says', () => {
    const texts = nodes.flatMap(node => {
      const { label, description, heading, facts, notes, footer, accessibleLabel } = present(node);
      const values = facts.flatMap(({ value }) => (typeof value === 'string' ? value : []));
      return [
        label,
        description,
        heading,
        ...facts.map(fact => fact.label),
        ...values,
        ...notes,
        footer,
        accessibleLabel,
      ];
    });
    assert.ok(texts.length > 1_000);
    assert.deepEqual(problems(texts), []);
  });

  it('says in it what is under way, what has failed, and what was never understood', () => {
    const texts = resources.flatMap(node =>
      node.resourceKind.actions.flatMap(action => {
        const looks = [
          { ...node, activity: l10n.t(action.progress) },
          { ...node, missingSince: 0 },
          { ...node, failedPolls: { since: 0, polls: 1, error: failureOf('network') } },
          { ...node, failure: { action: action.name, title: action.title, error: failureOf('denied') } as never },
          { ...node, failure: { action: action.name, title: action.title, error: lost() } as never },
          { ...node, resource: {} },
        ];
        return looks
          .map(node => present(node))
          .flatMap(({ label, description, notes }) => [label, description, ...notes]);
      }),
    );
    assert.deepEqual(problems(texts), []);
  });

  it('draws every form in it: labels, sections, choices, limits and what stands above', () => {
    const missing: string[] = [];
    for (const { does, page } of allForms(resources)) {
      const texts = [
        page.submitLabel,
        page.notice?.text,
        page.notice?.button?.label,
        ...Object.values<string>({ ...page.texts }),
      ];
      const said = [...texts, ...page.fields.flatMap(textsOf), ...page.rules.map(({ message }) => message)];
      missing.push(...problems(said).map(problem => `${does}: ${problem}`));
    }
    assert.deepEqual(missing, []);
  });

  it('says in it what is wrong with a form', () => {
    const missing: string[] = [];
    let count = 0;
    for (const { does, page } of allForms(resources)) {
      for (const value of ['', 'x', '\u0000 ', 'x'.repeat(5_000), -1, 1e9, true, [], ['', 'x'], {}, { '': 'x' }]) {
        const values = Object.fromEntries(page.fields.map(({ name }) => [name, value]));
        const said = validate(page.fields, values, page.rules, page.texts).map(({ message }) => message);
        count += said.length;
        missing.push(...problems(said).map(problem => `${does}: ${problem}`));
      }
    }
    assert.ok(count > 1_000);
    assert.deepEqual([...new Set(missing)], []);
  });

  it('draws the page of every resource in it: labels, sections, what belongs to it, buttons and what is wrong', () => {
    const stale = failureOf('denied');
    const pages = [
      ...nodes.filter(node => node.kind === 'resource').map(node => resourcePage(node, { stale }).page),
      ...resources.map(node => resourcePage({ ...node, gone: true }).page),
      ...[emptyPage('id', 'office'), emptyPage('id', 'office', { title: '', lines: [] })].map(({ page }) => page),
    ];
    const texts = pages.flatMap(page => [
      ...[page.kind, page.place, page.status?.text, page.status?.detail, ...Object.values<string>({ ...page.texts })],
      ...page.notices.flatMap(({ title, lines, presses }) => [title, ...lines, ...presses.map(({ text }) => text)]),
      ...[...page.actions, ...page.tools].map(({ text }) => text),
      ...page.sections.flatMap(({ title, entries }) => [
        title,
        ...entries.flatMap(({ label, value }) => [label, ...shownIn(value)]),
      ]),
      ...page.related.flatMap(({ title, note, items, presses }) => [
        ...[title, note, ...presses.map(({ text }) => text)],
        ...items.flatMap(({ text, detail }) => [text, detail]),
      ]),
    ]);
    assert.ok(texts.length > 5_000);
    assert.deepEqual(problems(texts), []);
  });

  it('asks in it: titles, questions, what comes of it, and what AWS would refuse', () => {
    const texts = resources.flatMap(node => node.resourceKind.actions.flatMap(action => asked(node, action)));
    assert.deepEqual(problems(texts), []);
  });

  it('says in it what is made, and where', () => {
    const groups = nodes.filter(node => node.kind === 'group');
    const texts = groups.flatMap((group: GroupNode) => {
      const { create } = group.resourceKind;
      if (!create) return [];
      const confirm = create.confirm && createConfirmation(create.confirm, group);
      return [createTab(create), placeLine(group), confirm?.message, confirm?.verb, ...(confirm?.detail ?? [])];
    });
    assert.deepEqual(problems(texts), []);
  });

  it('tells failures in it', () => {
    const [node] = resources as [ResourceNode];
    const [action] = node.resourceKind.actions as [Action];
    const texts = reasons.flatMap(reason => {
      const error = failureOf(reason);
      const outcomes = [notDone(error), uncheckable(error, undefined), unknown(error), notSent(error)];
      return [
        ...[headline(error), failureMessage(node, action, error), failureMessage(node, action, lost())],
        ...outcomes.map(({ message }) => message),
      ];
    });
    assert.deepEqual(problems(texts), []);
  });

  it('would tell a text that is not translated, and one that is glued together', () => {
    const some = createData('office');
    assert.deepEqual(problemsOf('⟦Ðéĺ⟧ office: Delete it', some), [
      '"Delete it" is not translated: ⟦Ðéĺ⟧ office: Delete it',
    ]);
    assert.deepEqual(problemsOf('⟦Šťóƥ⟧ ⟦ƑĹ⟧', some), ['is glued together: ⟦Šťóƥ⟧ ⟦ƑĹ⟧']);
    assert.deepEqual(problemsOf('⟦Šťóƥ⟧: office', some), ['is glued together: ⟦Šťóƥ⟧: office']);
    assert.deepEqual(problemsOf('⟦⟦Šťóƥ⟧: office⟧', some), []);
    assert.deepEqual(problemsOf('⟦Šťóƥ⟧. ⟦ƑĹ office⟧, office', some), []);
  });
});

/** What these tests call things: an error's name stands where AWS says nothing else. */
function names(): readonly string[] {
  return [
    'OU=',
    'SomeException',
    'DoSomething',
    'example.com',
    'AWS said so',
    'Do this next',
    'REQUEST-1',
    'Stack-1',
    'Stack-2',
  ];
}

const reasons: readonly Reason[] = [
  ...([
    'denied',
    'credentials',
    'expired',
    'network',
    'timeout',
    'throttled',
    'conflict',
    'notFound',
    'exists',
  ] as const),
  ...(['limit', 'invalid', 'service', 'malformed', 'config', 'readOnly', 'otherActor', 'cancelled'] as const),
];

function failureOf(reason: Reason, more: Partial<ApiError> = {}): ApiError {
  return new ApiError('AWS said so', {
    ...{ reason, operation: 'DoSomething', code: 'SomeException', requestId: 'REQUEST-1', retryable: true },
    ...{ nextStep: 'Do this next', ...more },
  });
}

const lost = (): ApiError => failureOf('timeout', { mayHaveHappened: true });

interface DrawnForm {
  readonly does: string;
  readonly page: PageForm;
}

function* allForms(resources: readonly ResourceNode[]): Generator<DrawnForm> {
  for (const { name, create } of kinds) {
    if (create) yield drawn(`${name}.create`, create.form, undefined);
  }
  for (const { resourceKind, resource } of resources) {
    for (const { name, form } of resourceKind.actions) {
      if (!form) continue;
      yield drawn(`${resourceKind.name}.${name}`, form, resource);
      yield drawn(`${resourceKind.name}.${name}, unlocked`, form, resource, true);
    }
  }
}

function drawn(does: string, form: Form, resource: unknown, unlocked = false): DrawnForm {
  const address = { title: '', line: '', key: does };
  return { does, page: pageForm(form, resource, address, {}, { unlocked, unlockable: true }) };
}

function textsOf(field: Field): (string | undefined)[] {
  const own = [field.label, field.help, field.section, field.locked];
  switch (field.kind) {
    case 'text':
      return [...own, field.patternMessage, field.arn?.patternMessage];
    case 'choice':
      return [...own, ...field.options.flatMap(({ label, help }) => [label, help])];
    case 'group':
      return [...own, ...field.fields.flatMap(textsOf)];
    case 'list':
      return [...own, ...textsOf(field.item)];
    case 'map':
      return [...own, ...textsOf(field.key), ...textsOf(field.value)];
    case 'flag':
    case 'number':
      return own;
  }
}

/** The labels and texts inside a value of a page. */
function shownIn(value: Shown): string[] {
  switch (value.kind) {
    case 'text':
      return [value.text];
    case 'list':
      return value.items.flatMap(shownIn);
    case 'members':
      return value.entries.flatMap(({ label, value }) => [label, ...shownIn(value)]);
    case 'time':
    case 'seconds':
      return [];
  }
}

/** All that is asked and said around an action of a resource. */
function asked(node: ResourceNode, action: Action): (string | undefined)[] {
  const answers = Object.fromEntries((action.asks ?? []).map(({ member }) => [member, 'Stack-1']));
  const found = (action.blockers ?? []).flatMap(blocker => [
    { blocker, ids: ['Stack-1'] },
    { blocker, ids: ['Stack-1', 'Stack-2'] },
  ]);
  const blocked = found.length ? [{ node, found }] : [];
  const confirmations = [
    confirmation(action, [node], answers, blocked),
    confirmation(action, [node, node], answers, blocked),
  ];
  return [
    ...[plainTitle(action.title), actionTitle(action, node), actionTitle(action, node, undefined, [node])],
    ...[placeTitle(node), placeLine(node), quotedName(node)],
    ...[actionTab(action, node), duplicateTab(node), documentTitle(node).replace(/\.json$/, '')],
    ...confirmations.flatMap(asks => [asks?.message, asks?.verb, ...(asks?.detail ?? [])]),
    ...blocked.map(blockedLine),
    ...(action.asks ?? []).flatMap(({ title, placeholder, none }) =>
      [title, placeholder, none].map(text => (text === undefined ? undefined : l10n.t(text))),
    ),
    typeof action.proof === 'object' && 'uncheckable' in action.proof
      ? uncheckable(failureOf('timeout'), action.proof.uncheckable).message
      : undefined,
  ];
}
