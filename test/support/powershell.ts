// PowerShell, as far as pasted commands need it. It follows Microsoft's description, not the commands that the extension
// writes: quoting, variables, blocks, and both ways in which it makes a program's command line, that of 5.1 and that of 7.3.
import { argvOf, type Run } from './runs';

export type PowershellVersion = '5.1' | '7.3';

type Value = string | undefined | readonly Value[];
type Token =
  | { readonly kind: 'text'; readonly value: string; readonly parts: readonly (string | { variable: string })[] }
  | { readonly kind: 'bare'; readonly value: string }
  | { readonly kind: 'sign'; readonly value: string };

const singleQuotes = "'\u2018\u2019\u201a\u201b";
const doubleQuotes = '"\u201c\u201d\u201e';

function tokens(script: string): Token[] {
  const found: Token[] = [];
  let at = 0;
  while (at < script.length) {
    const character = script[at] ?? '';
    if (character === ' ') {
      at++;
    } else if (singleQuotes.includes(character)) {
      let value = '';
      for (at++; ; at++) {
        const next = script[at];
        if (next === undefined) throw new Error('A text is left open');
        if (!singleQuotes.includes(next)) value += next;
        else if (singleQuotes.includes(script[at + 1] ?? ' ')) value += script[++at];
        else break;
      }
      at++;
      found.push({ kind: 'text', value, parts: [value] });
    } else if (doubleQuotes.includes(character)) {
      const [whole = '', inner = ''] = /^"([^"`\u201c\u201d\u201e]*)"/.exec(script.slice(at)) ?? [];
      if (!whole) throw new Error('More than this knows stands between double quotes');
      const parts = inner.split(/(\$\w+)/).map(part => (part.startsWith('$') ? { variable: part } : part));
      if (parts.some(part => typeof part === 'string' && part.includes('$'))) throw new Error(`A bare $: ${inner}`);
      found.push({ kind: 'text', value: inner, parts });
      at += whole.length;
    } else if ('\n;|&{}(),='.includes(character)) {
      found.push({ kind: 'sign', value: character === '\n' ? ';' : character });
      at++;
    } else {
      const [word = ''] = /^(\$(env:)?\w+|\[[\w.]+\](::\w+)?|\.\w+|[\w.-]+)/.exec(script.slice(at)) ?? [];
      if (!word) throw new Error(`This is not known here: ${script.slice(at, at + 20)}`);
      found.push({ kind: 'bare', value: word });
      at += word.length;
    }
  }
  return found;
}

/** Runs pasted text. @returns the programs that it started, and what is left in the session */
export function runPowershell(
  script: string,
  version: PowershellVersion,
  environment: Readonly<Record<string, string>> = {},
): { runs: Run[]; environment: Record<string, string>; files: Record<string, string> } {
  const runs: Run[] = [];
  const variables = new Map<string, Value>();
  const left = new Map(Object.entries(environment));
  const files: Record<string, string> = {};
  const queue = tokens(script);
  const peek = (value?: string): Token | undefined => {
    const [next] = queue;
    return value === undefined || (next?.kind !== 'text' && next?.value === value) ? next : undefined;
  };
  const take = (value?: string): Token => {
    const next = queue.shift();
    if (!next || (value !== undefined && next.value !== value)) {
      throw new Error(`${value ?? 'More'} is expected, not ${next?.value}`);
    }
    return next;
  };

  function get(name: string): Value {
    return name.startsWith('$env:') ? left.get(name.slice(5)) : variables.get(name);
  }
  function set(name: string, value: Value): void {
    if (!name.startsWith('$env:')) return void variables.set(name, value);
    if (typeof value === 'string' && value !== '') left.set(name.slice(5), value);
    else left.delete(name.slice(5));
  }
  const textOf = (token: Token): string =>
    token.kind === 'text'
      ? token.parts.map(part => (typeof part === 'string' ? part : ((get(part.variable) as string) ?? ''))).join('')
      : token.value;

  function expression(): Value {
    const values = [single()];
    while (peek(',')) {
      take(',');
      values.push(single());
    }
    return values.length > 1 ? values : values[0];
  }
  function single(): Value {
    if (peek('(')) {
      for (const word of ['(', 'New-TemporaryFile', ')', '.FullName']) take(word);
      const file = 'C:\\Users\\A Person\\AppData\\Local\\Temp\\tmp1A.tmp';
      files[file] = '';
      return file;
    }
    const token = take();
    if (token.kind === 'bare' && token.value.startsWith('$')) return get(token.value);
    return textOf(token);
  }
  function block(): void {
    take('{');
    statements('}');
    take('}');
  }
  function statements(end?: string): void {
    while (queue.length && !(end && peek(end))) {
      if (peek(';')) take(';');
      else statement();
    }
  }
  function statement(): void {
    const [first] = queue;
    if (peek('&')) {
      take('&');
      return block();
    }
    if (peek('try')) {
      take('try');
      block();
      take('finally');
      return block();
    }
    if (first?.kind === 'text') {
      const piped = textOf(take());
      take('|');
      // Without a line break of its own, and unless it is told so not in ASCII: with a byte order mark.
      const ascii = variables.get('$OutputEncoding') === '[Text.Encoding]::ASCII';
      return native(`${ascii ? piped.replace(/[^\0-\x7f]/g, '?') : `\ufeff${piped}`}\r\n`);
    }
    if (first?.value === '[IO.File]::WriteAllText') {
      for (const word of ['[IO.File]::WriteAllText', '(']) take(word);
      const [file, text] = expression() as [string, string];
      take(')');
      files[file] = text;
      return;
    }
    if (first?.value === 'Remove-Item') {
      for (const word of ['Remove-Item', '-LiteralPath']) take(word);
      delete files[single() as string];
      return;
    }
    if (first?.value.startsWith('$')) {
      const names = [take().value];
      while (peek(',')) {
        take(',');
        names.push(take().value);
      }
      take('=');
      const value = expression();
      if (names.length === 1) return set(names[0] ?? '', value);
      return names.forEach((name, at) => set(name, Array.isArray(value) ? (value as Value[])[at] : undefined));
    }
    native('');
  }
  function native(stdin: string): void {
    const words = [textOf(take())];
    while (queue.length && !peek(';') && !peek('}')) {
      const next = take();
      if (next.kind === 'sign') throw new Error(`${next.value} in a command`);
      if (next.kind === 'bare' && /^[$@[]/.test(next.value)) throw new Error(`${next.value} in a command`);
      words.push(textOf(next));
    }
    const [program = '', ...args] = words;
    runs.push({
      argv: [program, ...argvOf(commandLine(args, version))],
      variables: Object.fromEntries(left),
      stdin,
      files: { ...files },
    });
  }
  statements();
  return { runs, environment: Object.fromEntries(left), files };
}

/** How PowerShell on Windows writes a program's arguments. */
function commandLine(args: readonly string[], version: PowershellVersion): string {
  if (version === '5.1')
  // It puts quotes around an argument with a space, keeps quotes inside, and drops an empty argument.
  {
    return args
      .filter(arg => arg !== '')
      .map(arg => (/\s/.test(arg) ? `"${arg}"` : arg))
      .join(' ');
  }
  return args
    .map(arg => {
      if (arg !== '' && !/[\s"]/.test(arg)) return arg;
      return `"${arg.replace(/(\\*)"/g, '$1$1\\"').replace(/(\\+)$/, '$1$1')}"`;
    })
    .join(' ');
}
