// The paths of the AWS files. The environment sets them, as for the AWS CLI. The platform is a parameter so that tests can check
// Windows anywhere.
import * as os from 'node:os';
import * as path from 'node:path';

export interface AwsFilePaths {
  readonly config: string;
  readonly credentials: string;
}

/** The paths of both files, whether they exist or not. @param platform as `process.platform` */
export function awsFilePaths(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): AwsFilePaths {
  const paths = platform === 'win32' ? path.win32 : path.posix;
  const place = (variable: string, name: string): string =>
    expandPath(env[variable] || paths.join('~', '.aws', name), env, platform);
  return {
    config: place('AWS_CONFIG_FILE', 'config'),
    credentials: place('AWS_SHARED_CREDENTIALS_FILE', 'credentials'),
  };
}

/** Expands the variables and `~` in a path. Variables that aren't set stay as they are. */
export function expandPath(
  written: string,
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  const isWindows = platform === 'win32';
  const filled = fillVariables(written, env, isWindows);
  const home = homeOf(env, isWindows);
  return (isWindows ? /^~(?=[\\/]|$)/ : /^~(?=\/|$)/).test(filled) ? `${home}${filled.slice(1)}` : filled;
}

/** On Windows, `%%` and `$$` are escapes, and text in single quotation marks stays: as in Python and so in the AWS CLI. */
function fillVariables(text: string, env: NodeJS.ProcessEnv, isWindows: boolean): string {
  const marks = isWindows ? /'[^']*'|%%|\$\$|%[^%]+%|\$\{[^}]*\}|\$\w+/g : /\$\{[^}]*\}|\$\w+/g;
  return text.replace(marks, mark => {
    if (mark === '%%' || mark === '$$') return mark.charAt(0);
    if (mark.startsWith("'")) return mark;
    return variableOf(mark.replace(/^[$%]\{?|[%}]$/g, ''), env, isWindows) ?? mark;
  });
}

/** The value of a variable. On Windows, names of variables are case-insensitive. */
function variableOf(name: string, env: NodeJS.ProcessEnv, isWindows: boolean): string | undefined {
  const known = isWindows ? Object.keys(env).find(each => each.toLowerCase() === name.toLowerCase()) : name;
  return known === undefined ? undefined : env[known];
}

function homeOf(env: NodeJS.ProcessEnv, isWindows: boolean): string {
  if (!isWindows) return (env['HOME'] ?? os.homedir()).replace(/(.)\/+$/, '$1');
  const { HOMEDRIVE: drive = '', HOMEPATH: below } = env;
  return env['USERPROFILE'] ?? (below === undefined ? os.homedir() : `${drive}${below}`);
}
