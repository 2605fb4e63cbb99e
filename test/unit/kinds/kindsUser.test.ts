import * as assert from 'node:assert/strict';

import { isApiError } from '../../../src/api/core/errors';
import type { Explorer } from '../../../src/explorer/explorerTypes';
import { failureMessage, quotedName, shownName } from '../../../src/explorer/show/messages';
import { present } from '../../../src/explorer/show/present';
import { actionTab, documentTitle, storedName } from '../../../src/explorer/show/stored';
import { actionNamed, availableActions } from '../../../src/explorer/tree/actions';
import type { ResourceNode } from '../../../src/explorer/tree/node';
import type { KindName } from '../../../src/kinds/names';
import { explorerUnderTest } from '../../support/explorerUnderTest';
import type { Script } from '../../support/scriptedApi';
import { someone } from '../../support/scriptedApi';

const ana = 'ana+1@example.com';
const person = (UserName: string, more: object = {}): object => ({
  UserName,
  AuthenticationType: 'USERPOOL',
  Enabled: true,
  Status: 'CONFIRMED',
  ...more,
});

interface Pair {
  readonly UserName: string;
  readonly StackName: string;
}

/** The nodes of a Region's list, with the API they were read from. */
async function listed(kind: KindName, script: Script) {
  const { explorer, api, rows } = explorerUnderTest(script);
  return { explorer, api, nodes: await rows(kind) };
}

const first = (nodes: readonly ResourceNode[]): ResourceNode => {
  assert.ok(nodes[0]);
  return nodes[0];
};

/** Does an action to nodes, and tells which failed with what. */
async function doTo(explorer: Explorer, nodes: readonly ResourceNode[], name: string, answers: Record<string, string>) {
  const action = actionNamed(first(nodes), name);
  assert.ok(action, name);
  return explorer.performAll(
    nodes.map(node => ({ node, actor: someone })),
    action,
    answers,
    new AbortController().signal,
  );
}

const stackName = 'UserStackAssociations.StackName';
const userName = 'UserStackAssociations.UserName';

describe('What a user offers', () => {
  const cases = [
    { given: 'an enabled user', user: {}, offers: ['disable', 'associate', 'disassociate', 'delete'] },
    {
      given: 'a user who has not signed in yet',
      user: { Status: 'UNCONFIRMED' },
      offers: ['disable', 'resend', 'associate', 'disassociate', 'delete'],
    },
    { given: 'a disabled user', user: { Enabled: false }, offers: ['enable', 'associate', 'disassociate', 'delete'] },
    {
      given: 'a disabled user who never signed in',
      user: { Enabled: false, Status: 'UNCONFIRMED' },
      offers: ['enable', 'associate', 'disassociate', 'delete'],
    },
  ];
  for (const { given, user, offers } of cases) {
    it(`${given}: ${offers.join(', ')}`, async () => {
      const { nodes } = await listed('user', { DescribeUsers: () => ({ Users: [person(ana, user)] }) });
      assert.deepEqual(
        availableActions(first(nodes)).map(({ name }) => name),
        offers,
      );
    });
  }
});

describe("A user's name", () => {
  it('is shown to people, and is in no id or title', async () => {
    const { nodes } = await listed('user', { DescribeUsers: () => ({ Users: [person(ana)] }) });
    const node = first(nodes);
    assert.equal(present(node).label, ana);
    assert.equal(shownName(node), ana);
    assert.equal(quotedName(node), `User "${ana}"`);
    const titles = [storedName(node), documentTitle(node), actionTab({ title: 'Update User…' }, node)];
    for (const text of [node.id, ...node.groups.map(({ id }) => id), ...titles]) {
      assert.ok(!/ana|example/.test(text), text);
    }
  });

  it('has the same id every time, and a similar name has another id', async () => {
    const script: Script = { DescribeUsers: () => ({ Users: [person(ana), person('Ana+1@example.com')] }) };
    const [once, again] = [await listed('user', script), await listed('user', script)];
    assert.deepEqual(
      once.nodes.map(({ id }) => id),
      again.nodes.map(({ id }) => id),
    );
    assert.equal(new Set(once.nodes.map(({ id }) => id)).size, 2, 'names are case-sensitive');
    const node = first(once.nodes);
    assert.ok(present(node).facts.some(({ label, value }) => label === 'ID' && value === storedName(node)));
  });
});

