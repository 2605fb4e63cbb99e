// What the SDK's own loader reads instead of the AWS files: whatever these say, it can misread nothing.
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';

import { externalDataInterceptor, loadSharedConfigFiles } from '@smithy/core/config';
import * as fc from 'fast-check';

import { mergeFiles, readConfigFiles } from '../../../src/aws/configFiles';
import { parseIni } from '../../../src/aws/iniParse';
import { loaderName, loaderText, loaderValue, writtenName } from '../../../src/aws/iniText';
import { isolateAws } from '../../support/awsEnvironment';

const spaces = fc.constantFrom('', ' ', '  ', '\t', '    ');
const name = fc.oneof(
  fc.constantFrom('a', 'b', 'default', 'my corp', 'ä', 'a.b', '100%', 'x/y', "d'or", 'profile', 'toString'),
  fc.string({ maxLength: 6 }),
);
const quoted = fc.oneof(
  name,
  name.map(each => `"${each}"`),
  name.map(each => `'${each}'`),
);
const header = fc.oneof(
  quoted.map(each => `[profile ${each}]`),
  quoted.map(each => `[${each}]`),
  quoted.map(each => `[sso-session ${each}]`),
  quoted.map(each => `[services ${each}]`),
  fc.constantFrom(
    '[default]',
    '[DEFAULT]',
    '[profile a',
    '[]',
    '[profile a]# note',
    '[profile "a" "b"]',
    '[profile b] ; x',
  ),
);
const key = fc.oneof(
  fc.constantFrom(
    'region',
    'Role_Arn',
    'source_profile',
    'AWS_ACCESS_KEY_ID',
    's3',
    'cli_pager',
    'sso_session',
    'services',
  ),
  fc.constantFrom('__proto__', 'constructor', 'a.b', 'two words', '[x', 'x]'),
  fc.string({ maxLength: 5 }),
);
const value = fc.oneof(
  fc.constantFrom('', '', 'eu-west-1', 'my corp', '#x', 'a #b', 'a#b', ';', 'a = b', '[profile a]', '"q"', 'ä'),
  fc.string({ maxLength: 8 }),
);
const setting = fc.tuple(key, spaces, fc.constantFrom('=', ':'), spaces, value).map(parts => parts.join(''));
const line = fc
  .tuple(
    spaces,
    fc.oneof(header, setting, setting, setting, fc.constantFrom('', '# x', ';'), fc.string({ maxLength: 8 })),
  )
  .map(parts => parts.join(''));
const file = fc
  .tuple(fc.array(line, { maxLength: 14 }), fc.constantFrom('\n', '\r\n', '\r'))
  .map(([lines, end]) => lines.join(end));

describe("the text that the SDK's loader reads", () => {
  it('has exactly the profiles and the settings that were found, whatever the files say', async () => {
    await fc.assert(
      fc.asyncProperty(file, file, async (config, credentials) => {
        const found = mergeFiles(parseIni(config, 'config'), parseIni(credentials, 'credentials'));
        externalDataInterceptor.interceptFile('/test/config', loaderText(found));
        externalDataInterceptor.interceptFile('/test/credentials', '');
        const loaded = await loadSharedConfigFiles({ configFilepath: '/test/config', filepath: '/test/credentials' });
        const expected: Record<string, Record<string, string>> = {};
        for (const [prefix, sections] of [
          ['', found.profiles],
          ['services.', found.services],
          ['sso-session.', found.ssoSessions],
        ] as const) {
          for (const [each, settings] of sections) {
            // The loader has no empty settings, and no sections without settings.
            const filled = Object.entries(settings).filter((pair): pair is [string, string] => Boolean(pair[1]));
            if (!filled.length) continue;
            const values = filled.map(([key, text]) => [key, loaderValue(key, text)] as const);
            expected[`${prefix}${loaderName(each)}`] = Object.fromEntries(values);
          }
        }
        assert.deepEqual({ ...loaded.configFile }, expected);
        assert.deepEqual(loaded.credentialsFile, {});
      }),
      { numRuns: 3000 },
    );
  });

  for (const { given, named } of [
    { given: 'the usual paths', named: {} },
    {
      given: 'paths that begin with the home folder',
      named: { config: '~/my-config', credentials: '~/my-credentials' },
    },
    { given: 'one file for both', named: { config: '~/my-config', credentials: '~/my-config' } },
  ] as const) {
    it(`is what it reads, given ${given}`, async () => {
      const aws = isolateAws();
      try {
        const { config = '~/.aws/config', credentials = '~/.aws/credentials' } = named;
        for (const name of ['AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE']) delete process.env[name];
        aws.set({
          ...(named.config && { AWS_CONFIG_FILE: named.config }),
          ...(named.credentials && { AWS_SHARED_CREDENTIALS_FILE: named.credentials }),
        });
        const written = (file: string): string => path.join(aws.home, file.slice(2));
        fs.mkdirSync(path.join(aws.home, '.aws'));
        fs.writeFileSync(written(credentials), '[dev]\naws_access_key_id = AKIADEV\n');
        fs.writeFileSync(written(config), '[profile "my dev"]\nregion = eu-west-1\n');
        await readConfigFiles();
        const { configFile, credentialsFile } = await loadSharedConfigFiles();
        assert.deepEqual(configFile['my%20dev'], { region: 'eu-west-1' });
        assert.equal(configFile['my dev'], undefined);
        assert.equal(credentialsFile['dev'], undefined);
      } finally {
        aws.restore();
      }
    });
  }

  for (const { setting, loads } of [
    { setting: 'source_profile', loads: 'my%20dev' },
    { setting: 'services', loads: 'my%20dev' },
    { setting: 'sso_session', loads: 'my%20dev' },
    { setting: 'region', loads: 'my dev' },
  ]) {
    it(`has "${loads}" for ${setting} = my dev, as sections are named there`, () => {
      assert.equal(loaderValue(setting, 'my dev'), loads);
    });
  }

  it('writes bytes of names in capitals, as decoding expects', () => {
    assert.equal(loaderName('ä'), '%C3%A4');
    assert.equal(writtenName('%C3%A4'), 'ä');
    assert.equal(writtenName('%c3%a4'), '%c3%a4');
  });

  it('names everything so that the name can be read back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), text => {
        assert.equal(decodeURIComponent(loaderName(text)), text);
        assert.match(loaderName(text), /^[\w@+:/%-]*$/);
      }),
    );
  });
});
