// What is made of images and image builders by forms, through to the simulator.
import * as assert from 'node:assert/strict';

import { type Demo, production, startDemo } from '../support/demo';
import { dialog, notifications } from '../support/messages';
import { command } from '../support/palette';
import { screenshot } from '../support/screenshot';
import { tree } from '../support/tree';
import { openExplorer, startWorkbench, webview, type Workbench } from '../support/workbench';

describe('Images in VS Code', () => {
  let demo: Demo;
  let workbench: Workbench;
  let rows: ReturnType<typeof tree>;
  const region = [production, 'eu-west-1'];
  const images = [...region, 'Images', 'Private'];
  const role = 'arn:aws:iam::123456789012:role/images';

  /** Opens a form by the menu, fills it and presses its button. */
  async function submit(
    path: readonly string[],
    menu: string | readonly string[],
    texts: Readonly<Record<string, string>>,
    button: string,
  ): Promise<ReturnType<typeof webview>> {
    await rows.chooseMenu(path, menu);
    const form = webview(workbench.page);
    await form.getByRole('button', { name: button, exact: true }).waitFor();
    for (const [name, text] of Object.entries(texts)) {
      const field = form
        .getByRole('textbox', { name, exact: true })
        .or(form.getByRole('combobox', { name, exact: true }));
      await field.fill(text);
    }
    await form.getByRole('button', { name: button, exact: true }).click();
    return form;
  }
  const asked = (operation: string): number =>
    demo.requests.filter(request => request === `${operation} eu-west-1 SANDBOXPRODUCTION`).length;

  before(async () => {
    demo = await startDemo();
    workbench = await startWorkbench({ aws: demo.aws, settings: demo.settings });
    rows = tree(workbench.page);
    await openExplorer(workbench.page);
    await rows.expand(images);
  });
  after(async () => {
    await workbench?.close();
    await demo?.close();
  });

  it('are copied within a Region, where they appear at once, and to another Region', async () => {
    const texts = { 'Destination Region': 'eu-west-1', 'Destination image name': 'cad-copy' };
    await submit([...images, 'hb-cad-2026-10'], 'Copy Image…', texts, 'Copy Image');
    await rows.waitForDescription([...images, 'cad-copy'], /COPYING|AVAILABLE/);
    await submit(
      [...images, 'hb-cad-2026-10'],
      'Copy Image…',
      { 'Destination Region': 'us-east-1', 'Destination image name': 'amazon-copy' },
      'Copy Image',
    ).then(async form => {
      await form
        .getByText(/must not begin with/)
        .first()
        .waitFor();
      await form.getByRole('textbox', { name: 'Destination image name' }).fill('cad-copy-abroad');
      await form.getByRole('button', { name: 'Copy Image', exact: true }).click();
    });
    await rows.collapse([...region, 'Images']);
    await rows.expand([production, 'us-east-1', 'Images', 'Private']);
    await rows.row([production, 'us-east-1', 'Images', 'Private', 'cad-copy-abroad']).waitFor();
    assert.equal(asked('CopyImage'), 2);
    await rows.collapse([production, 'us-east-1']);
    await rows.expand(images);
  });

  const said = (): ReturnType<typeof notifications> => notifications(workbench.page);
  const copyTo = async (region: string, name: string): Promise<void> => {
    const texts = { 'Destination Region': region, 'Destination image name': name };
    await submit([...images, 'hb-cad-2026-10'], 'Copy Image…', texts, 'Copy Image');
  };

  it('that were copied are told when they are AVAILABLE', async () => {
    await command(workbench.page, 'Notifications: Clear All Notifications');
    await copyTo('us-east-1', 'cad-followed');
    await said().waitFor('Image "cad-followed" is AVAILABLE in us-east-1.');
    await screenshot(workbench.page, 'image-copied');
  });

  it('that could not be copied are told, too', async () => {
    const edit = (output: Record<string, unknown>): void => {
      for (const image of (output['Images'] ?? []) as Record<string, unknown>[]) {
        if (image['Name'] === 'cad-failing') image['State'] = 'FAILED';
      }
    };
    demo.simulator.faults.add({ operation: 'DescribeImages', outcome: { kind: 'edit', edit } });
    await copyTo('us-east-1', 'cad-failing');
    await said().waitFor(/Image "cad-failing" (is FAILED in us-east-1|did not become AVAILABLE: it is FAILED)\./);
    demo.simulator.faults.clear();
  });

  it('that are copied to a Region that the view lacks are followed once it is added', async () => {
    await copyTo('eu-central-1', 'cad-elsewhere');
    const words = 'Image "cad-elsewhere" is being made in eu-central-1, which is not in the view.';
    await said().waitFor(words);
    await said().press(words, 'Add Region');
    await rows.row([production, 'eu-central-1']).waitFor();
    await said().press('Image "cad-elsewhere" is AVAILABLE in eu-central-1.', 'Reveal');
    await workbench.page.locator('.part.sidebar .monaco-list-row.selected', { hasText: 'cad-elsewhere' }).waitFor();
    await screenshot(workbench.page, 'image-revealed');
    await workbench.page.keyboard.press('Home'); // the rows above are out of sight
    await rows.row(images).waitFor();
  });

  it('are updated after a dry run, which says if there is nothing to update', async () => {
    const form = await submit(
      [...images, 'hb-cad-2026-10'],
      ['More', 'Create Updated Image…'],
      { 'New image name': 'cad-updated' },
      'Create Updated Image',
    );
    await form
      .getByText(/image "hb-cad-2026-10" is up to date/)
      .first()
      .waitFor();
    assert.equal(asked('CreateUpdatedImage'), 1, 'the dry run alone');
    await form.getByRole('button', { name: 'Cancel' }).click();
    await dialog(workbench.page).press('Discard');
    const texts = { 'New image name': 'office-updated' };
    await submit([...images, 'hb-office-2026-09'], ['More', 'Create Updated Image…'], texts, 'Create Updated Image');
    await rows.waitForDescription([...images, 'office-updated'], /PENDING|AVAILABLE/);
    assert.equal(asked('CreateUpdatedImage'), 3);
  });

  it('are imported after a dry run, and the new one is revealed and selected', async () => {
    const texts = { Name: 'imported', 'Source AMI ID': 'ami-0123456789abcdef0', 'IAM role ARN': role };
    await submit(images, 'Import Image…', texts, 'Import Image');
    await rows.waitForDescription([...images, 'imported'], /IMPORTING|AVAILABLE/);
    await workbench.page.locator('.part.sidebar .monaco-list-row.selected', { hasText: 'imported' }).waitFor();
    assert.equal(asked('CreateImportedImage'), 2);
    assert.ok(!(await rows.contextMenu([...region, 'Images', 'Public'])).includes('Import Image…'));
  });

  it('are shared with an account, which is then listed below them', async () => {
    await submit(
      [...images, 'hb-office-2026-09'],
      'Share Image…',
      { 'Shared account ID': '222233334444' },
      'Share Image',
    );
    await rows.expand([...images, 'hb-office-2026-09', 'Shared With']);
    await rows.waitForDescription([...images, 'hb-office-2026-09', 'Shared With', '222233334444'], 'fleets');
    assert.equal(asked('UpdateImagePermissions'), 1);
    await rows.collapse([...images, 'hb-office-2026-09']);
  });

  it('are exported as AMIs, and followed under Exports to EC2 until they are done', async () => {
    const texts = { 'AMI name': 'office-ami', 'IAM role ARN': role };
    await rows.expand([...region, 'Images', 'Exports to EC2']);
    await submit([...images, 'hb-office-2026-09'], ['More', 'Export Image to EC2…'], texts, 'Export Image');
    await rows.row([...region, 'Images', 'Exports to EC2', 'office-ami']).waitFor();
    await screenshot(workbench.page, 'image-export');
    await rows.waitForDescription([...region, 'Images', 'Exports to EC2', 'office-ami'], /COMPLETED · ami-/);
    assert.equal(asked('CreateExportImageTask'), 1);
    assert.ok(asked('ListExportImageTasks') >= 2);
    assert.ok(asked('GetExportImageTask') >= 1);
  });

  it('get software in an image builder', async () => {
    await rows.collapse([...region, 'Images']);
    const builder = [...region, 'Image Builders', 'office-builder'];
    await rows.expand([...region, 'Image Builders']);
    await rows.chooseMenu(builder, ['Associations', 'Associate Software…']);
    const form = webview(workbench.page);
    await form.getByRole('button', { name: 'Associate Software', exact: true }).waitFor();
    const field = form.getByRole('combobox').first();
    if (!(await field.isVisible())) await form.getByRole('button', { name: /^Add/ }).click();
    await field.fill('Microsoft_Visio_2024_LTSC_Professional_64Bit');
    await form.getByRole('button', { name: 'Associate Software', exact: true }).click();
    await rows.expand([...builder, 'License-Included Software']);
    await rows.waitForDescription(
      [...builder, 'License-Included Software', 'Microsoft Visio 2024 LTSC Professional 64Bit'],
      'STAGED_FOR_INSTALLATION',
    );
    assert.equal(asked('AssociateSoftwareToImageBuilder'), 1);
    assert.ok(asked('DescribeSoftwareAssociations') >= 1);
  });
});
