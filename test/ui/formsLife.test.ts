// What becomes of a form that is left, closed, reloaded or not answered, and forms that are opened from what there is.
import * as assert from 'node:assert/strict';

import { type Demo, production, startDemo } from '../support/demo';
import { dialog, notifications } from '../support/messages';
import { command, quickInput } from '../support/palette';
import { screenshot } from '../support/screenshot';
import { tree } from '../support/tree';
import { openExplorer, startWorkbench, webview, type Workbench } from '../support/workbench';

describe('A form in VS Code', () => {
  let demo: Demo;
  let workbench: Workbench;
  let rows: ReturnType<typeof tree>;
  const region = [production, 'eu-west-1'];
  const at = (...path: string[]): string[] => [...region, ...path];
  const form = () => webview(workbench.page);
  const field = (name: string) => form().getByRole('textbox', { name, exact: true });
  const press = (name: string): Promise<void> => form().getByRole('button', { name, exact: true }).click();
  const tab = (title: string) => workbench.page.getByRole('tab', { name: new RegExp(`^${title}`) });
  const sent = (): string[] =>
    demo.requests
      .map(request => request.split(' ')[0] ?? '')
      .filter(name => /^(Create|Update|Start|Stop|Batch)/.test(name));

  before(async () => {
    demo = await startDemo(500);
    workbench = await startWorkbench({
      aws: demo.aws,
      settings: { ...demo.settings, 'appstream.requestTimeout': 3 },
      viewport: { width: 1200, height: 1300 },
    });
    rows = tree(workbench.page);
    await openExplorer(workbench.page);
    await rows.expand(at('Stacks'));
  });
  after(async () => {
    await workbench?.close();
    await demo?.close();
  });
  beforeEach(() => void demo.requests.splice(0));
  afterEach(() => demo.simulator.faults.clear());

  async function openCreateStack(name: string): Promise<void> {
    await rows.chooseMenu(at('Stacks'), 'Create Stack…');
    await field('Name').fill(name);
    await tab('Create Stack ●').waitFor();
  }

  /** Submits the form of a stack. AWS makes the stack, but no answer comes, to the check neither. */
  async function createUnanswered(name: string): Promise<void> {
    demo.simulator.faults.add({ operation: 'CreateStack', times: 1, when: 'after', outcome: { kind: 'reset' } });
    demo.simulator.faults.add({ operation: 'DescribeStacks', outcome: { kind: 'reset' } });
    await openCreateStack(name);
    await press('Create Stack');
    await form()
      .getByText(/It's not known whether AWS did it/)
      .first()
      .waitFor({ timeout: 60_000 });
  }

  /** Users of the pool as the tree names them. */
  async function knownUsers(): Promise<string[]> {
    await rows.expand(at('Users'));
    const names = await rows.children(at('Users')).locator('.label-name').allTextContents();
    await rows.collapse(at('Users'));
    return names;
  }

  async function closeTab(title: string): Promise<void> {
    await tab(title).hover();
    await tab(title)
      .getByRole('button', { name: /^Close/ })
      .click();
  }

  it('asks before it discards what was entered, and can be opened again with it', async () => {
    await openCreateStack('kept-stack');
    await closeTab('Create Stack');
    assert.match(await dialog(workbench.page).text(), /Discard what you entered in "Create Stack"\?/);
    await screenshot(workbench.page, 'form-closing');
    await dialog(workbench.page).press('Keep Editing');
    await field('Name').waitFor();
    assert.equal(await field('Name').inputValue(), 'kept-stack');
    await press('Cancel');
    await dialog(workbench.page).press('Discard');
    await tab('Create Stack').waitFor({ state: 'hidden' });
    assert.deepEqual(sent(), []);
  });

  it('closes without a question if nothing was entered', async () => {
    await rows.chooseMenu(at('Stacks'), 'Create Stack…');
    await field('Name').waitFor();
    await closeTab('Create Stack');
    await tab('Create Stack').waitFor({ state: 'hidden' });
    assert.equal(await dialog(workbench.page).box.isVisible(), false);
  });

  it('keeps what was entered while its tab is hidden, including a password', async () => {
    await rows.chooseMenu(at('Directory Configs'), 'Create Directory Config…');
    await field('Directory name').fill('hidden.example.com');
    await field('Account password').fill('not-to-be-kept');
    await rows.expand(at('Stacks'));
    await rows.chooseMenu(at('Stacks', 'gis'), ['More', 'View as JSON']);
    await workbench.page.locator('.editor-instance .view-lines').first().waitFor();
    await tab('Create Directory Config').click();
    await field('Directory name').waitFor();
    assert.equal(await field('Directory name').inputValue(), 'hidden.example.com');
    assert.equal(await field('Account password').inputValue(), 'not-to-be-kept');
    await press('Cancel');
    await dialog(workbench.page).press('Discard');
    await tab('Create Directory Config').waitFor({ state: 'hidden' });
  });

  it('is restored after a reload of the window, with what was entered, and can be submitted', async () => {
    await openCreateStack('reloaded-stack');
    await command(workbench.page, 'Developer: Reload Window');
    await workbench.page.waitForEvent('load');
    await field('Name').waitFor();
    assert.equal(await field('Name').inputValue(), 'reloaded-stack');
    assert.deepEqual(sent(), []);
    await press('Create Stack');
    await openExplorer(workbench.page);
    await rows.row(at('Stacks', 'reloaded-stack')).waitFor();
    assert.deepEqual(sent(), ['CreateStack']);
  });

  it("is restored after the browser's F5, with the last input", async () => {
    await openCreateStack('refreshed-stack');
    // What a person has typed is written down by the time that a hand has reached F5.
    await workbench.page.waitForTimeout(1_000);
    await workbench.page.reload();
    await field('Name').waitFor();
    assert.equal(await field('Name').inputValue(), 'refreshed-stack');
    await press('Cancel');
    await dialog(workbench.page).press('Discard');
    await tab('Create Stack').waitFor({ state: 'hidden' });
    await openExplorer(workbench.page);
    await rows.expand(at('Stacks'));
  });

  it('creates a resource once if the answer was lost, and says that it was created', async () => {
    demo.simulator.faults.add({ operation: 'CreateStack', times: 1, when: 'after', outcome: { kind: 'reset' } });
    await openCreateStack('lost-answer');
    await press('Create Stack');
    await notifications(workbench.page).waitFor(
      /Stack "lost-answer": AWS's answer was lost, but a check shows that it was created/,
    );
    await rows.row(at('Stacks', 'lost-answer')).waitFor();
    await tab('Create Stack').waitFor({ state: 'hidden' });
  });

  it('creates a resource once if no answer came, checks fail, and the user submits again', async () => {
    const made = (): number => demo.simulator.executed('SANDBOXPRODUCTION').get('CreateStack') ?? 0;
    const before = made();
    await createUnanswered('no-answer');
    assert.equal(await field('Name').inputValue(), 'no-answer');
    demo.simulator.faults.clear();
    await press('Create Stack');
    await rows.row(at('Stacks', 'no-answer')).waitFor();
    assert.equal(made(), before + 1);
  });

  it('closes by itself when a later check shows that the resource was created', async () => {
    await createUnanswered('late-answer');
    demo.simulator.faults.clear();
    await notifications(workbench.page).waitFor(/Stack "late-answer": a check now shows that it was created/);
    await tab('Create Stack').waitFor({ state: 'hidden' });
    await rows.row(at('Stacks', 'late-answer')).waitFor();
  });

  it('opens with the values of a fleet, to create another one like it', async () => {
    await rows.collapse(at('Stacks'));
    await rows.expand(at('Fleets'));
    await rows.chooseMenu(at('Fleets', 'finance-desktops'), ['More', 'Duplicate…']);
    await form().getByRole('heading', { name: 'Duplicate finance-desktops' }).waitFor();
    assert.equal(await field('Name').inputValue(), 'finance-desktops-copy');
    await screenshot(workbench.page, 'form-duplicate');
    await press('Create Fleet');
    await rows.waitForDescription(at('Fleets', 'finance-desktops-copy'), /^STOPPED/);
    const key = 'SANDBOXPRODUCTION';
    assert.ok(demo.requests.includes(`ListTagsForResource eu-west-1 ${key}`), 'its tags are copied');
    await notifications(workbench.page).press(
      /^Fleet "finance-desktops-copy" was created\. It is STOPPED/,
      'Start Fleet',
    );
    await rows.waitForDescription(at('Fleets', 'finance-desktops-copy'), /^RUNNING/);
    await notifications(workbench.page).waitFor(/^Start Fleet: finance-desktops-copy: done/);
    await command(workbench.page, 'Notifications: Clear All Notifications');
    assert.deepEqual(sent(), ['CreateFleet', 'StartFleet']);
  });

  const fleet = at('Fleets', 'cad-workstations');
  const plan = 'Stop, Update and Start Again: cad-workstations';
  const stopped = new RegExp(`^${plan} has stopped: `);
  const instanceTypeField = () => form().getByRole('combobox', { name: 'Instance type', exact: true });

  it('offers to stop, update and start again a running fleet, and names the sessions that end', async () => {
    await rows.collapse(at('Stacks'));
    await rows.expand(at('Fleets'));
    await rows.chooseMenu(fleet, 'Update Fleet…');
    await instanceTypeField().waitFor();
    assert.equal(await instanceTypeField().isDisabled(), true);
    await press('Unlock All Fields');
    await form().getByRole('button', { name: 'Stop, Update and Start Again', exact: true }).waitFor();
    await screenshot(workbench.page, 'form-unlocked');
    await instanceTypeField().fill('stream.graphics.g5.4xlarge');
    await press('Stop, Update and Start Again');
    const words = await dialog(workbench.page).text();
    assert.match(words, /Stop fleet cad-workstations, update it and start it again\?/);
    assert.match(words, /Sessions that end: \d+\s+\S+ · /);
    assert.match(words, /\S+@haldenbrook\.example · /, 'people by their names');
    assert.doesNotMatch(words, /[0-9a-f]{8}-[0-9a-f]{4}-/, 'no ids of sessions');
    await screenshot(workbench.page, 'form-plan');
    assert.match(words, /2\. Update Fleet: cad-workstations \(Instance type: stream\.graphics\.g5\.4xlarge\)/);
    const outcome = { kind: 'error', type: 'InvalidParameterCombinationException', message: 'Not with this' } as const;
    demo.simulator.faults.add({ operation: 'UpdateFleet', times: 1, outcome });
    await dialog(workbench.page).press('Stop, Update and Start Again');
    await tab('Update Fleet').waitFor({ state: 'hidden' });
    await notifications(workbench.page).waitFor(stopped);
    await rows.waitForDescription(fleet, /^STOPPED/);
    await screenshot(workbench.page, 'form-plan-stopped');
    assert.deepEqual(sent(), ['StopFleet', 'UpdateFleet']);
  });

  it('opens the form again when AWS has refused the update, and the plan goes on from there', async () => {
    const { page } = workbench;
    await notifications(page).press(stopped, 'Open Form');
    await instanceTypeField().waitFor();
    assert.equal(await instanceTypeField().inputValue(), 'stream.graphics.g5.4xlarge');
    await screenshot(page, 'form-plan-again');
    assert.equal(await form().getByText('Changed in AWS since').count(), 0, 'nobody else has changed it');
    await press('Update Fleet');
    await notifications(page).press(new RegExp(`^${plan} can go on`), 'Go On');
    await notifications(page).waitFor(new RegExp(`^${plan}: done`));
    await rows.waitForDescription(fleet, /^RUNNING/);
    assert.deepEqual(sent(), ['UpdateFleet', 'StartFleet']);
  });

  it('creates a streaming URL with all options, and keeps its user out of drafts', async () => {
    await rows.collapse(at('Fleets'));
    await rows.expand(at('Stacks'));
    await rows.chooseMenu(at('Stacks', 'cad'), ['More', 'Create Streaming URL with All Options…']);
    await field('User ID').fill('jane');
    await field('Validity').fill('120');
    await press('Create Streaming URL');
    await quickInput(workbench.page).pick('Copy Streaming URL');
    await notifications(workbench.page).waitFor(/Streaming URL copied/);
    assert.deepEqual(sent(), ['CreateStreamingURL']);
  });

  it('associates users in bulk, and shows failures at their rows', async () => {
    await rows.chooseMenu(at('Stacks', 'cad'), ['Associations', 'Associate Users in Bulk…']);
    const user = (place: number) =>
      form()
        .getByRole('combobox', { name: 'E-mail address', exact: true })
        .nth(place - 1);
    const users = await knownUsers();
    const pasted = [users[0], 'nobody@example.com', users[1]];
    await user(1).click();
    await workbench.page.evaluate(text => navigator.clipboard.writeText(text), pasted.join('\n'));
    await workbench.page.keyboard.press('ControlOrMeta+V');
    await user(3).waitFor();
    assert.deepEqual(await Promise.all([1, 2, 3].map(place => user(place).inputValue())), pasted);
    await press('Associate Users');
    await form()
      .getByText(/1 of 3 couldn't be associated. The others are associated/)
      .waitFor();
    const wrong = form().locator('.problem:visible');
    assert.match(await wrong.innerText(), /The user pool has no user with this name/);
    assert.equal(await user(2).getAttribute('aria-invalid'), 'true');
    await screenshot(workbench.page, 'form-bulk');
    assert.deepEqual(sent(), ['BatchAssociateUserStack']);
    await form().getByRole('button', { name: 'Remove Users, entry 3', exact: true }).click();
    await press('Associate Users');
    await tab('Associate Users in Bulk').waitFor({ state: 'hidden' });
    assert.deepEqual(sent(), ['BatchAssociateUserStack', 'BatchAssociateUserStack']);
  });
});
