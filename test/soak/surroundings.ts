// What changes around the explorer: what the view shows, and what the AWS files say.
import type { Begun, Deed } from './deed';
import { beginSettling } from './user';
import type { OwnProfile, SoakWorld } from './world';
import { profiles, regions } from './world';

type Roots = Readonly<Record<string, readonly string[]>>;

/** Everything that there is to show. */
export const everything: Roots = Object.fromEntries(Object.keys(profiles).map(name => [name, regions]));

/** What the AWS files say instead, and for how long: it is undone after a while. */
const changes: readonly (readonly [says: string, Readonly<Record<string, OwnProfile>>, more?: string])[] = [
  ['the same files again', profiles],
  ['other keys', { ...profiles, branch: { accessKeyId: 'AKIASOAKOTHER' } }],
  ['another setting', { ...profiles, development: { ...profiles['development'], more: 'output = json' } }],
  ['one profile more', { ...profiles, further: { accessKeyId: 'AKIASOAKFURTHER' } }],
  ['a profile without keys', { ...profiles, branch: {} }],
  ['a profile less', { production: { accessKeyId: 'SANDBOXPRODUCTION' }, branch: { accessKeyId: 'AKIASOAKBRANCH' } }],
  ['a line that says nothing', profiles, 'aws_secret_access_key soakSecretInLine\n[profile half'],
  ['no profile', {}],
];

const later = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));

function begun(about: string, done: Promise<unknown> = Promise.resolve()): Begun {
  return { about, done };
}

export const surroundings: readonly Deed<SoakWorld>[] = [
  {
    weight: 3,
    says: 'change the AWS files',
    begin(world, random) {
      const [says, written, more] = random.pick(changes) ?? ['nothing', profiles];
      world.write(written, more);
      const undo = async (): Promise<void> => {
        await later(200 + random.below(800));
        world.write(profiles);
      };
      return begun(says, undo());
    },
  },
  {
    weight: 3,
    says: 'show something else',
    begin(world, random) {
      const roots = Object.fromEntries(
        Object.entries(everything)
          .map(([name, all]): [string, readonly string[]] => [name, all.filter(() => random.chance(0.8))])
          .filter(([, chosen]) => chosen.length),
      );
      world.show(roots);
      const back = async (): Promise<void> => {
        await later(random.below(1_500));
        world.show(everything);
      };
      return begun(JSON.stringify(roots), back());
    },
  },
  { weight: 2, says: 'read the AWS files anew', begin: ({ runtime }) => begun('the files', runtime.reload()) },
  {
    weight: 0.7,
    says: 'close the window and open another',
    begin(world, random) {
      // So that much is followed by then.
      const settling = beginSettling(world.explorer);
      const reopen = async (): Promise<void> => {
        await later(random.below(400));
        world.reopen();
        await Promise.all(settling);
      };
      return begun('everything', reopen());
    },
  },
  {
    weight: 0.5,
    says: 'forget all that is known of credentials',
    begin({ runtime }) {
      runtime.reset();
      return begun('the sessions');
    },
  },
];
