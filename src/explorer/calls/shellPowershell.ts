// Commands for PowerShell, from 5.1 on. It loses double quotes and empty texts on the way to a program until 7.3, so JSON goes
// through a file or standard input, and what is not safe as a word through the environment (shell.ts sees to that).
import type { Command } from './command';

/** A command, which leaves nothing behind in the session. */
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

// `curl` alone is another command in 5.1. A session may send a byte order mark first, which would break the signature; the
// line break that is added at the end is one that --data leaves out.
function curlText(given: string, body: string): string {
  return `& { $OutputEncoding = [Text.Encoding]::ASCII; ${quoted(body)} | curl.exe ${given} --data '@-' }`;
}

/** A text as one word. PowerShell takes curly single quotes for straight ones. */
function quoted(text: string): string {
  return `'${text.replace(/['‘’‚‛]/g, '$&$&')}'`;
}
