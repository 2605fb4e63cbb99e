// What starting, stopping and deleting do in each state of what can run: fleets, image builders and app block builders.
import * as assert from 'node:assert/strict';

import { durations } from '../../src/simulator/base/durations';
import { elasticFleetInput, fleetInput, useSimulator } from './simulatorFixture';

const builder = { InstanceType: 'stream.standard.medium', ImageName: fleetInput.ImageName };
const packer = {
  Platform: 'WINDOWS_SERVER_2019',
  InstanceType: 'stream.standard.medium',
  VpcConfig: { SubnetIds: ['subnet-1', 'subnet-2'] },
};
const block = { Name: 'block', PackagingType: 'APPSTREAM2', SourceS3Location: { S3Bucket: 'blocks' } };
const AppBlockArn = 'arn:aws:appstream:eu-west-1:123456789012:app-block/block';

type Verb = 'Start' | 'Stop' | 'Delete';
/** What a call does: the state that follows at once, or the exception. */
type Effect = string;

interface Machine {
  readonly kind: string;
  /** Completes the operations' names, and with an s the member of Describe. */
  readonly noun: string;
  readonly input: object;
  /** How each state is reached from the one after Create: calls, and seconds that pass. */
  readonly reach: Readonly<Record<string, readonly (Verb | 'Image' | 'Update' | number)[]>>;
  readonly effects: Readonly<Record<string, Readonly<Record<Verb, Effect>>>>;
  /** Where each transient state leads, and after how many seconds. */
  readonly leads: Readonly<Record<string, readonly [state: string, seconds: number]>>;
}

const forbidden = 'OperationNotPermittedException';
const used = 'ResourceInUseException';
const unavailable = 'ResourceNotAvailableException';
const gone = 'gone';

function likeFleets(kind: string, noun: string, input: object, [start, stop]: [number, number], busy: string): Machine {
  return {
    kind,
    noun,
    input,
    reach: { STOPPED: [], STARTING: ['Start'], RUNNING: ['Start', start], STOPPING: ['Start', start, 'Stop'] },
    effects: {
      STOPPED: { Start: 'STARTING', Stop: 'STOPPED', Delete: gone },
      STARTING: { Start: 'STARTING', Stop: 'STOPPING', Delete: busy },
      RUNNING: { Start: 'RUNNING', Stop: 'STOPPING', Delete: busy },
      STOPPING: { Start: forbidden, Stop: 'STOPPING', Delete: busy },
    },
    leads: { STARTING: ['RUNNING', start], STOPPING: ['STOPPED', stop] },
  };
}

const machines: readonly Machine[] = [
  likeFleets('A fleet', 'Fleet', fleetInput, [durations.fleetStart, durations.fleetStop], used),
  likeFleets('An Elastic fleet', 'Fleet', elasticFleetInput, [durations.elasticFleetStart, durations.fleetStop], used),
  likeFleets(
    'An app block builder',
    'AppBlockBuilder',
    packer,
    [durations.appBlockBuilderStart, durations.appBlockBuilderStop],
    forbidden,
  ),
  {
    kind: 'An image builder',
    noun: 'ImageBuilder',
    input: builder,
    reach: {
      PENDING: [],
      RUNNING: [durations.builderStart],
      STOPPING: [durations.builderStart, 'Stop'],
      STOPPED: [durations.builderStart, 'Stop', durations.builderStop],
      UPDATING_AGENT: [durations.builderStart, 'Stop', durations.builderStop, 'Update', durations.builderStart],
      SNAPSHOTTING: [durations.builderStart, 'Image'],
      DELETING: [durations.builderStart, 'Delete'],
    },
    effects: {
      PENDING: { Start: 'PENDING', Stop: forbidden, Delete: forbidden },
      UPDATING_AGENT: { Start: 'UPDATING_AGENT', Stop: forbidden, Delete: forbidden },
      RUNNING: { Start: 'RUNNING', Stop: 'STOPPING', Delete: 'DELETING' },
      STOPPING: { Start: unavailable, Stop: 'STOPPING', Delete: forbidden },
      STOPPED: { Start: 'PENDING', Stop: 'STOPPED', Delete: 'DELETING' },
      SNAPSHOTTING: { Start: unavailable, Stop: forbidden, Delete: forbidden },
      DELETING: { Start: unavailable, Stop: forbidden, Delete: forbidden },
    },
    leads: {
      PENDING: ['RUNNING', durations.builderStart],
      UPDATING_AGENT: ['RUNNING', durations.builderAgentUpdate],
      STOPPING: ['STOPPED', durations.builderStop],
      SNAPSHOTTING: ['STOPPING', durations.builderSnapshot],
      DELETING: [gone, durations.builderDelete],
    },
  },
];

