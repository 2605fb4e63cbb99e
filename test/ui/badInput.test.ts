// Whatever goes wrong says so in words where it went wrong, with the next step; everything else goes on; Retry recovers.
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as net from 'node:net';

import { plainText } from '../../src/api/core/plainText';
import { type Simulator, startSimulator } from '../../src/simulator/simulator';
import { type AwsFiles, awsFiles } from '../support/awsFiles.mjs';
import { copied } from '../support/clipboard';
import { notifications } from '../support/messages';
import { requestLog } from '../support/requestLog';
import { pressRowButton, tooltipOf } from '../support/rowButton';
import { screenshot } from '../support/screenshot';
import { tree } from '../support/tree';
import { error, type Group, groups, troubles } from '../support/troubles';
import { openExplorer, startWorkbench, webview, type Workbench } from '../support/workbench';

const region = 'eu-west-1';

/** Answers that are AppStream's in form, but not in what they hold: the rest of the list is still good. */
const odd = 'odd';
const hostile = '<img src=x onerror="window.pwned=1">[x](command:workbench.action.closeWindow)$(bug)';
const reversed = 'field\u202Eyevrus';
const endless = 'x'.repeat(10_000);
const oddFleets: Readonly<Record<string, Record<string, unknown>>> = {
  'gis-analysis': { State: 'HIBERNATING', Depth: { Unheard: ['of'] }, FleetErrors: undefined },
  'finance-desktops': { Name: hostile, DisplayName: hostile, Description: `${hostile}\n\n# ${endless}` },
  'field-survey': { Name: reversed, Description: '</span><script>window.pwned=1</script>' },
};

