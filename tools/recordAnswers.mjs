// Asks AppStream questions that change nothing, and records the answers without names and numbers of the account.
import * as sdk from '@aws-sdk/client-appstream';
import { NodeHttpHandler } from '@smithy/node-http-handler';

import { createScrubber } from './scrubRecording.mjs';

/** @typedef {import('../src/api/core/facts').ApiFacts} ApiFacts */
/** @typedef {Record<string, unknown>} Members */
/** @typedef {{ readonly status: number, readonly body: string }} Response */
/** @typedef {(operation: string, input: object) => Promise<Response>} Ask */
/** @typedef {{ operation: string, input: unknown, answer?: unknown, error?: { type: string, message: unknown } }} Call */

/** At most so many resources of a kind are asked about one by one. */
const most = 3;

/**
 * Sends AppStream's requests with a profile of the AWS files, and returns the bytes that come back.
 *
 * @param {import('@aws-sdk/client-appstream').AppStreamClientConfig} config
 * @returns {Ask}
 */
export function createAsk(config) {
  const wire = new NodeHttpHandler();
  /** @type {Response} */
  let last = { status: 0, body: '' };
  const client = new sdk.AppStreamClient({
    ...config,
    requestHandler: {
      /** @param {Parameters<NodeHttpHandler['handle']>} args */
      async handle(...args) {
        const { response } = await wire.handle(...args);
        const chunks = [];
        for await (const chunk of response.body) chunks.push(chunk);
        response.body = Buffer.concat(chunks);
        last = { status: response.statusCode, body: response.body.toString() };
        return { response };
      },
    },
  });
  const commands =
    /** @type {Record<string, new (input: object) => import('@aws-sdk/client-appstream').DescribeFleetsCommand>} */ (
      /** @type {unknown} */ (sdk)
    );
  return async (operation, input) => {
    const Command = commands[`${operation}Command`];
    if (!Command) throw new Error(`The SDK has no operation ${operation}`);
    last = { status: 0, body: '' };
    try {
      await client.send(new Command(input));
    } catch (error) {
      if (last.status < 400) throw error; // no answer of AppStream: no credentials, no network, …
    }
    return last;
  };
}

/**
 * Asks all questions.
 *
 * @param {Ask} ask
 * @param {ApiFacts} facts of AppStream
 * @returns {Promise<Call[]>} without names and numbers of the account
 */
export async function record(ask, facts) {
  const scrubber = createScrubber(facts);
  /** @type {Call[]} */
  const calls = [];

  /** @param {string} operation @param {Members} [input] @returns {Promise<Members>} */
  async function call(operation, input = {}) {
    const { status, body } = await ask(operation, input);
    const answer = /** @type {Members} */ (body === '' ? {} : JSON.parse(body));
    const type = String(answer.__type ?? '').replace(/^.*#/, '');
    // The answer comes before the input, so that names have the words of the list that they come from.
    if (status < 400) {
      const clean = scrubber.answer(operation, answer);
      calls.push({ operation, input: scrubber.input(operation, input), answer: clean });
      return answer;
    }
    const asked = scrubber.input(operation, input);
    const message = scrubber.message(String(answer.Message ?? answer.message ?? ''));
    calls.push({ operation, input: asked, error: { type, message } });
    return {};
  }

  /** @param {string} operation @param {string} member @param {Members} [input] */
  async function list(operation, member, input) {
    const answer = await call(operation, input);
    return /** @type {Members[]} */ (answer[member] ?? []).slice(0, most);
  }

  const fleets = await list('DescribeFleets', 'Fleets');
  const stacks = await list('DescribeStacks', 'Stacks');
  const images = await list('DescribeImages', 'Images', { Type: 'PRIVATE' });
  await call('DescribeImages', { Type: 'SHARED' });
  await call('DescribeImages', { Type: 'PUBLIC', MaxResults: 5 });
  await list('DescribeImageBuilders', 'ImageBuilders');
  await call('DescribeDirectoryConfigs');
  await call('DescribeAppBlocks');
  await call('DescribeAppBlockBuilders');
  await call('DescribeAppBlockBuilderAppBlockAssociations');
  await call('DescribeApplications');
  await call('DescribeApplicationFleetAssociations', { FleetName: fleets[0]?.Name ?? 'no-such-fleet' });
  await call('DescribeUsers', { AuthenticationType: 'USERPOOL' });
  await call('DescribeUsageReportSubscriptions');
  await call('ListExportImageTasks');

  for (const { Name, Arn } of fleets) {
    await call('ListAssociatedStacks', { FleetName: Name });
    await call('ListTagsForResource', { ResourceArn: Arn });
  }
  for (const { Name: StackName } of stacks) {
    const { Names } = await call('ListAssociatedFleets', { StackName });
    for (const FleetName of /** @type {string[]} */ (Names ?? [])) {
      for (const AuthenticationType of ['API', 'SAML', 'USERPOOL']) {
        await call('DescribeSessions', { StackName, FleetName, AuthenticationType });
      }
    }
    await call('DescribeUserStackAssociations', { StackName });
    await call('DescribeEntitlements', { StackName });
    await call('DescribeThemeForStack', { StackName });
  }
  for (const { Name } of images) await call('DescribeImagePermissions', { Name });

  // How AppStream refuses: these ask for what isn't there, or for too much.
  const missing = 'no-such-name';
  await call('DescribeFleets', { Names: [missing] });
  await call('DescribeStacks', { Names: [missing] });
  await call('DescribeImages', { Names: [missing] });
  await call('DescribeImageBuilders', { Names: [missing] });
  await call('DescribeAppBlockBuilders', { Names: [missing] });
  await call('DescribeEntitlements', { StackName: missing });
  await call('ListAssociatedFleets', { StackName: missing });
  await call('DescribeSessions', { StackName: missing, FleetName: missing });
  await call('DescribeImages', { MaxResults: 26 });
  await call('DescribeFleets', { NextToken: 'no-such-token' });
  return calls;
}

/**
 * A recording as it stands in a file.
 *
 * @param {readonly Call[]} calls
 * @param {{ readonly region: string, readonly now: Date }} where
 */
export function recordingText(calls, { region, now }) {
  const source = 'npm run record';
  return `${JSON.stringify({ source, recorded: now.toISOString().slice(0, 10), region, calls }, undefined, 2)}\n`;
}
