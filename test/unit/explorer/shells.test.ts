// Calls as commands for sh, PowerShell and cmd: each arrives at its program as it was meant, whatever it is about. sh runs for
// real; the shells of Windows by the rules that Microsoft describes (test/support).
import * as assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import fc from 'fast-check';

import { plainJson } from '../../../src/api/core/plainJson';
import { type Connection, environmentProfile } from '../../../src/aws/connection';
import type { Call } from '../../../src/explorer/calls/calls';
import { cliCommand, curlCommand, type Shell, shellFor } from '../../../src/explorer/calls/shell';
import { ActionRefused } from '../../../src/kinds/action';
import { runCmd, throughBatch } from '../../support/cmdShell';
import { runPowershell } from '../../support/powershell';
import { argvOf, type Run } from '../../support/runs';
import { connection } from '../../support/scriptedApi';

/** What the user's shell has already: neither may get into the way, nor be lost. */
const keys = {
  AWS_PROFILE: 'other',
  AWS_ACCESS_KEY_ID: 'OTHER',
  AWS_SECRET_ACCESS_KEY: 'other',
  AWS_SESSION_TOKEN: 'other',
};
const session = { ...keys, PATH: 'C:\\bin', USER: 'me' };
const windows = { ...session, TEMP: 'C:\\Users\\A Person & Co\\Temp' };

const hostile = [
  "it's",
  'say "hi"',
  'tick`id`',
  '$HOME $(id) ${USER}',
  '%PATH%',
  '%PATH:~0,1%',
  '100%',
  'wait!',
  'a^b',
  'a&b',
  'a && calc.exe',
  'a|b',
  'in<out>err',
  'back\\slash',
  'ends with \\',
  'quote\\"slash',
  '“double” ‘single’ ‚low‛ „low”',
  '–dash —dash',
  '-dash',
  '--endpoint-url',
  '@here',
  '@{a=1}',
  'file://secret',
  '(paren) [bracket] {brace}',
  'semi;colon, comma = equals',
  'tilde~ #hash *star ?mark',
  '/?',
  ' lead and trail ',
  'Jos\u00e9 \u5c71\u7530 \u{1f642}',
];

/** Runs a command in each shell there is for it, and tells which programs that started. */
const shells: { name: string; shell: Shell; run: (commands: readonly string[]) => Run[][] }[] = [
  ...['/bin/sh', '/bin/bash', '/bin/dash', '/bin/zsh']
    .filter(file => fs.existsSync(file))
    .map(file => ({ name: file, shell: 'sh' as const, run: (commands: readonly string[]) => inSh(file, commands) })),
  ...(['5.1', '7.3'] as const).map(version => ({
    name: `PowerShell ${version}`,
    shell: 'powershell' as const,
    run: (commands: readonly string[]) =>
      commands.map(command => {
        const { runs, environment, files } = runPowershell(command, version, windows);
        assert.deepEqual(environment, windows, 'the session is as before');
        assert.deepEqual(files, {}, 'no file is left');
        return runs;
      }),
  })),
  { name: 'cmd', shell: 'cmd', run: commands => commands.map(command => runCmd(command, windows)) },
];

let shims = '';
before(() => {
  shims = fs.mkdtempSync(path.join(os.tmpdir(), 'appstream-shims-'));
  // Quick, since it is started a thousand times: the variables, how many words there are, and the words, each ended by a zero.
  const told = Object.keys(keys).map(name => `"$${name}"`);
  const program = `#!/bin/sh\nprintf '%s\\0' ${told.join(' ')} "$#" "\${0##*/}" "$@"\n`;
  for (const name of ['aws', 'curl']) fs.writeFileSync(path.join(shims, name), program, { mode: 0o755 });
});
after(() => fs.rmSync(shims, { recursive: true, force: true }));

/** All in one go, as they would be pasted. */
function inSh(file: string, commands: readonly string[]): Run[][] {
  const env = { ...session, PATH: `${shims}:/usr/bin:/bin` };
  const out = execFileSync(file, ['-c', commands.join('\n')], { encoding: 'utf8', env });
  const told = out.split('\0').slice(0, -1);
  const runs: Run[][] = [];
  while (told.length) {
    const variables = Object.fromEntries(Object.keys(keys).map(name => [name, told.shift() ?? '']));
    const argv = told.splice(0, 2 + Number(told[0])).slice(1);
    runs.push([{ argv, variables, stdin: '', files: {} }]);
  }
  return runs;
}