describe('Bad input', () => {
  let simulator: Simulator;
  let aws: AwsFiles;
  let workbench: Workbench;
  let rows: ReturnType<typeof tree>;
  const asked = requestLog();

  const key = (profile: string): string => profile.toUpperCase();
  const good = (profile: string) => ({ accessKeyId: key(profile), region, endpointUrl: simulator.url });
  const known = ['healthy', ...troubles.map(({ profile }) => profile), odd, 'homeless', 'impossible'];
  const goodFiles = (...others: string[]) =>
    Object.fromEntries([...known, ...others].map(profile => [profile, good(profile)]));

  before(async () => {
    simulator = await startSimulator({ log: asked.log });
    aws = awsFiles(goodFiles());
    const shown = (profile: string, ...regions: string[]) => ({ profile, regions });
    workbench = await startWorkbench({
      aws,
      settings: {
        'appstream.connections': [
          shown('healthy', region),
          ...troubles.map(({ profile }) => shown(profile, region)),
          shown('broken', region),
          shown('missing', region),
          shown('refused', region),
          shown('impossible', 'Mars West 1'),
          shown('nowhere', 'xx-nowhere-9'),
          shown('homeless'),
          shown(odd, region),
        ],
        'appstream.requestTimeout': 5,
      },
      viewport: { width: 1500, height: 1900 },
    });
    rows = tree(workbench.page);
    await openExplorer(workbench.page);
  });
  afterEach(() => simulator.faults.clear());
  after(async () => {
    await workbench?.close();
    await simulator?.close();
    aws?.remove();
  });

  /** A profile that has nothing to do with it still gets its answers. */
  async function expectHealthy(): Promise<void> {
    const fleets = ['healthy', region, 'Fleets'];
    const before = asked.count(/DescribeFleets .* HEALTHY/);
    await rows.expand(fleets);
    await rows.chooseMenu(fleets, 'Refresh');
    await asked.waitFor(/DescribeFleets .* HEALTHY/, before + 1);
    await rows.row([...fleets, 'office-desktops']).waitFor();
    await rows.collapse(['healthy', region]);
  }

  async function retry(profile: string, label: string, group: Group): Promise<void> {
    await pressRowButton(rows.row([profile, region, group, label]), 'Retry');
    await rows.row([profile, region, group, groups[group]]).waitFor();
    assert.equal(await rows.row([profile, region, group, label]).count(), 0);
  }

  for (const { given, profile, group, fault, ...said } of troubles) {
    it(`${given}: shows it at the node, does not affect the others, and recovers`, async () => {
      const { host } = new URL(simulator.url);
      const [label, next] = [said.label, said.next].map(words => words.replace('{host}', host)) as [string, string];
      simulator.faults.add({ ...fault, accessKeyId: key(profile) });
      const here = [profile, region];
      await rows.expand(here);
      // Opened, and not waited for yet: what hangs must not hold up the others.
      await rows
        .row([...here, group])
        .locator('.monaco-tl-twistie')
        .click();
      for (const other of Object.keys(groups) as Group[]) {
        if (other === group) continue;
        await rows.expand([...here, other]);
        await rows.row([...here, other, groups[other]]).waitFor();
        await rows.collapse([...here, other]);
      }
      const problem = [...here, group, label];
      await rows.row(problem).waitFor();
      assert.equal(await rows.description(problem), next);
      assert.deepEqual(
        await rows
          .children([...here, group])
          .locator('.label-name')
          .allTextContents(),
        [label],
      );
      assert.deepEqual(await notifications(workbench.page).messages(), [], 'the row is enough');
      await expectHealthy();

      simulator.faults.clear();
      await retry(profile, label, group);
      await rows.collapse(here);
    });
  }

  it('shows more in the tooltip: the message of AWS and the request ID, but no keys', async () => {
    simulator.faults.add({
      operation: 'DescribeFleets',
      accessKeyId: key('denied'),
      outcome: error('AccessDeniedException', 'An administrator has said no to DENIED'),
    });
    const fleets = ['denied', region, 'Fleets'];
    await rows.expand(fleets);
    await rows.chooseMenu(fleets, 'Refresh');
    const problem = rows.row([...fleets, "Can't list Fleets: Access denied"]);
    await problem.waitFor();
    const words = await tooltipOf(workbench.page, problem);
    await screenshot(workbench.page, 'problem-tooltip');
    assert.match(words, /An administrator has said no to/);
    assert.match(words, /DescribeFleets, request ID [\w-]{36}/);
    assert.doesNotMatch(words, /DENIED/);
    simulator.faults.clear();
    assert.deepEqual((await rows.contextMenu([...fleets, "Can't list Fleets: Access denied"])).sort(), [
      'Copy IAM Statement',
      'Refresh',
      'Retry',
      'Show Log',
    ]);
    // What was listed before the failure is still good, and still there.
    await rows.row([...fleets, groups.Fleets]).waitFor();
    await rows.collapse(fleets.slice(0, 2));
  });

  describe('in the AWS files', () => {
    const files: readonly {
      given: string;
      profile: string;
      /** Those of the tests before, which are as they should be by now. */
      mended: readonly string[];
      write: () => Promise<void> | void;
      label: string;
      next: string | RegExp;
      tooltip: RegExp;
    }[] = [
      {
        given: 'a section that is not closed',
        profile: 'broken',
        mended: [],
        write: () => fs.appendFileSync(aws.configFile, '\n[profile broken\nregion = eu-west-1\n'),
        label: "Can't list Fleets: Configuration problem",
        next: /config, line \d+: the section header isn't closed\.$/,
        tooltip: /There is no profile "broken" in the AWS files\./,
      },
      {
        given: 'a profile that is not there',
        profile: 'missing',
        mended: ['broken'],
        write: () => aws.write(goodFiles('broken')),
        label: "Can't list Fleets: Configuration problem",
        next: 'Correct the AWS config file or the environment variables, then refresh.',
        tooltip: /There is no profile "missing" in the AWS files\./,
      },
      {
        given: 'an endpoint where nobody listens',
        profile: 'refused',
        mended: ['broken', 'missing'],
        write: async () =>
          aws.write({
            ...goodFiles('broken', 'missing'),
            refused: { ...good('refused'), endpointUrl: `http://127.0.0.1:${await closedPort()}` },
          }),
        label: "Can't list Fleets: Can't connect",
        next: 'Check the endpoint URL of profile "refused", then retry.',
        tooltip: /127\.0\.0\.1:\d+ refused the connection\./,
      },
    ];

    for (const { given, profile, mended, write, label, next, tooltip } of files) {
      it(`${given}: shows it at the node, and recovers by itself when the file is corrected`, async () => {
        await write();
        const fleets = [profile, region, 'Fleets'];
        const problem = [...fleets, label];
        await rows.expand(fleets);
        // The files are watched: a row that was made of what they said before is made anew.
        await rows.waitForDescription(problem, next);
        assert.match(await tooltipOf(workbench.page, rows.row(problem)), tooltip);
        await expectHealthy();
        aws.write(goodFiles(...mended, profile));
        await rows.row([...fleets, groups.Fleets]).waitFor();
        assert.equal(await rows.row(problem).count(), 0);
        await rows.collapse([profile, region]);
      });
    }
  });

  describe('in Regions', () => {
    it('a profile without a Region: says so, and offers to add one', async () => {
      assert.equal(await rows.description('homeless'), 'no Region selected');
      assert.ok((await rows.contextMenu('homeless')).includes('Add Region…'));
      assert.equal(await rows.children('homeless').count(), 0);
    });

    it('a Region that AWS denies: says so once, and what to do, and takes it back', async () => {
      const denied = ['denied', region];
      const outcome = error('AccessDeniedException', 'No');
      for (const operation of ['DescribeFleets', 'DescribeStacks', 'DescribeImageBuilders']) {
        simulator.faults.add({ operation, accessKeyId: key('denied'), outcome });
      }
      await rows.chooseMenu(denied, 'Refresh');
      await rows.waitForDescription(denied, '⚠ Access denied · Europe (Ireland)');
      await screenshot(workbench.page, 'region-denied');
      const words = await tooltipOf(workbench.page, rows.row(denied));
      assert.match(words, /AWS denies all 3 lists of this Region that were loaded\./);
      assert.match(words, /Check that profile "denied" is the right one/);
      await rows.chooseMenu(denied, 'Copy IAM Statement');
      assert.match(await copied(workbench.page, /DescribeImageBuilders/), /DescribeFleets[^]*DescribeStacks/);
      simulator.faults.clear();
      await rows.chooseMenu(denied, 'Refresh');
      await rows.waitForDescription(denied, 'Europe (Ireland)');
      await rows.collapse(denied);
    });

    it('an invalid Region: says so, and sends no request', async () => {
      const fleets = ['impossible', 'Mars West 1', 'Fleets'];
      await rows.expand(fleets);
      const problem = [...fleets, "Can't list Fleets: Configuration problem"];
      await rows.waitForDescription(problem, 'Choose another Region for profile "impossible".');
      assert.match(await tooltipOf(workbench.page, rows.row(problem)), /"Mars West 1" is not the name of a Region\./);
      assert.equal(asked.count(/.* IMPOSSIBLE/), 0);
      await rows.collapse('impossible');
      await expectHealthy();
    });

    it('a Region without AppStream: says so', async () => {
      // Here AWS itself would be asked. What becomes of that depends on the network: no such host, or no way to ask for it.
      aws.write({ ...goodFiles('broken', 'missing', 'refused'), nowhere: { accessKeyId: 'NOWHERE' } });
      const fleets = ['nowhere', 'xx-nowhere-9', 'Fleets'];
      await rows.expand(fleets);
      const problem = rows.children(fleets).first();
      await pressRowButton(problem, 'Retry'); // the file has just changed
      await problem.filter({ hasText: /Can't connect|No answer/ }).waitFor();
      assert.match(
        await problem.locator('.label-description').innerText(),
        /^(Check the name of the Region\.|Check your network and proxy, then retry\.|Retry\. If your network is slow)/,
      );
      await rows.collapse('nowhere');
      await expectHealthy();
    });
  });

  describe('in answers', () => {
    const fleets = [odd, region, 'Fleets'];

    beforeEach(() =>
      simulator.faults.add({
        operation: 'DescribeFleets',
        accessKeyId: key(odd),
        outcome: {
          kind: 'edit',
          edit: output => {
            const listed = output['Fleets'] as { Name: string }[];
            output['Fleets'] = [...listed.map(fleet => ({ ...fleet, ...oddFleets[fleet.Name] })), {}, { State: 17 }];
            output['Unheard'] = { of: true };
          },
        },
      }),
    );

    it('unknown states and members, and resources without a name: they are still listed', async () => {
      await rows.expand(fleets);
      assert.match(await rows.description([...fleets, 'gis-analysis']), /^HIBERNATING · 0\/5 in use$/);
      assert.match(await rows.description([...fleets, 'office-desktops']), /^RUNNING/);
      assert.equal(await rows.row([...fleets, 'Unreadable entry']).count(), 2);
      await screenshot(workbench.page, 'odd-fleets');
    });

    it('an unknown state: offers only actions that do not depend on the state', async () => {
      const offered = await rows.contextMenu([...fleets, 'gis-analysis']);
      for (const title of ['Start Fleet', 'Stop Fleet', 'Delete Fleet…']) {
        assert.ok(!offered.includes(title), offered.join());
      }
      assert.ok(offered.includes('View Details'), offered.join());
    });

    for (const [given, name, said] of [
      ['with markup in its name', hostile, 'onerror="window.pwned=1"'],
      ['with a mark that reverses what follows', reversed, reversed.replace('\u202E', '\uFFFD')],
    ] as const) {
      const label = plainText(name);
      it(`a resource ${given}: is shown as plain text`, async () => {
        const path = [...fleets, label];
        await rows.row(path).waitFor();
        assert.match(await rows.description(path), /^STOPPED/);
        const words = await tooltipOf(workbench.page, rows.row(path));
        await screenshot(workbench.page, `hostile ${given}`);
        assert.ok(words.includes(said), words);
        assert.ok(words.length < 3_000, `${words.length} characters`);
        await rows.chooseMenu(path, ['More', 'View as JSON']);
        await workbench.page.locator('.tab', { hasText: '(Fleet).json' }).waitFor();
        await rows.chooseMenu(path, ['Copy', 'Copy Name']);
        assert.equal(await copied(workbench.page, name as string), name);
        // Last, because its page describes it: AWS knows no fleet of this name, so its row goes.
        await rows.chooseMenu(path, 'View Details');
        const details = webview(workbench.page);
        await details.getByRole('heading', { level: 1 }).waitFor();
        assert.equal(await details.getByRole('heading', { level: 1 }).textContent(), label);
        assert.equal(await details.locator('img, main script').count(), 0);
        const alive = await workbench.page.evaluate(() => ({
          ran: 'pwned' in window,
          images: document.querySelectorAll('img[src=x], a[href^="command:workbench.action.closeWindow"]').length,
        }));
        assert.deepEqual(alive, { ran: false, images: 0 });
      });
    }
  });

  it('an action that AWS refuses: shows it at its node and in a message, and can be tried again', async () => {
    const fleet = ['healthy', region, 'Fleets', 'gis-analysis'];
    simulator.faults.add({
      operation: 'StartFleet',
      times: 1,
      outcome: error('LimitExceededException', 'You have no more instances of stream.memory.xlarge'),
    });
    await rows.expand(fleet.slice(0, -1));
    await rows.chooseMenu(fleet, 'Start Fleet');
    await rows.waitForDescription(fleet, /^STOPPED · ⚠ .* · Start Fleet failed/);
    await notifications(workbench.page).waitFor(
      /Start Fleet failed for gis-analysis: You have no more instances of stream.memory.xlarge. .*Request ID/,
    );
    await rows.chooseMenu(fleet, ['Errors', 'Retry']);
    await rows.waitForDescription(fleet, /^STARTING · ⚠ SUBNET_HAS_INSUFFICIENT_IP_ADDRESSES/); // AWS still answers this error
  });
});

/** A port on which nobody listens: one that was free a moment ago. */
async function closedPort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as net.AddressInfo;
  await new Promise(resolve => server.close(resolve));
  return port;
}
