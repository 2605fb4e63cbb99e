// cmd.exe at its prompt, as far as pasted commands need it. It follows Microsoft's description, not the commands that the
// extension writes: variables between percent signs first, then carets, quotes, redirections, & and |.
import { argvOf, type Run } from './runs';

type Environment = Record<string, string>;

interface Part {
  readonly text: string;
  readonly into?: string;
  /** The operator before the next command: `&`, `&&`, `|`, or nothing at the end. */
  readonly then: string;
}

/** Runs text that is pasted at the prompt, line by line. @returns the programs that it started */
export function runCmd(pasted: string, environment: Readonly<Environment> = {}): Run[] {
  const files: Record<string, string> = {};
  const variables = { ...environment };
  return pasted.split('\n').flatMap(line => runLine(line, variables, files, '').runs);
}

/** At the prompt, a name that is not a variable stays unchanged. Names are not case-sensitive. */
function expanded(line: string, environment: Environment): string {
  const known = new Map(Object.entries(environment).map(([name, value]) => [name.toLowerCase(), value]));
  let out = '';
  for (let at = 0; at < line.length; at++) {
    const end = line[at] === '%' ? line.indexOf('%', at + 1) : -1;
    const name = end > at ? line.slice(at + 1, end) : '';
    const value = known.get((name.split(':')[0] ?? '').toLowerCase());
    if (value === undefined || !name) {
      out += line[at];
    } else {
      out += value;
      at = end;
    }
  }
  return out;
}

/** The commands of a line, without their carets. */
function parts(line: string): Part[] {
  const found: Part[] = [];
  let text = '';
  let into: string | undefined;
  let quoted = false;
  let target: 'text' | 'file' = 'text';
  const add = (character: string): void => {
    if (target === 'file') into = (into ?? '') + character;
    else text += character;
  };
  const finish = (then: string): void => {
    found.push({ text, ...(into !== undefined && { into: into.trim().replace(/^"(.*)"$/, '$1') }), then });
    [text, into, target] = ['', undefined, 'text'];
  };
  for (let at = 0; at < line.length; at++) {
    const character = line[at] ?? '';
    if (character === '"') quoted = !quoted;
    if (quoted || !'^&|<>() '.includes(character)) {
      add(character);
    } else if (character === '^') {
      add(line[++at] ?? '');
    } else if (character === ' ') {
      if (target === 'file' && into) target = 'text';
      else add(' ');
    } else if (character === '>') {
      if (/(^|\s)\d$/.test(text)) throw new Error(`A handle is redirected: ${line}`);
      target = 'file';
    } else if (character === '<') {
      throw new Error(`Something is read from a file: ${line}`);
    } else if (character === '(' || character === ')') {
      if (!text.trim()) throw new Error(`A block: ${line}`);
      add(character);
    } else {
      const twice = line[at + 1] === character;
      if (twice) at++;
      finish(twice ? character + character : character);
    }
  }
  if (quoted && found.length) throw new Error(`A quote is left open: ${line}`);
  finish('');
  return found;
}

function runLine(
  line: string,
  environment: Environment,
  files: Record<string, string>,
  stdin: string,
): { runs: Run[]; out: string } {
  const runs: Run[] = [];
  let piped = stdin;
  let out = '';
  for (const { text, into, then } of parts(expanded(line, environment))) {
    // Another cmd runs the command before a pipe, and parses it again.
    const ran =
      then === '|'
        ? runLine(text, { ...environment }, files, piped)
        : runCommand(text.trimStart(), environment, files, piped);
    runs.push(...ran.runs);
    piped = then === '|' ? ran.out : '';
    if (into !== undefined) files[into] = ran.out;
    else if (then !== '|') out += ran.out;
  }
  return { runs, out };
}

function runCommand(
  text: string,
  environment: Environment,
  files: Record<string, string>,
  stdin: string,
): { runs: Run[]; out: string } {
  const [, name = '', rest = ''] = /^(\S+)\s?(.*)$/s.exec(text) ?? [];
  switch (name.toLowerCase()) {
    case 'echo':
      if (/(^|\s)\/\?(\s|$)/.test(rest)) throw new Error('echo shows its help');
      return { runs: [], out: `${rest}\r\n` };
    case 'set': {
      if (rest.startsWith('"')) throw new Error('set has other rules for what begins with a quote');
      const equals = rest.indexOf('=');
      environment[rest.slice(0, equals)] = rest.slice(equals + 1);
      return { runs: [], out: '' };
    }
    case 'del':
      delete files[rest.replace(/^"(.*)"$/, '$1')];
      return { runs: [], out: '' };
    case 'cmd': {
      const inner = /^\/d \/c (?!")(.*)$/s.exec(rest)?.[1];
      if (inner === undefined) throw new Error(`Other rules hold for: cmd ${rest}`);
      return runLine(inner, { ...environment }, files, stdin);
    }
    default:
      return { runs: [{ argv: argvOf(text), variables: { ...environment }, stdin, files: { ...files } }], out: '' };
  }
}

/** The arguments that a batch file passes on with `%*`: cmd parses them again, except for percent signs. */
export function throughBatch(commandLine: string): string[][] {
  return parts(commandLine).map(({ text }) => argvOf(text));
}