for (const { kind, noun, input, reach, effects, leads } of machines) {
  describe(`${kind} that is started, stopped or deleted`, () => {
    const fixture = useSimulator({ seed: 'demo' });
    let count = 0;

    before(() => fixture.call('CreateAppBlock', block));

    async function state(Name: string): Promise<string> {
      try {
        const answer = await fixture.call(`Describe${noun}s`, { Names: [Name] });
        return (answer[`${noun}s`] as { State: string }[])[0]?.State ?? '';
      } catch (error) {
        assert.match((error as Error).message, new RegExp(`${Name} for account 123456789012 does not exist`));
        return gone;
      }
    }

    /** A new one that is in this state. */
    async function reached(wanted: string): Promise<string> {
      const Name = `one-${++count}`;
      await fixture.call(`Create${noun}`, { ...input, Name });
      if (noun === 'AppBlockBuilder') {
        await fixture.call('AssociateAppBlockBuilderAppBlock', { AppBlockBuilderName: Name, AppBlockArn });
      }
      for (const step of reach[wanted] ?? assert.fail(wanted)) {
        if (typeof step === 'number') {
          fixture.pass(step);
        } else if (step === 'Update') {
          await fixture.call('StartImageBuilder', { Name, AppstreamAgentVersion: 'LATEST' });
        } else if (step === 'Image') {
          const request = { builder: Name, name: `image-${count}` };
          fixture.simulator.createImageFromBuilder('SANDBOXPRODUCTION', 'eu-west-1', request);
        } else {
          await fixture.call(`${step}${noun}`, { Name });
        }
      }
      assert.equal(await state(Name), wanted);
      return Name;
    }

    for (const [before, calls] of Object.entries(effects)) {
      for (const [verb, effect] of Object.entries(calls)) {
        const isRefused = effect.endsWith('Exception');
        it(`${isRefused ? 'is refused' : `becomes ${effect}`}: ${verb} while ${before}`, async () => {
          const Name = await reached(before);
          if (noun === 'AppBlockBuilder' && effect === gone) {
            await fixture.call('DisassociateAppBlockBuilderAppBlock', { AppBlockBuilderName: Name, AppBlockArn });
          }
          if (isRefused) {
            await fixture.refuses(`${verb}${noun}`, { Name }, effect, new RegExp(`${Name}.* is ${before}`));
          } else {
            await fixture.call(`${verb}${noun}`, { Name });
          }
          assert.equal(await state(Name), isRefused ? before : effect);
        });
      }
    }

    for (const [before, [next, seconds]] of Object.entries(leads)) {
      it(`is ${before} for ${seconds} seconds and then ${next}, whatever is tried meanwhile`, async () => {
        const Name = await reached(before);
        fixture.pass(seconds - 1);
        for (const [verb, effect] of Object.entries(effects[before] ?? {})) {
          if (effect === before) await fixture.call(`${verb}${noun}`, { Name });
        }
        assert.equal(await state(Name), before);
        fixture.pass(1);
        assert.equal(await state(Name), next);
      });
    }
  });
}

describe('A fleet whose image is not there any more', () => {
  const fixture = useSimulator({ seed: 'demo' });
  const Name = 'shared';
  const ImageArn = 'arn:aws:appstream:eu-west-1:210987654321:image/dev-image';
  const owner = { accessKeyId: 'SANDBOXDEVELOPMENT' };
  const share = { Name: 'dev-image', SharedAccountId: '123456789012' };

  before(async () => {
    const imported = { SourceAmiId: 'ami-0123456789abcdef0', IamRoleArn: 'arn:aws:iam::210987654321:role/images' };
    await fixture.call('CreateImportedImage', { ...imported, Name: 'dev-image' }, owner);
    fixture.pass(durations.imageImport);
    await fixture.call('UpdateImagePermissions', { ...share, ImagePermissions: { allowFleet: true } }, owner);
    await fixture.call('CreateFleet', { ...fleetInput, Name, ImageName: undefined, ImageArn });
  });

  const start = (type: string, message: RegExp) => fixture.refuses('StartFleet', { Name }, type, message);

  it('does not start while the image may not be used for fleets', async () => {
    await fixture.call('UpdateImagePermissions', { ...share, ImagePermissions: { allowFleet: false } }, owner);
    await start('OperationNotPermittedException', /not shared for use with fleets/);
  });

  it('does not start once the image is not shared', async () => {
    await fixture.call('DeleteImagePermissions', share, owner);
    await start('ResourceNotFoundException', /dev-image/);
  });

  it('starts once it is shared again', async () => {
    await fixture.call('UpdateImagePermissions', { ...share, ImagePermissions: { allowFleet: true } }, owner);
    await fixture.call('StartFleet', { Name });
  });
});
