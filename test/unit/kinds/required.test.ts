// Whether what an operation requires is really sent: each action is done, and each form is submitted, with nothing but what the
// user is asked. What comes out is compared with the API's facts.
import * as assert from 'node:assert/strict';

import { api as facts, shape } from '../../../src/api/appstream/model';
import { pageForm } from '../../../src/explorer/forms/pageForm';
import type { Field, Value, Values } from '../../../src/forms/field';
import { fieldAt, inputFrom, valueAt } from '../../../src/forms/values';
import type { Action, Answers, Form } from '../../../src/kinds/action';
import { wholeInput } from '../../../src/kinds/action';
import { kinds, rootKinds } from '../../../src/kinds/all';
import type { Kind } from '../../../src/kinds/kind';
import type { Scope } from '../../../src/kinds/listing';
import type { Script } from '../../support/scriptedApi';
import { scriptedApi } from '../../support/scriptedApi';

/** Whatever a resource may have. What is sent and comes from here follows from the thing itself. */
const thing = {
  ...{
    Name: 'thing',
    Arn: 'arn:aws:appstream:eu-west-1:123456789012:thing/a',
    State: 'RUNNING',
    ImageArn: 'arn:image',
  },
  ...{ Status: 'NOT_INSTALLED', FleetType: 'ELASTIC', UserName: 'u@example.com', AuthenticationType: 'USERPOOL' },
  ...{ StackName: 'stack', FleetName: 'fleet', Id: 'id', InstanceId: 'i-1', ApplicationArn: 'arn:application' },
  ...{
    AppBlockArn: 'arn:block',
    AppBlockBuilderName: 'builder',
    DirectoryName: 'corp.example.com',
    SoftwareName: 'Office',
  },
  ...{ ApplicationIdentifier: 'app', sharedAccountId: '210987654321', Key: 'team', Value: 'blue', ImageName: 'image' },
  ...{ Visibility: 'PRIVATE', imagePermissions: { allowFleet: true, allowImageBuilder: false } },
};

interface Sent {
  readonly operation: string;
  readonly input: Record<string, unknown>;
}

/** An Api that answers lists with the thing in them, and what it was sent. */
function recording() {
  const sent: Sent[] = [];
  const known: Record<string, unknown> = {
    Names: ['other'],
    Tags: { team: 'x' },
    Theme: thing,
    NextToken: undefined,
    PaginationToken: undefined,
    canUpdateImage: true,
  };
  const output = new Proxy(known, {
    get: (_known, member) => (member === 'then' ? undefined : member in known ? known[String(member)] : [thing]),
  });
  const answering = (operation: string) => (input: Record<string, unknown>) => {
    sent.push({ operation, input });
    if (operation.startsWith('Batch')) return { errors: [] };
    return output;
  };
  const api = scriptedApi(new Proxy<Script>({}, { get: (_script, operation) => answering(String(operation)) }));
  return { api, sent };
}

/** The required members that an input lacks, by dotted path. What is empty is as good as absent. */
function lacking(structure: string, input: unknown, path = ''): string[] {
  const { type, member = '', members = {}, required = [] } = shape(structure);
  if (type === 'list') return (input as unknown[]).flatMap(entry => lacking(member, entry, path));
  if (type !== 'structure') return [];
  const values = input as Record<string, unknown>;
  return Object.entries(members).flatMap(([name, of]) => {
    const value = values[name];
    if (value === undefined || value === '') return required.includes(name) ? [`${path}${name}`] : [];
    return lacking(of, value, `${path}${name}.`);
  });
}

/** What is wrong with what was sent for an operation. */
function faultsOf(sent: readonly Sent[], operation: string): string[] {
  if (!sent.some(call => call.operation === operation)) return [`${operation} is not sent`];
  return sent.flatMap(call => {
    const { input } = facts.operations[call.operation] ?? {};
    return input === undefined ? [] : lacking(input, call.input).map(path => `${call.operation} lacks ${path}`);
  });
}

/** The scopes that a kind is listed in. */
function scopesOf(of: Kind): Scope[] {
  const own = of.sections?.filter(({ kind }) => kind === undefined).map(({ scope }) => scope) ?? [];
  const below = kinds
    .flatMap(({ children = [] }) => children)
    .filter(({ kind }) => kind === of.name)
    .map(child => child.scope(thing))
    .filter(scope => scope !== undefined);
  const scopes = [...own, ...below];
  assert.ok(scopes.length || rootKinds.includes(of), `${of.name} stands nowhere`);
  return scopes.length ? scopes : [{}];
}

