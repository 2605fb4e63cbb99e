// What Elastic fleets stream (applications, app blocks and their builders), and who of a stack sees what: by form and menu.
import * as assert from 'node:assert/strict';

import { type Demo, production, startDemo } from '../support/demo';
import { dialog, notifications } from '../support/messages';
import { quickInput } from '../support/palette';
import { screenshot } from '../support/screenshot';
import { type RowPath, tree } from '../support/tree';
import { waitUntil } from '../support/waitUntil';
import { openExplorer, startWorkbench, webview, type Workbench } from '../support/workbench';

describe('Applications, app blocks, entitlements and themes in VS Code', () => {
  let demo: Demo;
  let workbench: Workbench;
  let rows: ReturnType<typeof tree>;
  const region = [production, 'eu-west-1'];
  const at = (...path: string[]): string[] => [...region, ...path];
  const sent = (): (string | undefined)[] =>
    demo.requests.map(request => request.split(' ')[0]).filter(name => !/^(Describe|List|Get)/.test(name ?? ''));

  before(async () => {
    demo = await startDemo(500);
    workbench = await startWorkbench({
      aws: demo.aws,
      settings: demo.settings,
      viewport: { width: 1200, height: 1400 },
    });
    rows = tree(workbench.page);
    await openExplorer(workbench.page);
    await rows.expand(region);
  });
  after(async () => {
    await workbench?.close();
    await demo?.close();
  });
  beforeEach(() => void demo.requests.splice(0));

  /** Opens a form by a menu, fills in text fields by label (`S3 bucket 2` is the second of that label) and submits. */
  async function submit(row: RowPath, menu: string, button: string, fields: Record<string, string>): Promise<void> {
    await rows.chooseMenu(row, menu);
    const form = webview(workbench.page);
    await form.getByRole('button', { name: button, exact: true }).waitFor();
    for (const [label, value] of Object.entries(fields)) {
      const [, name = label, place = '1'] = /^(.*?) ?(\d)?$/.exec(label) ?? [];
      const field = form
        .getByRole('textbox', { name, exact: true })
        .or(form.getByRole('combobox', { name, exact: true }));
      await field.nth(Number(place) - 1).fill(value);
    }
    await form.getByRole('button', { name: button, exact: true }).click();
  }

  async function confirm(row: RowPath, menu: string, button: string): Promise<void> {
    await rows.chooseMenu(row, menu);
    await dialog(workbench.page).press(button);
  }

  it('an app block is created and deleted', async () => {
    await submit(at('App Blocks'), 'Create App Block…', 'Create App Block', {
      Name: 'ui-block',
      'S3 bucket 1': 'ui-bucket',
      'S3 key 1': 'block.vhdx',
      'S3 bucket 2': 'ui-bucket',
      'S3 key 2': 'mount.ps1',
      'Executable path': 'C:\\mount.exe',
      Timeout: '60',
    });
    await rows.row(at('App Blocks', 'ui-block')).waitFor();
    await confirm(at('App Blocks', 'ui-block'), 'Delete App Block…', 'Delete');
    await rows.row(at('App Blocks', 'ui-block')).waitFor({ state: 'detached' });
    assert.deepEqual(sent(), ['CreateAppBlock', 'DeleteAppBlock']);
    await rows.collapse(at('App Blocks'));
  });

  const builder = at('App Block Builders', 'ui-builder');
  const packager = at('App Block Builders', 'site-packager');

  it('an app block builder is created and updated', async () => {
    const { page } = workbench;
    await rows.expand(at('App Block Builders'));
    await rows.chooseMenu(at('App Block Builders'), 'Create App Block Builder…');
    const form = webview(page);
    await form.getByRole('textbox', { name: 'Name', exact: true }).fill('ui-builder');
    for (const [place, subnet] of ['subnet-0a11b22c33d44e55f', 'subnet-0b22c33d44e55f66a'].entries()) {
      await form.getByRole('button', { name: 'Add: Subnet IDs' }).click();
      await form.getByRole('combobox', { name: `Subnet IDs, entry ${place + 1}` }).fill(subnet);
    }
    await screenshot(page, 'form-create-app-block-builder');
    await form.getByRole('button', { name: 'Create App Block Builder', exact: true }).click();
    await rows.waitForDescription(builder, /^STOPPED/);
    await submit(builder, 'Update App Block Builder…', 'Update App Block Builder', {
      'Display name': 'Made by a form',
    });
    await waitUntil('the update', () => sent().includes('UpdateAppBlockBuilder'), { every: 20 });
    await rows.waitForDescription(builder, /^STOPPED/);
    assert.deepEqual(sent(), ['CreateAppBlockBuilder', 'UpdateAppBlockBuilder']);
  });

  it('an app block builder refuses to start without an app block; one with an app block starts, streams and stops', async () => {
    const { page } = workbench;
    await rows.chooseMenu(builder, 'Start App Block Builder');
    await notifications(page).waitFor(/has no app block. Associate one with it first/);
    await rows.chooseMenu(packager, 'Start App Block Builder');
    await rows.waitForDescription(packager, /^RUNNING/);
    await rows.chooseMenu(packager, 'Create App Block Builder Streaming URL…');
    await quickInput(page).waitForTitle(/site-packager/);
    await quickInput(page).accept();
    await quickInput(page).pick('Copy Streaming URL');
    await notifications(page).waitFor(/Streaming URL copied/);
    await rows.waitForDescription(packager, /^RUNNING/);
    await confirm(packager, 'Stop App Block Builder', 'Stop');
    await rows.waitForDescription(packager, /^STOPPED/);
    assert.deepEqual(
      new Set(sent()),
      new Set(['StartAppBlockBuilder', 'CreateAppBlockBuilderStreamingURL', 'StopAppBlockBuilder']),
    );
  });

  it('an app block moves from one builder to another, and its association is listed below both', async () => {
    const { page } = workbench;
    await rows.expand([...packager, 'Associated App Blocks']);
    await confirm([...packager, 'Associated App Blocks', 'site-reports'], 'Disassociate App Block…', 'Disassociate');
    await rows.row([...packager, 'Associated App Blocks', 'No associated app blocks']).waitFor();
    await rows.waitForDescription(builder, /^STOPPED/);
    await rows.chooseMenu(builder, ['More', 'Associate App Block…']);
    await quickInput(page).pick('site-reports');
    await rows.expand([...builder, 'Associated App Blocks']);
    await rows.row([...builder, 'Associated App Blocks', 'site-reports']).waitFor();
    // The same association stands below the app block.
    const builders = at('App Blocks', 'site-reports', 'Associated Builders');
    await rows.expand(builders);
    await confirm([...builders, 'ui-builder'], 'Disassociate App Block…', 'Disassociate');
    await rows.row([...builders, 'No associated builders']).waitFor();
    await rows.row([...builder, 'Associated App Blocks', 'No associated app blocks']).waitFor();
    await rows.collapse(at('App Blocks'));
    assert.deepEqual(
      new Set(sent()),
      new Set(['DisassociateAppBlockBuilderAppBlock', 'AssociateAppBlockBuilderAppBlock']),
    );
  });

  it('an app block builder is deleted', async () => {
    await confirm(builder, 'Delete App Block Builder…', 'Delete');
    await rows.row(builder).waitFor({ state: 'detached' });
    assert.deepEqual(sent(), ['DeleteAppBlockBuilder']);
    await rows.collapse(at('App Block Builders'));
  });

  it("an application is created from a suggested app block, is offered by a fleet, and then can't be deleted", async () => {
    const { page } = workbench;
    await rows.expand(at('Applications'));
    await rows.chooseMenu(at('Applications'), 'Create Application…');
    const form = webview(page);
    await form.getByRole('textbox', { name: 'Name', exact: true }).fill('ui-editor');
    await form.getByRole('combobox', { name: 'App block ARN', exact: true }).fill('site-rep');
    await form.getByRole('option', { name: /app-block\/site-reports/ }).click();
    await form.getByRole('textbox', { name: 'Launch path', exact: true }).fill('C:\\editor.exe');
    await form.getByRole('combobox', { name: 'S3 bucket', exact: true }).fill('ui-bucket');
    for (const name of ['WINDOWS_SERVER_2019', 'GENERAL_PURPOSE']) await form.getByRole('checkbox', { name }).click();
    await form.getByRole('button', { name: 'Create Application', exact: true }).click();
    // The service wants the key, as the documentation says; its model does not.
    const key = form.getByRole('textbox', { name: 'S3 key', exact: true });
    await key.and(form.locator('[aria-invalid="true"]')).waitFor();
    assert.deepEqual(sent(), []);
    await key.fill('icon.png');
    await form.getByRole('button', { name: 'Create Application', exact: true }).click();
    await rows.row(at('Applications', 'ui-editor')).waitFor();

    await rows.expand(at('Fleets'));
    const fleet = at('Fleets', 'site-apps');
    await rows.chooseMenu(fleet, ['Associations', 'Associate Application with Fleet…']);
    await quickInput(page).pick('ui-editor');
    await rows.expand(fleet);
    await rows.expand([...fleet, 'Applications']);
    await rows.row([...fleet, 'Applications', 'ui-editor']).waitFor();
    await rows.chooseMenu(at('Applications', 'ui-editor'), 'Delete Application…');
    await notifications(page).press(/Fleet site-apps is associated with the application/, 'Show Fleet site-apps');
    await rows.row([...at('Applications', 'ui-editor'), 'Elastic Fleets', 'site-apps']).waitFor();
    assert.deepEqual(sent(), ['CreateApplication', 'AssociateApplicationFleet']);
    await rows.collapse(at('Fleets'));
    await rows.collapse(at('Applications'));
  });

  it('an application is updated, removed from its fleet, offered again, and deleted', async () => {
    const { page } = workbench;
    const application = at('Applications', 'DrawingViewer');
    await rows.expand(at('Applications'));
    await submit(application, 'Update Application…', 'Update Application', { 'Display name': 'Viewer' });
    await rows.waitForDescription(application, /^Viewer/);
    await rows.expand([...application, 'Elastic Fleets']);
    await confirm(
      [...application, 'Elastic Fleets', 'site-apps'],
      'Disassociate Application from Fleet…',
      'Disassociate',
    );
    await rows.row([...application, 'Elastic Fleets', 'No Elastic fleets']).waitFor();
    await rows.chooseMenu(application, 'Associate Fleet with Application…');
    await quickInput(page).pick('site-apps');
    await rows.row([...application, 'Elastic Fleets', 'site-apps']).waitFor();
    await confirm(
      [...application, 'Elastic Fleets', 'site-apps'],
      'Disassociate Application from Fleet…',
      'Disassociate',
    );
    await rows.row([...application, 'Elastic Fleets', 'No Elastic fleets']).waitFor();
    await confirm(application, 'Delete Application…', 'Delete');
    await rows.row(application).waitFor({ state: 'detached' });
    assert.deepEqual(sent(), [
      'UpdateApplication',
      'DisassociateApplicationFleet',
      'AssociateApplicationFleet',
      'DisassociateApplicationFleet',
      'DeleteApplication',
    ]);
    await rows.collapse(at('Applications'));
  });

  it('an entitlement is created for a stack, shows an application, and is deleted', async () => {
    const { page } = workbench;
    const list = at('Stacks', 'gis', 'Entitlements');
    await rows.expand(at('Stacks', 'gis'));
    await rows.chooseMenu(list, 'Create Entitlement…');
    const form = webview(page);
    await form.getByRole('textbox', { name: 'Name', exact: true }).first().fill('ui-analysts');
    await form.getByRole('button', { name: 'Add: Attributes' }).click();
    await form.getByRole('combobox', { name: 'Name', exact: true }).click();
    await form.getByRole('option', { name: 'roles', exact: true }).click();
    await form.getByRole('textbox', { name: 'Value', exact: true }).fill('analyst');
    await form.getByRole('button', { name: 'Create Entitlement', exact: true }).click();
    const entitlement = [...list, 'ui-analysts'];
    await rows.row(entitlement).waitFor();
    await submit(entitlement, 'Update Entitlement…', 'Update Entitlement', { Description: 'By a form' });
    await rows.expand([...entitlement, 'Entitled Applications']);
    await rows.chooseMenu(entitlement, 'Add Application to Entitlement…');
    await quickInput(page).fill('QGIS');
    await quickInput(page).pick('QGIS');
    const application = [...entitlement, 'Entitled Applications', 'QGIS'];
    await rows.row(application).waitFor();
    await confirm(application, 'Remove Application from Entitlement…', 'Remove');
    await rows.row([...entitlement, 'Entitled Applications', 'No entitled applications']).waitFor();
    await confirm(entitlement, 'Delete Entitlement…', 'Delete');
    await rows.row([...list, 'No entitlements yet']).waitFor();
    assert.deepEqual(sent(), [
      'CreateEntitlement',
      'UpdateEntitlement',
      'AssociateApplicationToEntitlement',
      'DisassociateApplicationFromEntitlement',
      'DeleteEntitlement',
    ]);
  });

  it('a theme is created for a stack without one, updated, and deleted', async () => {
    const list = at('Stacks', 'gis', 'Theme');
    await rows.expand(at('Stacks', 'gis'));
    await rows.expand(list);
    await rows.row([...list, 'No theme yet']).waitFor();
    await rows.chooseMenu(list, 'Create Theme…');
    const form = webview(workbench.page);
    await form.getByRole('textbox', { name: 'Title text' }).fill('GIS');
    const styling = form.getByRole('combobox', { name: 'Theme styling' });
    await styling.click();
    await form.getByRole('option', { name: 'BLUE', exact: true }).click();
    for (const place of [0, 1]) {
      await form.getByRole('combobox', { name: 'S3 bucket', exact: true }).nth(place).fill('ui-bucket');
      await form.getByRole('textbox', { name: 'S3 key', exact: true }).nth(place).fill('logo.png');
    }
    await form.getByRole('button', { name: 'Create Theme', exact: true }).click();
    await rows.row([...list, 'GIS']).waitFor();
    assert.ok(!(await rows.contextMenu(list)).includes('Create Theme…'), 'a stack has one theme at most');
    await submit([...list, 'GIS'], 'Update Theme…', 'Update Theme', { 'Title text': 'GIS and maps' });
    await rows.row([...list, 'GIS and maps']).waitFor();
    await confirm([...list, 'GIS and maps'], 'Delete Theme…', 'Delete');
    await rows.row([...list, 'No theme yet']).waitFor();
    assert.deepEqual(sent(), ['CreateThemeForStack', 'UpdateThemeForStack', 'DeleteThemeForStack']);
  });

  it('a form shows the whole request, including what follows from its place in the tree', async () => {
    await rows.expand(at('Stacks', 'gis'));
    await rows.chooseMenu(at('Stacks', 'gis', 'Entitlements'), 'Create Entitlement…');
    const form = webview(workbench.page);
    await form.getByRole('textbox', { name: 'Name', exact: true }).fill('ui-shown');
    await form.getByRole('button', { name: 'Show Request', exact: true }).click();
    const shown = workbench.page.locator('.editor-instance .view-lines').filter({ hasText: 'ui-shown' });
    await shown.waitFor();
    // VS Code draws spaces as unbreakable ones, and breaks long lines.
    const text = (await shown.innerText()).replaceAll('\u00a0', ' ');
    assert.match(text, /"StackName": "gis"/);
    assert.match(text, /aws appstream create-entitlement .*"StackName":"gis"/s);
    assert.equal(await workbench.page.locator('.squiggly-error').count(), 0, 'a document without an error');
    assert.deepEqual(sent(), []);
  });
});
