// Commands for PowerShell 5.1 and later. Until 7.3 it drops double quotes and empty texts in arguments, so JSON goes
// through a file or standard input, and unsafe words go through the environment (shell.ts decides).
import type { Command } from './command';

/** A command that leaves nothing behind in the session. */
export function powershellText({ program, words, options, variables, json }: Command): string {
  const given = [...words, ...options.flatMap(([name, value]) => [name, quoted(value)])].filter(Boolean).join(' ');
  if (program === 'curl') return curlText(given, json ?? '');
  const names = Object.keys(variables).map(name => `$env:${name}`);
  const values = Object.values(variables).map(quoted);
  const [withFile, withVariables] = [json !== undefined, names.length > 0];
  const aws = `aws ${given}${withFile ? ' --cli-input-json "file://$file"' : ''}`;
  if (!withFile && !withVariables) return aws;
  return [
    '& {',
    ...(withFile ? ['  $file = (New-TemporaryFile).FullName'] : []),
    ...(withVariables ? [`  $before = ${names.join(', ')}`] : []),
    '  try {',
    ...(withFile ? [`    [IO.File]::WriteAllText($file, ${quoted(json ?? '')})`] : []),
    ...(withVariables ? [`    ${names.join(', ')} = ${values.join(', ')}`] : []),
    `    ${aws}`,
    '  } finally {',
    ...(withVariables ? [`    ${names.join(', ')} = $before`] : []),
    ...(withFile ? ['    Remove-Item -LiteralPath $file'] : []),
    '  }',
    '}',
  ].join('\n');
}

// In 5.1, `curl` is another command. A session may send a byte order mark first, which would break the signature.
// --data drops the line break at the end.
function curlText(given: string, body: string): string {
  return `& { $OutputEncoding = [Text.Encoding]::ASCII; ${quoted(body)} | curl.exe ${given} --data '@-' }`;
}

/** A text as one word. PowerShell reads curly single quotes as straight ones. */
function quoted(text: string): string {
  return `'${text.replace(/['‘’‚‛]/g, '$&$&')}'`;
}
