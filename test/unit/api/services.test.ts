// A service is a description. The core sends its requests, reads its answers and puts its failures into words without knowing it.
import * as assert from 'node:assert/strict';

import { serviceFacts } from '../../../src/api/serviceFacts';
import { serviceNames } from '../../../src/api/serviceNames';
import { services } from '../../../src/api/services';
import { profileConnection } from '../../../src/aws/connection';
import type { Call } from '../../../src/explorer/calls/calls';
import { cliCommand } from '../../../src/explorer/calls/shell';
import { fieldsOf } from '../../../src/explorer/forms/formSpec';
import type { AwsEnvironment } from '../../support/awsEnvironment';
import { isolateAws } from '../../support/awsEnvironment';
import type { RuntimeUnderTest } from '../../support/awsRuntime';
import { runtimeUnderTest, sandboxConnection, unnamedActor } from '../../support/awsRuntime';
import type { Answer, Answering, AwsServer } from '../../support/awsServer';
import { requestId, startAwsServer } from '../../support/awsServer';
import { failure } from '../../support/failure';
import { library } from '../../support/library';

/** The Api as it is for operations of which the types know nothing. */
interface LibraryApi {
  call(operation: string, input: object): Promise<Record<string, unknown>>;
  pages(operation: string, input: object): AsyncGenerator<Record<string, unknown>>;
}

describe('the services', () => {
  it('are the same in all three lists', () => {
    for (const known of [serviceNames, serviceFacts]) {
      assert.deepEqual(Object.keys(known), Object.keys(services));
      for (const [id, service] of Object.entries(services)) {
        assert.equal(service.id, id);
        assert.deepEqual({ ...service, ...known[id] }, service);
      }
    }
  });
});

describe('the Resource Groups Tagging API', () => {
  it('is asked by its own name, page by page until the token is empty, and its permission is named', async () => {
    const page = (arn: string, PaginationToken: string): Answer => ({
      kind: 'ok',
      output: {
        PaginationToken,
        ResourceTagMappingList: [{ ResourceARN: arn, Tags: [{ Key: 'env', Value: 'prod' }] }],
      },
    });
    const answers = [page('arn:1', 'more'), page('arn:2', '')];
    const denied: Answer = { kind: 'error', type: 'AccessDeniedException', message: 'Not allowed.' };
    const server = await startAwsServer(() => answers.shift() ?? denied);
    const { runtime, logged } = runtimeUnderTest({}, { readOnly: () => true });
    try {
      const api = runtime.open(sandboxConnection(server.url));
      const read = async (): Promise<unknown[]> => {
        const arns: unknown[] = [];
        for await (const { ResourceTagMappingList = [] } of api.pages('tagging:GetResources', {
          ResourceTypeFilters: ['appstream'],
        })) {
          arns.push(...ResourceTagMappingList.map(({ ResourceARN, Tags }) => [ResourceARN, Tags]));
        }
        return arns;
      };
      const tags = [{ Key: 'env', Value: 'prod' }];
      assert.deepEqual(await read(), [
        ['arn:1', tags],
        ['arn:2', tags],
      ]);
      assert.deepEqual(
        server.received.map(({ input }) => input['PaginationToken']),
        [undefined, 'more'],
      );
      const [{ headers } = assert.fail('nothing was sent')] = server.received;
      assert.equal(headers['x-amz-target'], 'ResourceGroupsTaggingAPI_20170126.GetResources');
      assert.match(headers.authorization ?? '', /\/eu-west-1\/tagging\/aws4_request/);
      const error = await failure(read());
      assert.deepEqual(
        [error.reason, error.nextStep],
        ['denied', 'Profile "AKIDTEST" needs the permission tag:GetResources.'],
      );
      assert.deepEqual(error.denied?.actions, ['tag:GetResources']);
      assert.deepEqual(
        logged.map(({ service, operation, status }) => [service, operation, status]),
        [
          ['tagging', 'GetResources', 'ok'],
          ['tagging', 'GetResources', 'ok'],
          ['tagging', 'GetResources', 'AccessDeniedException'],
        ],
      );
    } finally {
      runtime.dispose();
      await server.close();
    }
  });
});

