// What becomes of the sessions of profiles when the AWS files change, or what a profile's program prints.
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';

import type { Answer } from '../../support/awsServer';
import { failure } from '../../support/failure';
import { userWho } from '../../support/signInWorld';
import { useSignIn } from '../../support/useSignIn';
import { waitUntil } from '../../support/waitUntil';

describe('the sessions of profiles', () => {
  const { start, runtimeOf, passTime, list } = useSignIn();

  describe('after a change of the AWS files', () => {
    const two =
      '[profile one]\naws_access_key_id = AKIAONE\naws_secret_access_key = s\n' +
      '[profile two]\naws_access_key_id = AKIATWO\naws_secret_access_key = s\n' +
      '[profile role]\nrole_arn = arn:aws:iam::111122223333:role/Admin\nsource_profile = one\n';

    const changes: readonly { readonly given: string; readonly config: string; readonly drops: readonly string[] }[] = [
      { given: 'a comment', config: `# hello\n${two}`, drops: [] },
      { given: 'a profile that nobody has open', config: `${two}[profile three]\nregion = eu-west-1`, drops: [] },
      { given: "a profile's keys", config: two.replace('AKIATWO', 'AKIANEW'), drops: ['two'] },
      { given: "a source's keys", config: two.replace('AKIAONE', 'AKIANEW'), drops: ['one', 'role'] },
      { given: 'a profile that is gone', config: two.replace('profile two', 'profile 2'), drops: ['two'] },
    ];
    for (const { given, config, drops } of changes) {
      it(`given ${given}, reports ${drops.join(' and ') || 'nothing'} as changed, and no other profile`, async () => {
        const world = await start({ config: two });
        const { runtime, changed } = runtimeOf(userWho({}));
        for (const profile of ['one', 'two', 'role']) await list(runtime, profile);
        world.aws.write({ config });
        await runtime.reload();
        assert.deepEqual(changed, drops.length ? [{ kind: 'settings', profiles: drops }] : []);
      });
    }

    const indented = '[profile dev]\nregion = eu-west-1\n  aws_access_key_id = AKIADEV\n';
    const lines: readonly { readonly given: string; readonly before: string; readonly after: string }[] = [
      { given: 'a header that is not closed', before: two, after: `${two}[profile dev\n` },
      { given: 'a line that moves', before: two + indented, after: `${two}# hello\n${indented}` },
    ];
    for (const { given, before, after } of lines) {
      it(`given ${given}, reports the profile that has no credentials because of it, and then says which line it is`, async () => {
        const world = await start({ config: before });
        const { runtime, changed } = runtimeOf(userWho({}));
        await failure(list(runtime));
        world.aws.write({ config: after });
        await runtime.reload();
        assert.deepEqual(changed, [{ kind: 'settings', profiles: ['dev'] }]);
        const { nextStep } = await failure(list(runtime));
        const line = after.split('\n').findIndex(text => /profile dev$|^ /.test(text)) + 1;
        assert.match(nextStep, new RegExp(`config, line ${line}: `));
      });
    }

    it('is noticed without a request while the files are watched', async () => {
      const world = await start({ config: two });
      const { runtime, changed } = runtimeOf(userWho({}));
      for (const profile of ['one', 'two']) await list(runtime, profile);
      runtime.watch();
      world.aws.write({ config: two.replace('AKIATWO', 'AKIANEW') });
      await waitUntil('the change', () => changed.length, { every: 10 });
      assert.deepEqual(changed, [{ kind: 'settings', profiles: ['two'] }]);
    });

    it('looks up only the identities of the changed profiles', async () => {
      const world = await start({
        config: `${two}[profile other]\nrole_arn = arn:aws:iam::111122223333:role/Other\nsource_profile = two\n`,
      });
      const { runtime } = runtimeOf(userWho({}));
      await list(runtime, 'role');
      await list(runtime, 'other');
      world.aws.write({ config: fs.readFileSync(world.aws.configFile, 'utf8').replace('AKIAONE', 'AKIANEW') });
      await runtime.reload();
      await list(runtime, 'role');
      await list(runtime, 'other');
      assert.deepEqual(
        world.sts.calls.map(({ accessKeyId }) => accessKeyId),
        ['AKIAONE', 'AKIATWO', 'AKIANEW'],
      );
    });

    it("drops a late answer that belongs to the profile's old credentials", async () => {
      let release: (answer: Answer) => void = () => undefined;
      const held = new Promise<Answer>(resolve => (release = resolve));
      const world = await start({
        config: two,
        appstream: ({ accessKeyId }) => (accessKeyId === 'AKIAONE' ? held : { kind: 'ok', output: {} }),
      });
      const { runtime } = runtimeOf(userWho({}));
      const before = failure(list(runtime, 'one'));
      await world.appstream.arrived(1);
      world.aws.write({ config: two.replace('AKIAONE', 'AKIANEW') });
      await runtime.reload();
      assert.equal((await before).reason, 'cancelled');
      release({ kind: 'ok', output: { Fleets: [{ Name: 'of the old account' }] } });
      assert.deepEqual(await list(runtime, 'one'), { Fleets: [] });
    });

    it('reports a profile that leads to another account although the files are unchanged', async () => {
      const world = await start({ config: '' });
      const program = path.join(world.aws.home, 'process.js');
      const print = (account: string, expiration: Date): void => {
        const keys = {
          Version: 1,
          AccessKeyId: `ASIA${account}`,
          SecretAccessKey: 's',
          SessionToken: 't',
          AccountId: account,
        };
        fs.writeFileSync(
          program,
          `console.log(${JSON.stringify(JSON.stringify({ ...keys, Expiration: expiration }))})`,
        );
      };
      world.aws.write({ config: `[profile dev]\ncredential_process = "${process.execPath}" "${program}"` });
      const { runtime, changed } = runtimeOf(userWho({}));
      print('111122223333', new Date(Date.now() + 30_000));
      await list(runtime);
      passTime(60);
      print('222233334444', new Date(Date.now() + 3600_000));
      await failure(list(runtime));
      assert.deepEqual(changed, [{ kind: 'settings', profiles: ['dev'] }]);
      await list(runtime);
      assert.equal(world.appstream.received.at(-1)?.accessKeyId, 'ASIA222233334444');
    });
  });
});
