// Calls as commands to paste into a shell. This file decides the parts of a command; one file per shell
// quotes them.
import * as l10n from '@vscode/l10n';

import { plainJson } from '../../api/core/plainJson';
import type { SignedRequest } from '../../api/core/types';
import { findOperation, serviceNames } from '../../api/serviceNames';
import type { Connection } from '../../aws/connection';
import { environmentProfile } from '../../aws/connection';
import { isRegionId } from '../../aws/regions';
import { ActionRefused } from '../../kinds/action';
import type { Call } from './calls';
import type { Command } from './command';
import { cmdText } from './shellCmd';
import { powershellText } from './shellPowershell';
import { shText } from './shellSh';

/** The shells that commands are written for, by their id in the settings, with the names that people know. */
export const shells = { sh: 'sh, bash, zsh', powershell: 'PowerShell', cmd: 'cmd' } as const;

export type Shell = keyof typeof shells;

/**
 * The shell to write for.
 * @param setting of `appstream.copy.shell`
 * @param program the path of the shell that VS Code's terminals start, or an empty text
 * @param platform of Node.js
 */
export function shellFor(setting: string | undefined, program: string, platform: string): Shell {
  if (setting !== undefined && Object.hasOwn(shells, setting)) return setting as Shell;
  const name = /([^\\/]*?)(\.exe)?$/i.exec(program)?.[1]?.toLowerCase() ?? '';
  if (/^(powershell|pwsh)/.test(name)) return 'powershell';
  if (name === 'cmd') return 'cmd';
  if (/(sh|wsl)$/.test(name)) return 'sh';
  return platform === 'win32' ? 'powershell' : 'sh';
}

/**
 * The AWS CLI command that makes a call: `aws appstream describe-fleets --profile 'prod' --region 'eu-west-1'`.
 * @param services the services that a call may go to
 * @throws ActionRefused when the Region or the profile can't be written safely
 */
export function cliCommand(
  { operation: called, input }: Call,
  connection: Connection,
  shell: Shell,
  services = serviceNames,
): string {
  const { region, sandbox } = connection;
  if (!isRegionId(region)) throw new ActionRefused(l10n.t('"{0}" is not the name of a Region.', region));
  const { service, operation } = findOperation(services, called);
  const name = operation
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1-$2')
    .toLowerCase();
  const { options, variables } = whoActs(connection, shell);
  const json = Object.keys(input).length ? JSON.stringify(input) : undefined;
  return write(shell, {
    program: 'aws',
    words: [service.cli, name],
    options: [...options, ['--region', region], ...(sandbox ? ([['--endpoint-url', sandbox.endpoint]] as const) : [])],
    variables,
    // Keeps people's names readable in other scripts. On Windows, the file's code page would break them.
    ...(json !== undefined && { json: shell === 'sh' ? json : plainJson(json) }),
  });
}

/** The curl command that makes a signed request, on any computer. It is a bearer secret. */
export function curlCommand({ url, headers, body }: SignedRequest, shell: Shell): string {
  return write(shell, {
    program: 'curl',
    words: ['--globoff', '--request', 'POST'],
    options: [['', url], ...Object.entries(headers).map(([name, value]) => ['--header', `${name}: ${value}`] as const)],
    variables: {},
    json: body,
  });
}

function write(shell: Shell, command: Command): string {
  switch (shell) {
    case 'sh':
      return shText(command);
    case 'powershell':
      return powershellText(command);
    case 'cmd':
      return cmdText(command);
  }
}

const noKeys = { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '', AWS_SESSION_TOKEN: '' };

function whoActs({ profile, sandbox }: Connection, shell: Shell): Pick<Command, 'options' | 'variables'> {
  // The sandbox tells accounts apart by the access key. The secret can be anything. No real token goes there.
  if (sandbox) {
    return {
      options: [],
      variables: { ...noKeys, AWS_ACCESS_KEY_ID: sandbox.accessKeyId, AWS_SECRET_ACCESS_KEY: 'sandbox' },
    };
  }
  if (profile === environmentProfile) return { options: [], variables: {} };
  if (/\p{Cc}/u.test(profile)) {
    throw new ActionRefused(l10n.t("This profile's name contains characters that can't be used in a command."));
  }
  if (isArgument(profile, shell)) return { options: [['--profile', profile]], variables: {} };
  // Keys in the environment would override AWS_PROFILE. They don't override --profile.
  return { options: [], variables: { AWS_PROFILE: profile, ...noKeys } };
}

/**
 * Whether a text reaches the program unchanged as the value of an option. A text that begins with a dash looks like an option
 * itself. On Windows, PowerShell 5.1 drops quotes, and the AWS CLI may be a batch file whose arguments cmd parses again.
 */
function isArgument(text: string, shell: Shell): boolean {
  return (
    !text.startsWith('-') && (shell === 'sh' || /^[\p{L}\p{N}\p{M} ._@+:~#/-]*[\p{L}\p{N}\p{M}._@+:~#/-]$/u.test(text))
  );
}
