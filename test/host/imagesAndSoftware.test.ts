// What is done about images, the software of image builders and the instances of sessions, from the palette to the simulator.
import assert from 'node:assert/strict';

import * as vscode from 'vscode';

import type { ActingApi } from '../../src/api/types';
import type { Answer, Asked } from './prompts';
import { answering } from './prompts';
import { showAccount } from './world';

interface Case {
  readonly does: string;
  readonly command: string;
  /** What there has to be first. */
  readonly prepare?: (api: ActingApi) => Promise<unknown>;
  readonly answers: readonly Answer[];
  readonly sends: readonly string[];
  readonly look: (api: ActingApi) => Promise<unknown>;
  readonly sees: unknown;
  /** What the dialog before it says. */
  readonly warns: RegExp;
}

const visio = 'Microsoft_Visio_2024_LTSC_Professional_64Bit';

async function stageVisio(api: ActingApi): Promise<void> {
  await api.call('AssociateSoftwareToImageBuilder', { ImageBuilderName: 'office-builder', SoftwareNames: [visio] });
}
async function statusOfVisio(api: ActingApi): Promise<string | undefined> {
  const [builder] = (await api.call('DescribeImageBuilders', { Names: ['office-builder'] })).ImageBuilders ?? [];
  const { SoftwareAssociations } = await api.call('DescribeSoftwareAssociations', { AssociatedResource: builder?.Arn });
  return SoftwareAssociations?.find(({ SoftwareName }) => SoftwareName === visio)?.Status;
}

const cases: Case[] = [
  {
    does: 'ends the sharing of an image with an account',
    command: 'imagePermission.delete',
    answers: [{ pick: 'hb-cad-2026-10' }, { pick: '210987654321' }, { press: 'Stop Sharing' }],
    sends: ['DeleteImagePermissions'],
    look: async api =>
      (await api.call('DescribeImagePermissions', { Name: 'hb-cad-2026-10' })).SharedImagePermissionsList,
    sees: [],
    warns: /desired capacity of the other account's fleets on this image to 0/,
  },
  {
    does: 'deploys the staged software of an image builder',
    command: 'imageBuilder.deploySoftware',
    prepare: stageVisio,
    answers: [{ pick: 'office-builder' }, { press: 'Deploy' }],
    sends: ['AssociateSoftwareToImageBuilder', 'StartSoftwareDeploymentToImageBuilder'],
    look: statusOfVisio,
    sees: 'PENDING_INSTALLATION',
    warns: /must stay RUNNING/,
  },
  {
    does: 'takes staged software from an image builder',
    command: 'software.disassociate',
    prepare: stageVisio,
    answers: [
      { pick: 'Image Builders' },
      { pick: 'office-builder' },
      { pick: visio.replaceAll('_', ' ') },
      { press: 'Disassociate' },
    ],
    sends: ['AssociateSoftwareToImageBuilder', 'DisassociateSoftwareFromImageBuilder'],
    look: statusOfVisio,
    sees: undefined,
    warns: /next deployment/,
  },
  {
    does: "drains the instance of a multi-session fleet's session",
    command: 'session.drain',
    answers: [{ pick: 'training-lab' }, { pick: 'trainee-01' }, { press: 'Drain Instance' }],
    sends: ['DrainSessionInstance'],
    look: async api =>
      (
        await api.call('DescribeSessions', { StackName: 'training', FleetName: 'training-lab', UserId: 'trainee-01' })
      ).Sessions?.map(({ InstanceDrainStatus }) => InstanceDrainStatus),
    sees: ['DRAINING'],
    warns: /can't be undone/,
  },
];

function run(command: string, answers: readonly Answer[]): Promise<Asked[]> {
  return answering(answers, () => vscode.commands.executeCommand(`appstream.${command}`));
}

describe('from the Command Palette, the extension', () => {
  for (const { does, command, prepare, answers, sends, look, sees, warns } of cases) {
    it(`${does}, after a confirmation`, async () => {
      const account = await showAccount();
      await prepare?.(account.api);
      const cancelled = await run(command, [...answers.slice(0, -1), 'cancel']);
      assert.match(cancelled.at(-1)?.detail ?? '', warns);
      assert.equal(cancelled.at(-1)?.modal, true);
      assert.deepEqual(account.changes(), sends.slice(0, -1), 'nothing is done when it is cancelled');
      await run(command, answers);
      assert.deepEqual(account.changes(), sends);
      assert.deepEqual(await look(account.api), sees);
    });
  }

  it('does not offer to drain sessions of a fleet with one session per instance', async () => {
    await showAccount();
    const asked = await run('session.drain', [{ pick: 'cad-workstations' }, 'cancel']);
    assert.deepEqual(asked.at(-1)?.offers, []);
  });
});
