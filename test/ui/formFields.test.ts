// Fields of every kind, filled in by pointer and keyboard in the real workbench, and what the service then has.
import * as assert from 'node:assert/strict';

import { AppStreamClient, DescribeFleetsCommand, DescribeStacksCommand } from '@aws-sdk/client-appstream';

import { type Demo, production, startDemo } from '../support/demo';
import { screenshot } from '../support/screenshot';
import { tree } from '../support/tree';
import { openExplorer, startWorkbench, webview, type Workbench } from '../support/workbench';

describe('The fields of forms in VS Code', () => {
  let demo: Demo;
  let workbench: Workbench;
  let rows: ReturnType<typeof tree>;
  let service: AppStreamClient;
  const region = [production, 'eu-west-1'];
  const at = (...path: string[]): string[] => [...region, ...path];
  const form = () => webview(workbench.page);
  const text = (name: string) =>
    form()
      .getByRole('textbox', { name, exact: true })
      .or(form().getByRole('combobox', { name, exact: true }));
  const press = (name: string): Promise<void> => form().getByRole('button', { name, exact: true }).click();
  const unfold = (title: string): Promise<void> => form().locator('summary', { hasText: title }).click();
  const flip = (name: string): Promise<void> => form().getByRole('switch', { name, exact: true }).click();
  const check = (name: string): Promise<void> => form().getByRole('checkbox', { name, exact: true }).click();

  async function choose(name: string, option: string): Promise<void> {
    const box = form().getByRole('combobox', { name, exact: true });
    await box.click();
    await box.getByRole('option', { name: option, exact: true }).click();
    await box.locator('.selectedValue', { hasText: option }).waitFor();
  }

  /** Adds an entry to a list and types it: the focus goes there. */
  async function add(list: string, entry: string): Promise<void> {
    await press(`Add: ${list}`);
    await form().locator(':focus').first().waitFor();
    await workbench.page.keyboard.type(entry);
  }

  before(async () => {
    demo = await startDemo(500);
    workbench = await startWorkbench({
      aws: demo.aws,
      settings: demo.settings,
      viewport: { width: 1280, height: 1400 },
    });
    service = new AppStreamClient({
      region: 'eu-west-1',
      endpoint: demo.simulator.url,
      credentials: { accessKeyId: 'SANDBOXPRODUCTION', secretAccessKey: 'none' },
    });
    rows = tree(workbench.page);
    await openExplorer(workbench.page);
    await rows.expand(region);
  });
  after(async () => {
    service?.destroy();
    await workbench?.close();
    await demo?.close();
  });

  async function stackNamed(name: string) {
    const { Stacks } = await service.send(new DescribeStacksCommand({ Names: [name] }));
    assert.ok(Stacks?.[0]);
    return Stacks[0];
  }

  it('of a stack are filled in: tags, storage, switches', async () => {
    await rows.expand(at('Stacks'));
    await rows.chooseMenu(at('Stacks'), 'Create Stack…');
    await text('Name').fill('all-fields');
    await press('Add: Tags');
    await text('Tags, entry 1: Key').fill('Department');
    await text('Tags, entry 1: Value').fill('Design');

    await unfold('Storage and settings');
    await check('Google Drive');
    await add('Domains', 'example.com');
    await check('Enabled');
    await text('Settings group').fill('shared');
    await screenshot(workbench.page, 'form-stack-storage');
    await unfold('Storage and settings');
    await form().locator('summary', { hasText: '2 set' }).waitFor();

    await unfold('User permissions');
    await flip('File upload');
    await text('Clipboard copy to local device: Maximum length').fill('500');
    await choose('Preferred protocol', 'UDP');
    await check('Enabled');
    await add('Allowed URLs', 'https://example.com/*');
    await screenshot(workbench.page, 'form-stack-switches');
    await unfold('User permissions');
  });

  it('of the same stack are filled in below, groups and choices, and it is created', async () => {
    await unfold('Access');
    await press('Add: Access endpoints');
    await choose('Endpoint type', 'STREAMING');
    await text('VPC endpoint ID').fill('vpce-0123456789abcdef0');
    await add('Embed host domains', 'portal.example.com');
    await add('Embed host domains', 'learn.example.com');
    await unfold('Access');

    await unfold('Agents');
    await flip('Computer vision');
    await choose('Screen resolution', 'W_1280xH_720');
    await choose('Screen image format', 'PNG');
    await press('Create Stack');
    await rows.row(at('Stacks', 'all-fields')).waitFor();
  });

  it('of the created stack have the entered values', async () => {
    const stack = await stackNamed('all-fields');
    assert.deepEqual(stack.StorageConnectors, [{ ConnectorType: 'GOOGLE_DRIVE', Domains: ['example.com'] }]);
    assert.deepEqual([stack.ApplicationSettings?.Enabled, stack.ApplicationSettings?.SettingsGroup], [true, 'shared']);
    const setting = (action: string) => stack.UserSettings?.find(({ Action }) => Action === action);
    assert.equal(stack.UserSettings?.length, 8);
    assert.equal(setting('FILE_UPLOAD')?.Permission, 'DISABLED');
    assert.equal(setting('FILE_DOWNLOAD')?.Permission, 'ENABLED');
    assert.deepEqual(setting('CLIPBOARD_COPY_TO_LOCAL_DEVICE')?.MaximumLength, 500);
    assert.deepEqual(stack.StreamingExperienceSettings, { PreferredProtocol: 'UDP' });
    assert.deepEqual(stack.ContentRedirection, {
      HostToClient: { Enabled: true, AllowedUrls: ['https://example.com/*'] },
    });
    assert.deepEqual(stack.AccessEndpoints, [{ EndpointType: 'STREAMING', VpceId: 'vpce-0123456789abcdef0' }]);
    assert.deepEqual(stack.EmbedHostDomains, ['portal.example.com', 'learn.example.com']);
    assert.deepEqual(stack.AgentAccessConfig?.Settings, [{ AgentAction: 'COMPUTER_VISION', Permission: 'ENABLED' }]);
    await rows.expand(at('Stacks', 'all-fields', 'Tags'));
    await rows.waitForDescription(at('Stacks', 'all-fields', 'Tags', 'Department'), 'Design');
  });

  it("of a stack's update show the current values, and one switch changes only itself", async () => {
    const before = await stackNamed('cad-contractors');
    await rows.chooseMenu(at('Stacks', 'cad-contractors'), 'Update Stack…');
    await unfold('User permissions');
    const download = form().getByRole('switch', { name: 'File download' });
    assert.equal(await download.getAttribute('aria-checked'), 'false');
    await download.focus();
    await workbench.page.keyboard.press('Space');
    await download.and(form().locator('[aria-checked=true]')).waitFor();
    await press('Update Stack');
    await form()
      .getByRole('heading', { name: /Update Stack/ })
      .waitFor({ state: 'detached' });
    const { UserSettings, ...rest } = await stackNamed('cad-contractors');
    assert.deepEqual(
      UserSettings,
      before.UserSettings?.map(setting =>
        setting.Action === 'FILE_DOWNLOAD' ? { ...setting, Permission: 'ENABLED' } : setting,
      ),
    );
    assert.deepEqual({ ...rest, UserSettings: before.UserSettings }, before);
    await rows.collapse(at('Stacks'));
  });

  it('of a RUNNING fleet are disabled with the reason if they need it stopped, and can be changed otherwise', async () => {
    const fleet = at('Fleets', 'office-desktops');
    await rows.expand(at('Fleets'));
    await rows.waitForDescription(fleet, /\/20 in use/);
    await rows.chooseMenu(fleet, 'Update Fleet…');
    const reason = 'You can change this only while the fleet is STOPPED.';
    const frame = (label: string) =>
      form()
        .locator('.field')
        .filter({ has: form().locator('> .label', { hasText: label }) });
    await frame('Instance type').getByText(reason).waitFor();
    assert.equal(await form().getByRole('combobox', { name: 'Instance type' }).isDisabled(), true);
    await unfold('Network');
    assert.equal(await frame('VPC').first().locator('.locked').count(), 1, 'said once for the group');
    assert.equal(await text('Subnet IDs, entry 1').isDisabled(), true);
    assert.equal(await form().getByRole('button', { name: 'Add: Subnet IDs' }).isDisabled(), true);
    await screenshot(workbench.page, 'form-running-fleet');
    await text('Desired instances').fill('21');
    await press('Update Fleet');
    await rows.waitForDescription(fleet, /\/21 in use/);
  });

  it('of an Elastic fleet are hidden if its type forbids them, show durations for numbers, and nest groups', async () => {
    await rows.chooseMenu(at('Fleets'), 'Create Fleet…');
    await text('Name').fill('elastic-by-form');
    await choose('Fleet type', 'ELASTIC');
    await form().getByRole('combobox', { name: 'Image', exact: true }).waitFor({ state: 'hidden' });
    // What was proposed gives way to the type.
    await text('Desired instances').waitFor({ state: 'hidden' });
    for (const section of ['Sessions', 'Network', 'Elastic']) await unfold(section);
    await choose('Platform', 'WINDOWS_SERVER_2019');
    await text('Max concurrent sessions').fill('7');
    await text('Idle disconnect timeout').fill('900');
    await form().getByText('seconds (15 min)').waitFor();
    await add('Subnet IDs', 'subnet-0a11b22c33d44e55f');
    await press('Create Fleet');
    await form()
      .getByText(/at least two subnets/)
      .first()
      .waitFor();
    await add('Subnet IDs', 'subnet-0b22c33d44e55f66a');
    await text('S3 bucket').fill('scripts');
    await text('S3 key').fill('session.zip');
    await screenshot(workbench.page, 'form-elastic-fleet');
    await press('Create Fleet');
    await rows.waitForDescription(at('Fleets', 'elastic-by-form'), /^STOPPED/);
    const { Fleets } = await service.send(new DescribeFleetsCommand({ Names: ['elastic-by-form'] }));
    assert.equal(Fleets?.[0]?.MaxConcurrentSessions, 7);
    assert.equal(Fleets?.[0]?.IdleDisconnectTimeoutInSeconds, 900);
    assert.deepEqual(Fleets?.[0]?.VpcConfig?.SubnetIds, ['subnet-0a11b22c33d44e55f', 'subnet-0b22c33d44e55f66a']);
    assert.deepEqual(Fleets?.[0]?.SessionScriptS3Location, { S3Bucket: 'scripts', S3Key: 'session.zip' });
    await rows.collapse(at('Fleets'));
  });

  it('of an image permission start with their flags on', async () => {
    const image = at('Images', 'Private', 'hb-cad-2026-10');
    const account = [...image, 'Shared With', '210987654321'];
    await rows.expand([...image, 'Shared With']);
    await rows.waitForDescription(account, 'fleets, image builders');
    await rows.chooseMenu(account, 'Change Image Permission…');
    const builders = form().getByRole('checkbox', { name: 'Can create image builders' });
    await builders.and(form().locator('[aria-checked=true]')).waitFor();
    await builders.click();
    await press('Change Permission');
    await rows.waitForDescription(account, /^fleets$/);
  });
});
