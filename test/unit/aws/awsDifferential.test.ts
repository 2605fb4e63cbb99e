// What the AWS files come to here, beside what they come to for the AWS CLI: whose credentials a profile has, its Region and
// its endpoint. The CLI's answers are recorded with botocore (awsDifferential/record.py); no Python is needed here.
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

import { isApiError } from '../../../src/api/core/errors';
import type { ConfigFiles } from '../../../src/aws/configFiles';
import { readConfigFiles } from '../../../src/aws/configFiles';
import { profileConnection } from '../../../src/aws/connection';
import { endpointOf } from '../../../src/aws/endpoint';
import { expandPath } from '../../../src/aws/filePaths';
import { variantOf } from '../../../src/aws/flags';
import { profilesOf } from '../../../src/aws/profiles';
import { splitShellWords } from '../../../src/aws/sectionHeader';
import type { Role, Source } from '../../../src/aws/sources';
import { sourceOf } from '../../../src/aws/sources';
import { findRoot } from '../../../tools/root.mjs';

interface FileCase {
  readonly given: string;
  /** Lines, or the whole text where line ends matter. Without it there is no such file. */
  readonly config?: string | readonly string[];
  readonly credentials?: string | readonly string[];
  /** Where the file is, from the home folder; without it, where it is by default. */
  readonly configAt?: string;
  readonly credentialsAt?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly profile: string;
  /** Why ours is not the CLI's answer, and in what it is another. */
  readonly why?: string;
  readonly ours?: Answer;
}

interface Answer {
  readonly profiles?: readonly string[];
  /** What AWS_PROFILE and its like come to, where the environment is part of the case. */
  readonly preferred?: string;
  readonly region?: string | null;
  readonly fips?: boolean;
  readonly dualstack?: boolean;
  readonly endpoint?: string | null | { readonly refused: string };
  /** Whose credentials, in one line. */
  readonly who?: string | null;
  readonly refused?: string | null;
  /** The CLI reads nothing of the file. */
  readonly file?: string;
}

const folder = path.join(findRoot(), 'test', 'unit', 'aws', 'awsDifferential');
const readJson = <T>(name: string): T => JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8')) as T;
const cases = readJson<{
  files: FileCase[];
  paths: { given: string; platform: NodeJS.Platform; path: string; env: Record<string, string> }[];
}>('cases.json');
const recorded = readJson<{ botocore: string; files: Record<string, Answer>; paths: Record<string, string> }>(
  'answers.json',
);

function roleWords({ roleArn, sessionName, externalId, mfaSerial, duration }: Role): string {
  const all = { session: sessionName, externalId, mfa: mfaSerial, duration };
  const given = Object.entries(all).filter(([, value]) => value !== undefined);
  return [roleArn, ...given.map(([key, value]) => `${key}=${value}`)].join(' ');
}

/** A source in the words that the recorded answers have. */
function whoIs(source: Source, files: ConfigFiles): string {
  const section = files.profiles.get(source.profile) ?? {};
  switch (source.kind) {
    case 'keys':
      return `keys ${source.accessKeyId}${source.sessionToken ? ' with token' : ''}`;
    case 'role':
      return `role ${roleWords(source)} from ${whoIs(source.from, files)}`;
    case 'named':
      return source.name;
    case 'webIdentity':
      return `web identity ${source.tokenFile} role ${roleWords(source)}`;
    case 'sso': {
      const { login, accountId, roleName } = source;
      return `sso ${accountId} ${roleName} in ${login.region} by ${login.startUrl} ${login.cacheKey}`;
    }
    case 'console':
      return `console ${section['login_session']}`;
    case 'process':
      return `process ${splitShellWords(section['credential_process'] ?? '')?.join(' ')}`;
  }
}

/** What a refusal is called does not count, as long as it is one that is told in words. */
function orRefused<T>(attempt: () => T): T | { refused: string } {
  try {
    return attempt();
  } catch (error) {
    assert.ok(isApiError(error) && error.reason === 'config', String(error));
    return { refused: 'yes' };
  }
}

async function ours({ profile, env: variables }: FileCase, home: string): Promise<Answer> {
  const env = { HOME: home, ...variables };
  const files = await readConfigFiles(env, 'linux');
  const profiles = [...files.profiles.keys()].sort();
  const preferred = variables && { preferred: profilesOf(files, env).preferred ?? 'default' };
  if (!files.profiles.has(profile)) return { profiles, ...preferred, refused: 'yes' };
  const connection = profileConnection(profile, 'eu-west-1');
  const { useFipsEndpoint: fips, useDualstackEndpoint: dualstack } = variantOf(connection, files, env);
  const who = orRefused(() => whoIs(sourceOf(profile, files), files));
  return {
    ...{ profiles, ...preferred, fips, dualstack },
    region: files.profiles.get(profile)?.['region'] ?? null,
    endpoint: orRefused(() => endpointOf(connection, files, 'appstream', env) ?? null),
    ...(typeof who === 'string' ? { who } : who),
  };
}

/** An answer in which refusals are alike, and so are a line's end and a space in a value. */
function comparable(answer: Answer): Answer {
  const { endpoint, ...rest } = answer;
  const plain = Object.entries(rest).filter(([key, value]) => key !== 'refused' && !(key === 'who' && value === null));
  const region = rest.region === undefined ? {} : { region: rest.region?.replace(/\s+/g, ' ') ?? null };
  const isRefused = endpoint !== null && typeof endpoint === 'object';
  return {
    ...Object.fromEntries(plain),
    ...region,
    ...(endpoint !== undefined && { endpoint: isRefused ? { refused: 'yes' } : endpoint }),
    ...(rest.refused && { refused: 'yes' }),
  };
}

describe(`the AWS files, compared with botocore ${recorded.botocore}`, () => {
  for (const each of cases.files) {
    it(`${each.given}: ${each.why === undefined ? 'the same' : `another answer, because ${each.why}`}`, async () => {
      const home = fs.mkdtempSync(path.join(os.tmpdir(), 'appstream-cases-'));
      try {
        const place = (text: string): string => text.replaceAll('{home}', home);
        for (const kind of ['config', 'credentials'] as const) {
          const content = each[kind];
          if (content === undefined) continue;
          const file = path.join(home, each[`${kind}At`] ?? `.aws/${kind}`);
          fs.mkdirSync(path.dirname(file), { recursive: true });
          fs.writeFileSync(file, typeof content === 'string' ? content : content.join('\n'));
        }
        const env = each.env && Object.fromEntries(Object.entries(each.env).map(([key, text]) => [key, place(text)]));
        const found = comparable(await ours({ ...each, ...(env && { env }) }, home));
        const theirs = recorded.files[each.given] ?? assert.fail('not recorded yet: run record.py');
        if (each.why === undefined) {
          assert.deepEqual(found, comparable(theirs));
        } else {
          assert.notDeepEqual(found, comparable(theirs), 'the reason is out of date');
          // With profiles it is the whole answer: theirs may have none at all.
          const expected = each.ours?.profiles ? each.ours : { ...theirs, ...each.ours };
          assert.deepEqual(found, comparable(expected));
        }
      } finally {
        fs.rmSync(home, { recursive: true });
      }
    });
  }

  for (const { given, platform, path: written, env } of cases.paths) {
    it(`${given}: the same path`, () => assert.equal(expandPath(written, env, platform), recorded.paths[given]));
  }

  it('has more than 120 cases', () => assert.ok(cases.files.length >= 120));
});
