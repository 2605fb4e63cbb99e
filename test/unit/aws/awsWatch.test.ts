import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';

import type { Watcher } from '../../../src/aws/watch';
import { watchAwsFiles } from '../../../src/aws/watch';
import type { AwsEnvironment } from '../../support/awsEnvironment';
import { isolateAws } from '../../support/awsEnvironment';
import { tokenFile, writeToken } from '../../support/signInWorld';

/** Writes as careful editors do: a new file takes the old one's place. */
function replaceFile(file: string, text: string): void {
  fs.writeFileSync(`${file}.new`, text);
  fs.renameSync(`${file}.new`, file);
}

describe('watching the AWS files', () => {
  let aws: AwsEnvironment;
  let watcher: Watcher | undefined;
  let told = 0;
  let tell: () => void = () => undefined;

  beforeEach(() => {
    aws = isolateAws();
    told = 0;
  });
  afterEach(() => {
    watcher?.close();
    aws.restore();
  });

  function watch(): void {
    watcher = watchAwsFiles(() => {
      told++;
      tell();
    });
  }

  /** Resolves when a change is told that was made by `work`: that it is told for the first time since. */
  async function toldOf(work: () => void): Promise<void> {
    const before = told;
    await new Promise<void>(resolve => {
      tell = resolve;
      work();
    });
    assert.equal(told, before + 1);
  }

  const changes: readonly { readonly given: string; readonly before?: () => void; readonly change: () => void }[] = [
    {
      given: 'a file that is written into',
      before: () => aws.write({ config: 'a' }),
      change: () => fs.appendFileSync(aws.configFile, 'b'),
    },
    {
      given: 'a file that is replaced',
      before: () => aws.write({ config: 'a' }),
      change: () => replaceFile(aws.configFile, 'b'),
    },
    { given: 'a file that was not there', change: () => fs.writeFileSync(aws.credentialsFile, 'a') },
    {
      given: 'a file that goes',
      before: () => aws.write({ credentials: 'a' }),
      change: () => fs.rmSync(aws.credentialsFile),
    },
    {
      given: 'a file that is a link to another place',
      before() {
        fs.mkdirSync(path.join(aws.home, 'dotfiles'));
        fs.writeFileSync(path.join(aws.home, 'dotfiles', 'aws'), 'a');
        fs.symlinkSync(path.join(aws.home, 'dotfiles', 'aws'), aws.configFile);
      },
      change: () => fs.appendFileSync(path.join(aws.home, 'dotfiles', 'aws'), 'b'),
    },
    {
      given: 'a first token, without any folder before',
      change: () => writeToken(aws.home, 'corp', { accessToken: 'a' }),
    },
    {
      given: 'a token that is replaced',
      before: () => writeToken(aws.home, 'corp', { accessToken: 'a' }),
      change: () => replaceFile(tokenFile(aws.home, 'corp'), '{}'),
    },
    {
      given: 'a token that goes',
      before: () => writeToken(aws.home, 'corp', { accessToken: 'a' }),
      change: () => fs.rmSync(tokenFile(aws.home, 'corp')),
    },
  ];
  for (const { given, before, change } of changes) {
    it(`given ${given}, reports a change`, async () => {
      before?.();
      watch();
      await toldOf(change);
    });
  }

  it('continues after the files are replaced and the token folder is created again', async () => {
    aws.write({ config: 'a' });
    writeToken(aws.home, 'corp', { accessToken: 'a' });
    watch();
    await toldOf(() => replaceFile(aws.configFile, 'b'));
    await toldOf(() => replaceFile(aws.configFile, 'c'));
    const folder = path.dirname(tokenFile(aws.home, 'corp'));
    await toldOf(() => fs.rmSync(folder, { recursive: true }));
    await toldOf(() => writeToken(aws.home, 'corp', { accessToken: 'b' }));
    await toldOf(() => writeToken(aws.home, 'corp', { accessToken: 'c' }));
  });

  it('reports several changes at once one time, and ignores other files beside them', async () => {
    aws.write({ config: 'a', credentials: 'a' });
    watch();
    fs.writeFileSync(path.join(aws.home, 'other'), 'a');
    await toldOf(() => aws.write({ config: 'b', credentials: 'b' }));
    assert.equal(told, 1);
  });
});