describe('Users and stacks', () => {
  const users = (count: number): object[] => Array.from({ length: count }, (_, at) => person(`u${at}@example.com`));

  it('are associated in calls of 25 pairs, each selected user with each chosen stack', async () => {
    const sizes: number[] = [];
    const { explorer, nodes } = await listed('user', {
      DescribeUsers: () => ({ Users: users(30) }),
      BatchAssociateUserStack({ UserStackAssociations }) {
        sizes.push((UserStackAssociations as Pair[]).length);
        return { errors: [] };
      },
    });
    assert.deepEqual(await doTo(explorer, nodes, 'associate', { [stackName]: 'cad\noffice' }), []);
    assert.deepEqual(sizes, [25, 25, 10]);
  });

  it('send an e-mail only if the user chooses to', async () => {
    const { explorer, api, nodes } = await listed('user', {
      DescribeUsers: () => ({ Users: [person(ana)] }),
      BatchAssociateUserStack: () => ({ errors: [] }),
    });
    const mail = 'UserStackAssociations.SendEmailNotification';
    await doTo(explorer, nodes, 'associate', { [stackName]: 'cad', [mail]: 'true' });
    await doTo(explorer, nodes, 'associate', { [stackName]: 'cad', [mail]: 'false' });
    const sent = api.calls.filter(call => call.startsWith('Batch'));
    assert.deepEqual(
      sent.map(call => call.includes('"SendEmailNotification":true')),
      [true, false],
    );
  });

  it('that could not be changed show the error at their resource, and the others are changed', async () => {
    const { explorer, nodes } = await listed('user', {
      DescribeUsers: () => ({ Users: [person('a@example.com'), person('b@example.com')] }),
      BatchAssociateUserStack: ({ UserStackAssociations }) => ({
        errors: (UserStackAssociations as Pair[])
          .filter(({ UserName, StackName }) => UserName.startsWith('b') && StackName === 'gone')
          .map(pair => ({
            UserStackAssociation: pair,
            ErrorCode: 'STACK_NOT_FOUND',
            ErrorMessage: `No stack for ${pair.UserName}`,
          })),
      }),
    });
    const failed = await doTo(explorer, nodes, 'associate', { [stackName]: 'cad\ngone' });
    const [a, b] = nodes;
    assert.deepEqual(
      failed.map(({ node }) => node),
      [b],
    );
    assert.equal(a?.failure, undefined);
    assert.ok(b?.failure);
    assert.equal(b.failure.error.message, '1 of 2 failed. The stack no longer exists.');
    assert.deepEqual(b.failure.error.details, [
      'b@example.com with stack "gone": STACK_NOT_FOUND: No stack for b@example.com',
    ]);
    assert.ok(present(b).notes.some(note => note.includes('"gone"')));
    assert.equal(
      failureMessage(b, { title: 'Associate' }, b.failure.error),
      "Associate failed for b@example.com: 1 of 2 failed. The stack no longer exists. Choose another stack. See the item's tooltip for details.",
    );
  });

  const explained = [
    { code: 'STACK_NOT_FOUND', words: /no longer exists/ },
    { code: 'USER_NAME_NOT_FOUND', words: /case-sensitive/ },
    { code: 'DIRECTORY_NOT_FOUND', words: /directory that has no directory config/ },
    { code: 'INTERNAL_ERROR', words: /joined to a domain/ },
    { code: 'SOMETHING_NEW', words: /SOMETHING_NEW/ },
  ];
  for (const { code, words } of explained) {
    it(`explain ${code}`, async () => {
      const { explorer, nodes } = await listed('stack', {
        DescribeStacks: () => ({ Stacks: [{ Name: 'cad' }] }),
        BatchAssociateUserStack: ({ UserStackAssociations }) => ({
          errors: [{ UserStackAssociation: (UserStackAssociations as Pair[])[0], ErrorCode: code }],
        }),
      });
      const [failure] = await doTo(explorer, nodes, 'associateUsers', { [userName]: ana });
      assert.ok(isApiError(failure?.error));
      assert.match(failure.error.message, words);
    });
  }

  it('keep the error of a failed call, and continue with the next call', async () => {
    let calls = 0;
    const { explorer, nodes } = await listed('user', {
      DescribeUsers: () => ({ Users: users(30) }),
      BatchDisassociateUserStack() {
        calls += 1;
        if (calls === 1) throw new Error('The wire broke');
        return { errors: [] };
      },
    });
    const failed = await doTo(explorer, nodes, 'disassociate', { [stackName]: 'cad' });
    assert.equal(calls, 2);
    assert.equal(failed.length, 25);
    for (const { node, error } of failed) {
      assert.match((error as Error).message, /The wire broke/);
      assert.ok(node.failure);
    }
  });

  it('are listed below each other, and refreshed when they are disassociated there', async () => {
    let pairs = [{ StackName: 'cad', UserName: ana, AuthenticationType: 'USERPOOL' }];
    const { explorer, api, nodes } = await listed('stack', {
      DescribeStacks: () => ({ Stacks: [{ Name: 'cad' }] }),
      DescribeUserStackAssociations: () => ({ UserStackAssociations: pairs }),
      BatchDisassociateUserStack() {
        pairs = [];
        return { errors: [] };
      },
    });
    const group = first(nodes).groups.find(({ resourceKind }) => resourceKind.name === 'stackUser');
    assert.ok(group);
    const below = (await explorer.children(group)).filter(node => node.kind === 'resource');
    assert.equal(present(first(below)).label, ana);
    assert.ok(!first(below).id.includes('example'));
    assert.deepEqual(await doTo(explorer, below, 'disassociate', {}), []);
    assert.ok(api.calls.some(call => call === 'DescribeUserStackAssociations {"StackName":"cad"}'));
    assert.deepEqual(
      explorer.shown(group).map(({ kind }) => kind),
      ['empty'],
    );
  });
});
