// What an answer is without, and what can't be looked at: rows say so until it is known.
import { AppStream } from '@aws-sdk/client-appstream';

import { type Demo, production, startDemo } from '../support/demo';
import { command } from '../support/palette';
import { screenshot } from '../support/screenshot';
import { tree } from '../support/tree';
import { openExplorer, setTheme, startWorkbench, type Workbench } from '../support/workbench';

describe('Rows in an unknown state', () => {
  let demo: Demo;
  let workbench: Workbench;
  let rows: ReturnType<typeof tree>;
  let colleague: AppStream;
  const region = [production, 'eu-west-1'];
  const starting = [...region, 'Fleets', 'field-survey'];
  const missing = [...region, 'Stacks', 'gis'];

  before(async () => {
    demo = await startDemo(1);
    workbench = await startWorkbench({ aws: demo.aws, settings: demo.settings });
    colleague = new AppStream({
      endpoint: demo.simulator.url,
      region: 'eu-west-1',
      credentials: { accessKeyId: 'SANDBOXPRODUCTION', secretAccessKey: 'any' },
    });
    await colleague.startFleet({ Name: 'field-survey' });
    rows = tree(workbench.page);
    await openExplorer(workbench.page);
    await rows.expand([...region, 'Fleets']);
    await rows.expand([...region, 'Stacks']);
  });
  after(async () => {
    colleague?.destroy();
    await workbench?.close();
    await demo?.close();
  });

  it('say that they are no longer listed, or not checked since when and why', async () => {
    const denied = { kind: 'error', type: 'AccessDeniedException', message: 'You may not.', status: 400 } as const;
    await rows.waitForDescription(starting, /^STARTING/);
    demo.simulator.faults.add({
      operation: 'DescribeStacks',
      times: 1,
      outcome: { kind: 'change', at: 'Stacks[Name=gis]' },
    });
    await command(workbench.page, 'AppStream: Refresh All');
    await rows.waitForDescription(missing, /^no longer listed, checking again/);
    demo.simulator.faults.add({ operation: 'DescribeStacks', outcome: denied });
    demo.simulator.faults.add({ operation: 'DescribeFleets', outcome: denied });
    await rows.waitForDescription(starting, /^STARTING · ⚠ Access denied · not checked since/);
    await rows.waitForDescription(missing, /^no longer listed, checking again · ⚠ Access denied · not checked since/);
    for (const theme of ['light', 'dark'] as const) {
      await setTheme(workbench.page, theme);
      await screenshot(workbench.page, `not-known-${theme}`);
    }
  });

  it('are as before once the resource appears again', async () => {
    demo.simulator.faults.clear();
    await command(workbench.page, 'AppStream: Refresh All');
    await rows.waitForDescription(starting, /^STARTING(?!.*not seen)/);
    await rows.waitForDescription(missing, /^(?!.*(not listed|not seen))/);
  });
});
