// A company's network, as the environment tells of it: the packaged extension gets out through its proxy, and trusts the
// certificates that the computer trusts.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';

import { type Simulator, startSimulator } from '../../src/simulator/simulator';
import { type AwsFiles, awsFiles } from '../support/awsFiles.mjs';
import { issue, makeIssuer } from '../support/certificates';
import { type LocalServer, type Proxy, startProxy, startTls } from '../support/proxy';
import { screenshot } from '../support/screenshot';
import { tree } from '../support/tree';
import { openExplorer, startWorkbench, type Workbench } from '../support/workbench';

const region = 'eu-west-1';
const host = 'appstream.test';
const credentials = 'ann:proxy-password';

describe("A company's network", () => {
  let simulator: Simulator;
  let secure: LocalServer;
  let proxy: Proxy;
  let aws: AwsFiles;

  before(async () => {
    const issuer = await makeIssuer();
    simulator = await startSimulator();
    secure = await startTls(await issue(issuer, host), Number(new URL(simulator.url).port));
    proxy = await startProxy({ to: secure.port, credentials });
    aws = awsFiles({ dev: { accessKeyId: 'NETWORK', region, endpointUrl: `https://${host}` } });
    fs.writeFileSync(company(), issuer.cert);
  });
  after(async () => {
    await proxy?.close();
    await secure?.close();
    await simulator?.close();
    aws?.remove();
  });

  const company = (): string => path.join(path.dirname(aws.configFile), 'company.pem');

  // The first is Node's own way, the second where VS Code looks for the certificates of a Linux system.
  const trust: { given: string; variable: string; linux?: true }[] = [
    { given: 'NODE_EXTRA_CA_CERTS', variable: 'NODE_EXTRA_CA_CERTS' },
    { given: "the system's certificates", variable: 'SSL_CERT_FILE', linux: true },
  ];
  for (const { given, variable, linux } of trust) {
    it(`is passed with HTTPS_PROXY and ${given}`, async function () {
      if (linux && process.platform !== 'linux') this.skip();
      const before = proxy.led.length;
      const workbench: Workbench = await startWorkbench({
        aws,
        settings: { 'appstream.connections': [{ profile: 'dev', regions: [region] }] },
        env: { HTTPS_PROXY: `http://${credentials}@127.0.0.1:${proxy.port}`, [variable]: company() },
      });
      try {
        const rows = tree(workbench.page);
        await openExplorer(workbench.page);
        await rows.expand(['dev', region, 'Fleets']);
        await rows.row(['dev', region, 'Fleets', 'office-desktops']).waitFor();
        assert.ok(proxy.led.slice(before).includes(`${host}:443`));
      } finally {
        await workbench.close();
      }
    });
  }

  it('is named as the cause if neither is set, without the password', async () => {
    const workbench = await startWorkbench({
      aws,
      settings: {
        'appstream.connections': [{ profile: 'dev', regions: [region] }],
        'http.proxy': `http://${credentials}@127.0.0.1:${proxy.port}`,
      },
    });
    try {
      const rows = tree(workbench.page);
      await openExplorer(workbench.page);
      await rows.expand(['dev', region, 'Fleets']);
      await rows.waitForDescription(['dev', region, 'Fleets', "Can't list Fleets: Can't connect"], /AWS_CA_BUNDLE/);
      await screenshot(workbench.page, 'network-certificate');
      assert.ok(!(await workbench.page.locator('body').innerText()).includes('proxy-password'));
    } finally {
      await workbench.close();
    }
  });
});