/** Whom an AWS CLI acts as: `--profile` goes before keys in the environment, those before AWS_PROFILE. */
function actor({ argv, variables }: Run): string | undefined {
  const at = argv.indexOf('--profile');
  if (at > 0) return argv[at + 1];
  return variables['AWS_ACCESS_KEY_ID'] ? `key ${variables['AWS_ACCESS_KEY_ID']}` : variables['AWS_PROFILE'];
}

function inputOf({ argv, files }: Run): unknown {
  const given = argv[argv.indexOf('--cli-input-json') + 1] ?? '';
  return JSON.parse(given.startsWith('file://') ? (files[given.slice('file://'.length)] ?? '') : given);
}

/** The one program that a command starts. */
function only(runs: readonly Run[]): Run {
  assert.equal(runs.length, 1, JSON.stringify(runs));
  const [run] = runs;
  assert.ok(run);
  return run;
}

function checkCli(run: Run, call: Call, at: Connection): void {
  assert.deepEqual(run.argv.slice(0, 3), ['aws', 'appstream', 'describe-fleets']);
  assert.equal(run.argv[run.argv.indexOf('--region') + 1], at.region);
  assert.equal(actor(run), at.profile);
  assert.deepEqual(inputOf(run), call.input);
  const known = ['--profile', '--region', '--cli-input-json'];
  const options = run.argv.slice(3).filter((_, place) => place % 2 === 0);
  assert.deepEqual(
    options.filter(option => !known.includes(option)),
    [],
  );
}

const about = (text: string): { call: Call; at: Connection } => ({
  call: { operation: 'DescribeFleets', input: { Names: [text, 'dev'], [text]: { deep: `${text}\n${text}` } } },
  at: { ...connection, profile: text },
});

for (const { name, shell, run } of shells) {
  describe(`A call as a command for ${name}`, () => {
    it('passes names and values unchanged, and runs nothing else', () => {
      const cases = hostile.map(about);
      const ran = run(cases.map(({ call, at }) => cliCommand(call, at, shell)));
      assert.equal(ran.length, cases.length);
      for (const [place, { call, at }] of cases.entries()) checkCli(only(ran[place] ?? []), call, at);
    });

    it('with any input', () => {
      const texts = fc.string({ unit: 'grapheme', minLength: 1 }).filter(text => !/[\p{Cc}\p{Cs}]/u.test(text));
      const nasty = fc.string({
        unit: fc.constantFrom(...'"\'`$%!^&|<>\\-@/?(){};,=*#~ ‘’“”aP'.split(''), '%PATH%'),
        minLength: 1,
      });
      const cases = fc.sample(fc.oneof(texts, nasty), 150).map(about);
      const ran = run(cases.map(({ call, at }) => cliCommand(call, at, shell)));
      for (const [place, { call, at }] of cases.entries()) checkCli(only(ran[place] ?? []), call, at);
    });

    it('works without input', () => {
      const command = cliCommand({ operation: 'DescribeFleets', input: {} }, connection, shell);
      assert.ok(!command.includes('\n'), command);
      assert.deepEqual(only(run([command])[0] ?? []).argv, [
        'aws',
        'appstream',
        'describe-fleets',
        '--profile',
        'prod',
        '--region',
        'eu-west-1',
      ]);
    });

    it('leaves the environment’s credentials to the environment', () => {
      const at = { ...connection, profile: environmentProfile };
      const { argv, variables } = only(
        run([cliCommand({ operation: 'DescribeFleets', input: {} }, at, shell)])[0] ?? [],
      );
      assert.ok(!argv.includes('--profile'));
      assert.equal(variables['AWS_ACCESS_KEY_ID'], session.AWS_ACCESS_KEY_ID);
    });

    it('gives the sandbox its own key, and no token of the user', () => {
      const at = { ...connection, sandbox: { endpoint: 'http://127.0.0.1:1', accessKeyId: 'SANDBOX1' } };
      const call: Call = { operation: 'DescribeFleets', input: { Names: ["it's %PATH%"] } };
      const ran = only(run([cliCommand(call, at, shell)])[0] ?? []);
      assert.equal(actor(ran), 'key SANDBOX1');
      assert.equal(ran.variables['AWS_SECRET_ACCESS_KEY'], 'sandbox');
      assert.ok(!ran.variables['AWS_SESSION_TOKEN']);
      assert.equal(ran.argv[ran.argv.indexOf('--endpoint-url') + 1], 'http://127.0.0.1:1');
      assert.deepEqual(inputOf(ran), call.input);
    });

    it('sends a signed request to its address, with its headers and exactly the signed bytes', () => {
      const requests = hostile.map(text => ({
        url: `https://x.example/?a=${encodeURIComponent(text)}&b=%2F%41&c=1#PATH%`,
        headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'A.B' },
        body: plainJson(JSON.stringify({ a: [text] })),
        expires: new Date(),
      }));
      const ran = run(requests.map(request => curlCommand(request, shell)));
      for (const [place, { url, body }] of requests.entries()) {
        const { argv, stdin } = only(ran[place] ?? []);
        assert.match(argv[0] ?? '', /^curl(\.exe)?$/);
        assert.deepEqual(argv.slice(1, -2), [
          ...['--globoff', '--request', 'POST', url],
          ...['--header', 'content-type: application/x-amz-json-1.1', '--header', 'x-amz-target: A.B'],
        ]);
        const [option, given] = argv.slice(-2);
        // Of what --data reads, curl leaves out line breaks.
        const sent = option === '--data-raw' ? given : stdin.replace(/[\r\n]/g, '');
        assert.deepEqual(
          [sent, option === '--data-raw' ? 'text' : given],
          [body, option === '--data-raw' ? 'text' : '@-'],
        );
      }
    });
  });
}