describe('the SDK of a service', () => {
  for (const [outcome, load] of [
    ['', library.load],
    [', and nobody is told if that fails', () => Promise.reject(new Error('broken'))],
  ] as const) {
    it(`is loaded ahead of the first request when the runtime is asked to${outcome}`, async () => {
      let loads = 0;
      const counted = { ...library, load: () => ((loads += 1), load()) };
      const other = { ...library, load: () => assert.fail('it is not the one that was asked for') };
      const { runtime, logged } = runtimeUnderTest({}, {}, { library: counted, other });
      assert.equal(loads, 0);
      await runtime.preload('library');
      assert.equal(loads, 1);
      assert.deepEqual(logged, []);
      runtime.dispose();
    });
  }
});

describe('a service that is only described', () => {
  let under: RuntimeUnderTest;
  let server: AwsServer;
  let answering: Answering;
  let readOnly: boolean;
  let api: LibraryApi;

  beforeEach(async () => {
    readOnly = false;
    answering = () => ({ kind: 'ok', output: {} });
    server = await startAwsServer(request => answering(request));
    under = runtimeUnderTest({}, { readOnly: () => readOnly }, { ...services, library });
    const connection = sandboxConnection(server.url);
    api = under.runtime.open(connection, await unnamedActor(under.runtime, connection));
  });
  afterEach(async () => {
    under.runtime.dispose();
    await server.close();
  });

  const lent: Answer = { kind: 'ok', output: { Book: { Title: 'Emma', Shelf: 4 } } };
  const refused = (type: string, message: string): Answer => ({ kind: 'error', type, message });

  it('is called with its own name in the signature and the log', async () => {
    answering = () => lent;
    assert.deepEqual(await api.call('library:LendBook', { Title: 'Emma' }), { Book: { Title: 'Emma' } });
    const [request] = server.received;
    assert.equal(request?.headers['x-amz-target'], 'Library.LendBook');
    assert.deepEqual(request?.input, { Title: 'Emma' });
    assert.match(request?.headers.authorization ?? '', /\/eu-west-1\/library\/aws4_request/);
    const [{ duration, ...entry } = assert.fail('nothing logged')] = under.logged;
    assert.ok(duration > 0);
    assert.deepEqual(entry, {
      service: 'library',
      operation: 'LendBook',
      profile: 'AKIDTEST',
      region: 'eu-west-1',
      status: 'ok',
      requestId,
      attempts: 1,
    });
  });

  it('returns its lists page by page', async () => {
    answering = ({ input }) => ({
      kind: 'ok',
      output: input['NextToken']
        ? { Books: [{ Title: 'Emma' }] }
        : { Books: [{ Title: 'Persuasion' }], NextToken: '2' },
    });
    const titles: unknown[] = [];
    for await (const { Books } of api.pages('library:LookupBooks', {})) titles.push(Books);
    assert.deepEqual(titles, [[{ Title: 'Persuasion' }], [{ Title: 'Emma' }]]);
  });

  it('is named in the missing permission when a call is denied', async () => {
    answering = () => refused('AccessDeniedException', 'Jane Bennet may not lend Emma.');
    const error = await failure(api.call('library:LendBook', { Title: 'Emma', Reader: 'Jane Bennet' }));
    assert.equal(error.reason, 'denied');
    assert.equal(error.resource, 'Emma');
    assert.equal(error.message, '… may not lend Emma.', 'what its facts call sensitive is left out');
    assert.equal(error.nextStep, 'Profile "AKIDTEST" needs the permission books:LendBook.');
  });

  it('says what its own errors mean, and what to do next', async () => {
    answering = () => refused('BookIsOutException', 'It is out.');
    const { reason, nextStep } = await failure(api.call('library:LendBook', { Title: 'Emma' }));
    assert.deepEqual([reason, nextStep], ['conflict', 'Wait until it is returned.']);
  });

  const malformed: { given: string; operation: string; answer: Answer; message: RegExp }[] = [
    {
      given: 'lacks a member that it says is there',
      operation: 'LendBook',
      answer: { kind: 'ok', output: { Book: {} } },
      message: / to LendBook is missing Book\.Title\.$/,
    },
    {
      given: 'lacks its list',
      operation: 'LookupBooks',
      answer: { kind: 'ok', output: {} },
      message: / to LookupBooks is missing Books\.$/,
    },
    {
      given: 'is of another server',
      operation: 'LookupBooks',
      answer: { kind: 'body', body: '<html>', contentType: 'text/html' },
      message: /isn't a valid AWS Library response \(HTTP 200\)\.$/,
    },
  ];
  for (const { given, operation, answer, message } of malformed) {
    it(`reports as malformed an answer that ${given}`, async () => {
      answering = () => answer;
      const error = await failure(api.call(`library:${operation}`, {}));
      assert.equal(error.reason, 'malformed');
      assert.match(error.message, message);
    });
  }

  const unreadable: { given: string; operation: string; output: object }[] = [
    { given: 'large numbers', operation: 'CountLetters', output: { Count: 7 } },
    { given: 'JSON in a text', operation: 'DescribeCover', output: { Cover: '{}' } },
  ];
  for (const { given, operation, output } of unreadable) {
    it(`is refused ${given}, which would be read wrong`, async () => {
      answering = () => ({ kind: 'ok', output });
      assert.equal((await failure(api.call(`library:${operation}`, {}))).reason, 'malformed');
    });
  }

  const resets: { operation: string; times: number; why: string }[] = [
    { operation: 'LookupBooks', times: 2, why: 'it reads' },
    { operation: 'ReturnBook', times: 2, why: 'a second one changes nothing more' },
    { operation: 'LendBook', times: 1, why: 'nobody knows what a second one does' },
  ];
  for (const { operation, times, why } of resets) {
    it(`receives ${operation} ${times} times when the first answer is lost: ${why}`, async () => {
      answering = () => (server.received.length < 2 ? { kind: 'reset' } : { kind: 'ok', output: { Books: [] } });
      await api.call(`library:${operation}`, {}).catch(() => undefined);
      assert.equal(server.received.length, times);
    });
  }

  it('can be read with a read-only profile, but not changed', async () => {
    readOnly = true;
    answering = () => ({ kind: 'ok', output: { Books: [] } });
    assert.equal((await failure(api.call('library:LendBook', { Title: 'Emma' }))).reason, 'readOnly');
    await api.call('library:LookupBooks', {});
    assert.deepEqual(
      server.received.map(({ operation }) => operation),
      ['LookupBooks'],
    );
  });

  it('has its own presigned requests', async () => {
    const connection = sandboxConnection(server.url);
    const actor = await unnamedActor(under.runtime, connection);
    const runtime = under.runtime as unknown as {
      presign(...asked: [typeof connection, typeof actor, string, object, number]): Promise<{ url: string }>;
    };
    const { url } = await runtime.presign(connection, actor, 'library:LookupBooks', {}, 900);
    assert.match(new URL(url).searchParams.get('X-Amz-Credential') ?? '', /\/eu-west-1\/library\/aws4_request$/);
  });

  it('has its own name in AWS CLI commands', () => {
    const call = { operation: 'library:LookupBooks', input: {} } as unknown as Call;
    const connection = profileConnection('dev', 'eu-west-1');
    assert.equal(
      cliCommand(call, connection, 'sh', { ...serviceNames, library }),
      "aws public-library lookup-books --profile 'dev' --region 'eu-west-1'",
    );
  });

  it('has forms made from its own facts and documentation', () => {
    const help = {
      'library:LendBookRequest': { Title: 'What to lend.' },
      LendBookRequest: { Title: 'Of another service.' },
    };
    assert.deepEqual(fieldsOf('library:LendBook', {}, help, { ...serviceFacts, library }), [
      { name: 'Title', label: 'Title', help: 'What to lend.', kind: 'text' },
      { name: 'Reader', label: 'Reader', kind: 'text', sensitive: true },
    ]);
  });

  it('fails if it is not among the services', async () => {
    await assert.rejects(api.call('zoo:ListAnimals', {}), /No service for zoo:ListAnimals/);
  });

  describe('in the AWS files', () => {
    let aws: AwsEnvironment;
    beforeEach(() => (aws = isolateAws()));
    afterEach(() => aws.restore());

    it('has its own endpoint', async () => {
      aws.write({
        config: `[profile dev]\nregion = eu-west-1\nservices = local\n[services local]\npublic_library =\n  endpoint_url = ${server.url}\n`,
        credentials: '[dev]\naws_access_key_id = AKIDDEV\naws_secret_access_key = secret\n',
      });
      answering = () => ({ kind: 'ok', output: { Books: [] } });
      const dev = under.runtime.open(profileConnection('dev', 'eu-west-1')) as unknown as LibraryApi;
      await dev.call('library:LookupBooks', {});
      assert.deepEqual(
        server.received.map(({ operation, accessKeyId }) => [operation, accessKeyId]),
        [['LookupBooks', 'AKIDDEV']],
      );
    });
  });
});
