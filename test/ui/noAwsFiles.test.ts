// A computer on which nobody has set up AWS yet, or not well.
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';

import { type AwsFiles, awsFiles } from '../support/awsFiles.mjs';
import { notifications } from '../support/messages';
import { command, quickInput } from '../support/palette';
import { screenshot } from '../support/screenshot';
import { openExplorer, startWorkbench, type Workbench } from '../support/workbench';

describe('Without usable AWS files', () => {
  let aws: AwsFiles;
  let workbench: Workbench;

  before(async () => {
    aws = awsFiles();
    fs.rmSync(aws.configFile);
    fs.rmSync(aws.credentialsFile);
    workbench = await startWorkbench({ aws });
    await openExplorer(workbench.page);
  });
  after(async () => {
    await workbench?.close();
    aws?.remove();
  });

  it('the view says so, and offers the sandbox', async () => {
    const welcome = workbench.page.locator('.welcome-view');
    await welcome.getByText('There are no AWS configuration files on this computer yet.').waitFor();
    await welcome.getByRole('button', { name: 'Open Sandbox' }).waitFor();
    await welcome.getByRole('button', { name: 'Add AWS Profile' }).waitFor();
  });

  it('the view names the files that it looked for when a profile is to be added', async () => {
    await workbench.page.locator('.welcome-view').getByRole('button', { name: 'Add AWS Profile' }).click();
    const input = quickInput(workbench.page);
    const placeholder = `No profiles in ${aws.configFile}, ${aws.credentialsFile}`;
    await input.input.and(workbench.page.getByPlaceholder(placeholder)).waitFor();
    await input.cancel();
  });

  it('the view says so if the files have no profile', async () => {
    fs.writeFileSync(aws.configFile, '# nothing yet\n');
    await command(workbench.page, 'Developer: Reload Window');
    await openExplorer(workbench.page);
    const welcome = workbench.page.locator('.welcome-view');
    await welcome.getByText('The AWS configuration files on this computer have no profile yet.').waitFor();
    await welcome.getByRole('button', { name: 'Open Sandbox' }).waitFor();
    await screenshot(workbench.page, 'welcome-empty-files');
  });

  it('the view names an unreadable line, but not its content', async () => {
    fs.writeFileSync(aws.credentialsFile, '[default\naws_secret_access_key = half-a-secret\n');
    await workbench.page.locator('.welcome-view').getByRole('button', { name: 'Add AWS Profile' }).click();
    const messages = notifications(workbench.page);
    await messages.waitFor(/credentials, line 1: the section header isn't closed\. Correct the AWS config file/);
    assert.doesNotMatch((await messages.messages()).join(), /half-a-secret/);
  });

  it('the view continues as soon as the file is corrected', async () => {
    aws.write({ default: { accessKeyId: 'MENDED', region: 'eu-west-1' } });
    await workbench.page.locator('.welcome-view').getByRole('button', { name: 'Add AWS Profile' }).click();
    await quickInput(workbench.page).entry('default').waitFor();
    await quickInput(workbench.page).cancel();
  });
});