describe('A command', () => {
  const call: Call = { operation: 'DescribeFleets', input: { Names: ['dev'] } };
  const plain = ["'prod'", "'eu-west-1'"];

  for (const { shell, says } of [
    {
      shell: 'sh' as const,
      says: `aws appstream describe-fleets --profile ${plain[0]} --region ${plain[1]} --cli-input-json '{"Names":["dev"]}'`,
    },
    {
      shell: 'powershell' as const,
      says: [
        '& {',
        '  $file = (New-TemporaryFile).FullName',
        '  try {',
        `    [IO.File]::WriteAllText($file, '{"Names":["dev"]}')`,
        `    aws appstream describe-fleets --profile ${plain[0]} --region ${plain[1]} --cli-input-json "file://$file"`,
        '  } finally {',
        '    Remove-Item -LiteralPath $file',
        '  }',
        '}',
      ].join('\n'),
    },
    {
      shell: 'cmd' as const,
      says: [
        '>"%TEMP%\\appstream-request.json" echo {"Names":["dev"]}',
        'aws appstream describe-fleets --profile "prod" --region "eu-west-1" --cli-input-json "file://%TEMP%\\appstream-request.json"',
        'del "%TEMP%\\appstream-request.json"',
      ].join('\n'),
    },
  ]) {
    it(`reads well in ${shell}`, () => assert.equal(cliCommand(call, connection, shell), says));
  }

  it('passes no JSON as an argument on Windows', () => {
    for (const shell of ['powershell', 'cmd'] as const) {
      for (const text of hostile) {
        const { call, at } = about(text);
        assert.doesNotMatch(cliCommand(call, at, shell), /--cli-input-json '?"?\{/);
      }
    }
  });

  it('passes a name that cmd would expand in a batch file outside the arguments', () => {
    for (const text of hostile) {
      const { at } = about(text);
      for (const { argv } of runCmd(cliCommand({ operation: 'DescribeFleets', input: {} }, at, 'cmd'), windows)) {
        const line = argv.map(word => (/^[\w-]+$/.test(word) ? word : `"${word}"`)).join(' ');
        assert.deepEqual(throughBatch(line), [argv]);
      }
    }
  });

  it('is not written for an invalid Region or a name with control characters', () => {
    for (const region of ['eu-west-1; rm -rf ~', 'eu-west-1 --profile x', '$(id)', '', "eu'-west-1", '-eu-west-1']) {
      for (const shell of ['sh', 'powershell', 'cmd'] as const) {
        assert.throws(() => cliCommand(call, { ...connection, region }, shell), ActionRefused);
      }
    }
    assert.throws(() => cliCommand(call, { ...connection, profile: 'a\ncalc' }, 'cmd'), ActionRefused);
  });
});

describe('The shell for copied commands', () => {
  const cases: { setting?: string; program: string; platform: string; shell: Shell }[] = [
    {
      program: 'C:\\WINDOWS\\System32\\WindowsPowerShell\\v1.0\\powershell.exe',
      platform: 'win32',
      shell: 'powershell',
    },
    { program: 'C:\\Program Files\\PowerShell\\7\\pwsh.exe', platform: 'win32', shell: 'powershell' },
    { program: 'C:\\WINDOWS\\System32\\cmd.exe', platform: 'win32', shell: 'cmd' },
    { program: 'C:\\Program Files\\Git\\bin\\bash.exe', platform: 'win32', shell: 'sh' },
    { program: 'C:\\WINDOWS\\System32\\wsl.exe', platform: 'win32', shell: 'sh' },
    { program: '', platform: 'win32', shell: 'powershell' },
    { program: 'C:\\tools\\nu.exe', platform: 'win32', shell: 'powershell' },
    { program: '/bin/zsh', platform: 'darwin', shell: 'sh' },
    { program: '/usr/bin/pwsh', platform: 'linux', shell: 'powershell' },
    { program: '', platform: 'linux', shell: 'sh' },
    { setting: 'cmd', program: '/bin/zsh', platform: 'darwin', shell: 'cmd' },
    { setting: 'sh', program: '', platform: 'win32', shell: 'sh' },
    { setting: 'auto', program: '/bin/zsh', platform: 'darwin', shell: 'sh' },
    { setting: 'toString', program: '', platform: 'linux', shell: 'sh' },
  ];
  for (const { setting, program, platform, shell } of cases) {
    it(`is ${shell} for ${program || 'no terminal'} on ${platform}${setting ? `, set to ${setting}` : ''}`, () =>
      assert.equal(shellFor(setting, program, platform), shell));
  }
});

describe('JSON in plain characters', () => {
  const anyCodeUnits = fc.array(fc.nat(0xffff)).map(units => String.fromCharCode(...units));

  it('is the same JSON, without characters that a shell or a code page could change', () => {
    fc.assert(
      fc.property(fc.oneof(anyCodeUnits, fc.string()), text => {
        const given = JSON.stringify({ [text]: [text, 1, null] });
        const plain = plainJson(given);
        assert.deepEqual(JSON.parse(plain), JSON.parse(given));
        assert.match(plain, /^[\x20-\x7e]*$/);
        assert.doesNotMatch(plain, /[%!^&|<>?]/);
        assert.equal((plain.match(/"/g)?.length ?? 0) % 2, 0, 'every quote has its other');
      }),
    );
  });
});

describe('Microsoft’s rules for a command line', () => {
  // The examples of Microsoft's page "Parsing C command-line arguments".
  const cases: { line: string; argv: string[] }[] = [
    { line: '"a b c" d e', argv: ['a b c', 'd', 'e'] },
    { line: '"ab\\"c" "\\\\" d', argv: ['ab"c', '\\', 'd'] },
    { line: 'a\\\\\\b d"e f"g h', argv: ['a\\\\\\b', 'de fg', 'h'] },
    { line: 'a\\\\\\"b c d', argv: ['a\\"b', 'c', 'd'] },
    { line: 'a\\\\\\\\"b c" d e', argv: ['a\\\\b c', 'd', 'e'] },
    { line: 'a"b"" c d', argv: ['ab" c d'] },
  ];
  for (const { line, argv } of cases) {
    it(`${line} has ${argv.length} arguments`, () => assert.deepEqual(argvOf(line), argv));
  }
});