/** Answers that tell which of them were read. */
function recordingAnswers(given: Answers): { answers: Answers; read: Set<string> } {
  const read = new Set<string>();
  const get = (answers: Answers, member: string): string | undefined => (read.add(member), answers[member]);
  return { answers: new Proxy(given, { get: (target, member) => get(target, String(member)) }), read };
}

const { signal } = new AbortController();

async function act(action: Action, scope: Scope, given: Answers, input: Values = {}) {
  const { api, sent } = recording();
  const { answers, read } = recordingAnswers(given);
  await action.perform({ api, resource: thing, scope, signal }, answers, input);
  return { faults: faultsOf(sent, action.operations[0]), read };
}

/** Something that fits a field, with no more in it than it wants. */
function fitting(field: Field): Value {
  switch (field.kind) {
    case 'text':
      return 'entered';
    case 'number':
      return field.min ?? 1;
    case 'choice':
      return field.options[0]?.value ?? 'entered';
    case 'flag':
      return true;
    case 'list':
      return [fitting(field.item)];
    case 'map':
      return { key: 'value' };
    case 'group':
      return filledIn(
        field.fields.some(({ required }) => required) ? field.fields : allRequired(field.fields.slice(0, 1)),
      );
  }
}

/** A form in which only that is filled in which is marked as required. */
function filledIn(fields: readonly Field[]): Values {
  return Object.fromEntries(fields.filter(({ required }) => required).map(field => [field.name, fitting(field)]));
}

const allRequired = (fields: readonly Field[]): Field[] => fields.map(field => ({ ...field, required: true }));

const formOf = (form: Form, resource: unknown) => pageForm(form, resource, { title: '', line: '', key: '' }, {});

/** The members that a form's rules want although no model does, and that nobody can enter. */
function unreachable(form: Form, resource: unknown, scope: Scope): string[] {
  const { fields, rules = [] } = formOf(form, resource);
  const whole = wholeInput(form, resource, scope, {});
  return rules
    .flatMap(rule => {
      const members = rule.kind === 'oneOf' ? rule.members : rule.kind === 'required' ? [rule.member] : [];
      return members.map(member => (rule.each === undefined ? member : `${rule.each}.${member}`));
    })
    .filter(path => !fieldAt(fields, path) && valueAt(whole, path) === undefined)
    .filter(path => !fields.some(field => field.kind === 'text' && field.arn?.name === path));
}

const actions = kinds.flatMap(of => of.actions.map(action => ({ of, action, name: `${of.name}.${action.name}` })));
const asking = actions.filter(({ action }) => !action.form);

describe('What an operation requires', () => {
  it('is tested in all actions and forms', () => {
    assert.ok(asking.filter(({ action }) => action.asks?.length).length > 10);
    assert.ok(actions.filter(({ action }) => action.form).length > 10);
    assert.ok(kinds.filter(({ create }) => create).length > 10);
  });

  for (const { of, action, name } of asking) {
    const asks = action.asks ?? [];
    const members = (some: typeof asks): Answers => Object.fromEntries(some.map(({ member }) => [member, '60']));

    it(`is sent by ${name} if the user answers only the required questions`, async () => {
      for (const scope of scopesOf(of)) {
        const { faults } = await act(action, scope, members(asks.filter(({ optional }) => !optional)));
        assert.deepEqual(faults, []);
      }
    });

    it(`is asked by ${name}, which uses each answer and needs no other`, async () => {
      for (const scope of scopesOf(of)) {
        const { read } = await act(action, scope, members(asks));
        assert.deepEqual([...read].sort(), asks.map(({ member }) => member).sort());
      }
    });
  }

  for (const { of, action, name } of actions) {
    const { form } = action;
    if (!form) continue;
    it(`is fixed, or a field in the form of ${name}`, async () => {
      for (const scope of scopesOf(of)) {
        const { fields } = formOf(form, thing);
        const { faults } = await act(action, scope, {}, inputFrom(fields, filledIn(fields)));
        assert.deepEqual(faults, []);
        assert.deepEqual(unreachable(form, thing, scope), []);
      }
    });
  }

  for (const of of kinds) {
    const { create } = of;
    if (!create) continue;
    it(`is fixed, or a field in the form that creates a ${of.name}`, () => {
      const { form } = create;
      for (const scope of scopesOf(of)) {
        const { fields } = formOf(form, undefined);
        const input = wholeInput(form, undefined, scope, inputFrom(fields, filledIn(fields)));
        assert.deepEqual(faultsOf([{ operation: form.operation, input }], form.operation), []);
        assert.deepEqual(unreachable(form, undefined, scope), []);
      }
    });
  }
});
