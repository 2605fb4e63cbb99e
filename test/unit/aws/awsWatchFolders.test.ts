// Which folders are watched for changes of the AWS files, and which events count. The file system and the clock say only what
// the test says, so that a test can also prove that nothing happens.
import * as assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import fs from 'node:fs';
import * as path from 'node:path';

import type { Watcher } from '../../../src/aws/watch';
import { watchAwsFiles } from '../../../src/aws/watch';
import type { AwsEnvironment } from '../../support/awsEnvironment';
import { isolateAws } from '../../support/awsEnvironment';

/** A folder that is watched, and how the file system reports an event in it. */
interface Watched {
  readonly folder: string;
  readonly options: unknown;
  readonly report: (event: string, name: string | null) => void;
  readonly fail: () => void;
}

describe('The folders of the AWS files', () => {
  let aws: AwsEnvironment;
  let watcher: Watcher;
  let reports: number;
  let refused: string | undefined;
  const watched: Watched[] = [];
  const timers = new Map<object, { readonly run: () => void; readonly delay: number }>();
  const real = { watch: fs.watch, setTimeout, clearTimeout };

  beforeEach(() => {
    aws = isolateAws();
    reports = 0;
    refused = undefined;
    watched.length = 0;
    timers.clear();
    fs.watch = ((folder: string, options: unknown, report: Watched['report']) => {
      if (folder === refused) throw new Error('no watching here');
      const watcher = Object.assign(new EventEmitter(), {
        close: () => void watched.splice(watched.indexOf(entry), 1),
      });
      const entry = { folder, options, report, fail: () => watcher.emit('error', new Error('gone')) };
      watched.push(entry);
      return watcher;
    }) as unknown as typeof fs.watch;
    globalThis.setTimeout = ((run: () => void, delay: number) => {
      const timer = { unref: () => timer };
      timers.set(timer, { run, delay });
      return timer;
    }) as unknown as typeof setTimeout;
    globalThis.clearTimeout = timer => timers.delete(timer as object);
  });
  afterEach(() => {
    watcher.close();
    fs.watch = real.watch;
    globalThis.setTimeout = real.setTimeout;
    globalThis.clearTimeout = real.clearTimeout;
    aws.restore();
  });

  const cache = (): string => path.join(aws.home, '.aws', 'sso', 'cache');
  const folders = (): string[] => watched.map(({ folder }) => path.relative(aws.home, folder) || 'HOME').sort();
  const inFolder = (folder: string): Watched => {
    const found = watched.find(each => each.folder === folder);
    assert.ok(found, `${folder} is watched`);
    return found;
  };
  function start(): void {
    watcher = watchAwsFiles(() => void reports++);
  }
  /** Lets the time pass that a report waits for. */
  function passTime(): void {
    const due = [...timers.values()];
    timers.clear();
    for (const { run } of due) run();
  }

  it('are watched without keeping the program running', () => {
    start();
    assert.deepEqual(
      watched.map(({ folder, options }) => [folder, options]),
      [[aws.home, { persistent: false }]],
    );
  });

  it('are the folder of the files and that of the tokens, in which every file counts', () => {
    fs.mkdirSync(cache(), { recursive: true });
    start();
    assert.deepEqual(folders(), [path.join('.aws', 'sso', 'cache'), 'HOME']);
    inFolder(cache()).report('change', 'any.json');
    assert.equal(timers.size, 1);
  });

  it('are the nearest folder above for tokens that have no folder yet', () => {
    fs.mkdirSync(path.join(aws.home, '.aws', 'sso'), { recursive: true });
    start();
    assert.deepEqual(folders(), [path.join('.aws', 'sso'), 'HOME']);
    inFolder(path.join(aws.home, '.aws', 'sso')).report('rename', 'other');
    assert.equal(timers.size, 0);
    inFolder(path.join(aws.home, '.aws', 'sso')).report('rename', 'cache');
    assert.equal(timers.size, 1);
  });

  const events: readonly (readonly [what: string, name: () => string | null, counts: boolean])[] = [
    ['the config file', () => 'config', true],
    ['the credentials file', () => 'credentials', true],
    ['the folder that leads to the tokens', () => '.aws', true],
    ['the folder itself', () => path.basename(aws.home), true],
    ['an unknown file', () => null, true],
    ['another file', () => 'other', false],
    ['a file with a longer name', () => 'config.new', false],
  ];
  for (const [what, name, counts] of events) {
    it(`${counts ? 'report' : 'ignore'} an event of ${what}`, () => {
      start();
      inFolder(aws.home).report('change', name());
      assert.deepEqual(
        [...timers.values()].map(({ delay }) => delay),
        counts ? [100] : [],
      );
      passTime();
      assert.equal(reports, counts ? 1 : 0);
    });
  }

  it('report several events in a short time once, after the last one', () => {
    start();
    inFolder(aws.home).report('change', 'config');
    const [first] = timers.keys();
    inFolder(aws.home).report('change', 'credentials');
    assert.equal(timers.size, 1);
    assert.ok(first && !timers.has(first), 'the time begins again');
    passTime();
    assert.equal(reports, 1);
  });

  it('are watched on, without a gap, if they are the same after an event', () => {
    fs.mkdirSync(cache(), { recursive: true });
    start();
    const before = [...watched];
    inFolder(aws.home).report('change', 'config');
    passTime();
    assert.deepEqual(watched, before);
  });

  it('are others once the folder of the tokens exists', () => {
    start();
    const [before] = watched;
    fs.mkdirSync(cache(), { recursive: true });
    inFolder(aws.home).report('rename', '.aws');
    passTime();
    assert.deepEqual(folders(), [path.join('.aws', 'sso', 'cache'), 'HOME']);
    assert.notEqual(inFolder(aws.home), before, 'its names are others');
    inFolder(aws.home).report('rename', '.aws');
    assert.equal(timers.size, 0, 'the folder of the tokens is watched itself');
  });

  it('are watched anew if one was replaced by another of the same name', () => {
    fs.mkdirSync(cache(), { recursive: true });
    start();
    const before = inFolder(cache());
    fs.mkdirSync(`${cache()}.new`);
    fs.rmdirSync(cache());
    fs.renameSync(`${cache()}.new`, cache());
    before.report('rename', path.basename(cache()));
    passTime();
    assert.notEqual(inFolder(cache()), before);
    assert.equal(watched.length, 2);
  });

  it('are no longer watched when they are gone', () => {
    fs.mkdirSync(cache(), { recursive: true });
    start();
    fs.rmSync(path.join(aws.home, '.aws'), { recursive: true });
    inFolder(cache()).report('rename', null);
    passTime();
    assert.deepEqual(folders(), ['HOME']);
  });

  it('report an error of the file system as a change', () => {
    start();
    inFolder(aws.home).fail();
    passTime();
    assert.equal(reports, 1);
  });

  it('that can not be watched leave the others watched, and are tried again later', () => {
    fs.mkdirSync(cache(), { recursive: true });
    refused = aws.home;
    start();
    assert.deepEqual(folders(), [path.join('.aws', 'sso', 'cache')]);
    refused = undefined;
    inFolder(cache()).report('change', 'a.json');
    passTime();
    assert.deepEqual(folders(), [path.join('.aws', 'sso', 'cache'), 'HOME']);
  });

  it("count the file's own folder and that of the file that it links to", () => {
    fs.mkdirSync(path.join(aws.home, 'dotfiles'));
    fs.writeFileSync(path.join(aws.home, 'dotfiles', 'aws'), '');
    fs.symlinkSync(path.join(aws.home, 'dotfiles', 'aws'), aws.configFile);
    start();
    // The home folder of a Mac is reached through a link, too.
    const linked = fs.realpathSync(path.join(aws.home, 'dotfiles'));
    inFolder(linked).report('change', 'config');
    assert.equal(timers.size, 0);
    inFolder(linked).report('change', 'aws');
    inFolder(aws.home).report('change', 'config');
    assert.equal(timers.size, 1);
  });

  it('count all files if the AWS files stand among the tokens', () => {
    fs.mkdirSync(cache(), { recursive: true });
    aws.set({ AWS_CONFIG_FILE: path.join(cache(), 'config') });
    start();
    inFolder(cache()).report('change', 'any.json');
    assert.equal(timers.size, 1);
  });

  it('are forgotten when the watcher is closed, with the report that waits', () => {
    fs.mkdirSync(cache(), { recursive: true });
    start();
    inFolder(aws.home).report('change', 'config');
    watcher.close();
    assert.deepEqual([watched, timers.size], [[], 0]);
  });
});
