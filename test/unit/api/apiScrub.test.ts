// What a server says of a failure, before anybody reads it: without secrets, without tricks, and bounded.
import * as assert from 'node:assert/strict';

import * as fc from 'fast-check';

import { appstream } from '../../../src/api/appstream/service';
import { plainCode, plainText } from '../../../src/api/core/plainText';
import { asSdkError } from '../../../src/api/core/reasons';
import { longestMessage, scrub } from '../../../src/api/core/scrub';

describe("the service's message", () => {
  const cases: {
    given: string;
    operation: string;
    input: object;
    message: string;
    becomes: string;
    secrets?: string[];
  }[] = [
    {
      given: 'nothing to hide',
      operation: 'StartFleet',
      input: { Name: 'dev' },
      message: 'The fleet dev is RUNNING.',
      becomes: 'The fleet dev is RUNNING.',
    },
    {
      given: 'a user name',
      operation: 'CreateUser',
      input: { UserName: 'Ann', AuthenticationType: 'USERPOOL' },
      message: 'User Ann exists. Annex is free.',
      becomes: 'User … exists. Annex is free.',
    },
    {
      given: 'names inside a list',
      operation: 'BatchAssociateUserStack',
      input: { UserStackAssociations: [{ UserName: 'ann', StackName: 's' }] },
      message: 'ann has no stack s',
      becomes: '… has no stack s',
    },
    {
      given: 'a password',
      operation: 'CreateDirectoryConfig',
      input: { ServiceAccountCredentials: { AccountName: 'svc', AccountPassword: 'p+w(1)' } },
      message: 'p+w(1) is too short for svc',
      becomes: '… is too short for …',
    },
    {
      given: 'a streaming user, whom the model does not hide',
      operation: 'CreateStreamingURL',
      input: { UserId: 'bob.b' },
      message: "Value 'bob.b' at 'userId'",
      becomes: "Value '…' at 'userId'",
    },
    {
      given: 'a mail address',
      operation: 'StartFleet',
      input: {},
      message: 'ask ann@example.com, please',
      becomes: 'ask …, please',
    },
    {
      given: 'a streaming URL',
      operation: 'StartFleet',
      input: {},
      message: 'see https://appstream2.eu-west-1.aws.amazon.com/authenticate?parameters=ey%3D&signature=x%2B now',
      becomes: 'see … now',
    },
    {
      given: 'who called',
      operation: 'StartFleet',
      input: {},
      message: 'User: arn:aws:sts::123456789012:assumed-role/Admin/ann is not authorized',
      becomes: 'User: arn:aws:sts::123456789012:assumed-role/Admin/… is not authorized',
    },
    {
      given: 'an access key',
      operation: 'StartFleet',
      input: {},
      message: 'AKIAIOSFODNN7EXAMPLE is unknown',
      becomes: '… is unknown',
    },
    {
      given: 'a piece of a file that is no JSON',
      operation: 'StartFleet',
      input: {},
      message: 'Failed to load token: SyntaxError: Unexpected token \'c\', "{"a": canaryTOKE"... is not valid JSON',
      becomes: 'Failed to load token: SyntaxError: not valid JSON',
    },
    {
      given: 'the credentials in use',
      operation: 'StartFleet',
      input: {},
      message: 'key k1/with+signs=',
      becomes: 'key …',
      secrets: ['k1/with+signs='],
    },
    {
      given: 'what a session is told of its user',
      operation: 'CreateStreamingURL',
      input: { SessionContext: 'ticket 4711' },
      message: "Value 'ticket 4711' is too long",
      becomes: "Value '…' is too long",
    },
    {
      given: 'a password in JSON',
      operation: 'CreateDirectoryConfig',
      input: { ServiceAccountCredentials: { AccountPassword: 'a"b\\c' } },
      message: 'no: {"p":"a\\"b\\\\c"}',
      becomes: 'no: {"p":"…"}',
    },
    {
      given: 'a password in a URL',
      operation: 'CreateDirectoryConfig',
      input: { ServiceAccountCredentials: { AccountPassword: 'a b&c' } },
      message: 'no: a%20b%26c, a+b%26C',
      becomes: 'no: …, …',
    },
    {
      given: 'a user name in other case, behind an escape',
      operation: 'CreateUser',
      input: { UserName: 'Ann' },
      message: 'no user%20ANN and \\nann',
      becomes: 'no user%20… and \\n…',
    },
    {
      given: 'the credentials in base64',
      operation: 'StartFleet',
      input: {},
      message: `refused: ${Buffer.from('x: secret/with+signs=!').toString('base64')}`,
      becomes: 'refused: eDog…IQ==',
      secrets: ['secret/with+signs='],
    },
    {
      given: 'a link that runs a command',
      operation: 'StartFleet',
      input: {},
      message: '[Sign in again](command:workbench.action.quit)',
      becomes: '[Sign in again] (command:workbench.action.quit)',
    },
    {
      given: 'lines, control characters and marks that turn the words round',
      operation: 'StartFleet',
      input: {},
      message: 'one\r\ntwo\u001b[31m \u202Ethree',
      becomes: 'one two [31m \uFFFDthree',
    },
  ];
  for (const { given, operation, input, message, becomes, secrets } of cases) {
    it(`given ${given}, becomes "${becomes}"`, () =>
      assert.equal(scrub(message, appstream, operation, input, secrets), becomes));
  }

  const secret = 'k1/with+signs=';
  const longer = (words: string): string => scrub(words, appstream, 'StartFleet', { Name: 'dev' }, [secret]);

  it('is read only up to the shown length: text after that makes no difference', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: longestMessage, maxLength: longestMessage + 50 }),
        fc.string(),
        (said, more) => {
          const start = `${said}${' '.repeat(secret.length)}`;
          assert.equal(longer(`${start}${more}`), longer(`${start} and other words`));
        },
      ),
    );
  });

  it('costs no more than its shown part, however long it is: no pattern reads the rest', () => {
    const handed = (message: string): number => {
      let most = 0;
      const watched = ['replace', 'replaceAll', 'matchAll', 'match', 'search', 'split'] as const;
      const real = watched.map(name => Object.getOwnPropertyDescriptor(String.prototype, name) as PropertyDescriptor);
      const exec = Object.getOwnPropertyDescriptor(RegExp.prototype, 'exec') as PropertyDescriptor;
      for (const [at, name] of watched.entries()) {
        const { value } = real[at] as { value: (...args: unknown[]) => unknown };
        const counting = function (this: string, ...args: unknown[]): unknown {
          most = Math.max(most, this.length);
          return value.apply(this, args);
        };
        Object.defineProperty(String.prototype, name, { ...real[at], value: counting });
      }
      const { value: execute } = exec as { value: (text: string) => unknown };
      const counting = function (this: RegExp, text: string): unknown {
        most = Math.max(most, text.length);
        return execute.call(this, text);
      };
      Object.defineProperty(RegExp.prototype, 'exec', { ...exec, value: counting });
      try {
        longer(message);
      } finally {
        for (const [at, name] of watched.entries()) {
          Object.defineProperty(String.prototype, name, real[at] as PropertyDescriptor);
        }
        Object.defineProperty(RegExp.prototype, 'exec', exec);
      }
      return most;
    };
    const hard = 'a@b https://x?a Unexpected ';
    assert.ok(handed(hard) >= hard.length, 'the reading is counted');
    // The longest form of the secret is its base64, which is looked for beyond the end.
    const most = longestMessage + 3 * secret.length;
    for (const length of [3_000, 1_000_000]) {
      const read = handed(hard.repeat(length / hard.length));
      assert.ok(read <= most, `${read} characters of ${length} are read`);
    }
  });

  it('is cut beside a secret, never inside one', () => {
    for (let before = longestMessage - 2 * secret.length; before <= longestMessage; before++) {
      const said = longer(`${'- '.repeat(before / 2)}${before % 2 ? '-' : ''}${secret} and more words to be cut`);
      assert.ok(said.length <= longestMessage + 2);
      for (let length = 4; length < secret.length; length++) assert.ok(!said.includes(secret.slice(0, length)), said);
    }
  });

  it('never has a secret of the input or the credentials, in any spelling', () => {
    const spellings = [
      (value: string) => value,
      (value: string) => value.toUpperCase(),
      (value: string) => JSON.stringify(value),
      (value: string) => encodeURIComponent(value),
      (value: string) => Buffer.from(`key=${value};`).toString('base64'),
      (value: string) => Buffer.from(`k=${value};`).toString('base64url'),
    ];
    const anySecret = fc.stringMatching(/^[A-Za-z0-9+/"\\& =]{10,40}$/).filter(value => value.trim() === value);
    fc.assert(
      fc.property(anySecret, fc.constantFrom(...spellings), fc.lorem(), (value, spell, words) => {
        const said = scrub(`${words} ${spell(value)} ${words}`, appstream, 'StartFleet', {}, [value]);
        assert.ok(!said.includes(spell(value)));
        assert.ok(said.includes('…'));
      }),
    );
  });
});

describe('text from a server', () => {
  it('has no links, invisible characters or reversed text once it is plain', () => {
    const parts = ['](', '[a', 'command:x)', '$(', 'error)', '\n', '\u0000', '\u009b', '\u2028', '\u202e', '\u200f'];
    const more = [
      '\u200b',
      '\u200d',
      '\u2060',
      '\ufeff',
      '\u00ad',
      '\ufe0f',
      '\u{e0041}',
      'ä',
      '👩',
      '💻',
      'ع',
      '$',
      '(',
      ']',
    ];
    const hostile = fc.array(fc.oneof(fc.constantFrom(...parts, ...more), fc.string({ unit: 'binary' })));
    fc.assert(
      fc.property(hostile, parts => {
        const plain = plainText(parts.join(''));
        assert.doesNotMatch(
          plain,
          /\p{Cc}|[\u2028-\u202e\u2066-\u2069\u200e\u200f\u200b\u2060-\u2064\ufeff\u00ad]|\]\(|\$\(/u,
        );
        assert.doesNotMatch(
          plain,
          /(?<!\p{Lo}|\p{M}|\p{Extended_Pictographic}|\p{Emoji_Modifier})(\u200c|\u200d|\ufe0f)/u,
        );
        assert.equal(plainText(plain), plain);
      }),
    );
  });

  const kept: readonly (readonly [what: string, text: string])[] = [
    ['a picture of several', 'team 👩🏽‍💻'],
    ['a picture in colour', '❤️ desktops'],
    ['letters of Persian that are kept apart', 'می‌خواهم'],
    ['letters of Hindi that are joined', 'क्‍ष'],
    ['what people write in names', 'R&D [west] (2) $5, 50% – "ok"'],
  ];
  for (const [what, text] of kept) it(`keeps ${what}`, () => assert.equal(plainText(text), text));

  it('changes no letter of European languages, and of the other characters only what nobody sees', () => {
    const changed = (code: number): boolean => code < 0x20 || (code >= 0x7f && code < 0xa0) || code === 0xad;
    const characters = Array.from({ length: 0x250 }, (_, code) => ({ code, text: String.fromCharCode(code) }));
    for (const { code, text } of characters) {
      assert.equal(plainText(`a${text}b`) !== `a${text}b`, changed(code), `U+${code.toString(16)}`);
    }
  });

  it('shows an invisible character that makes two names look the same', () =>
    assert.equal(plainText('dev\u200d'), 'dev\uFFFD'));

  const codes: readonly (readonly [given: unknown, becomes: string | undefined])[] = [
    ['ResourceInUseException', 'ResourceInUseException'],
    ['a-1.b_2', 'a-1.b_2'],
    ['two words', undefined],
    ['x'.repeat(81), undefined],
    ['', undefined],
    ['line\nbreak', undefined],
    [{ toString: 'no' }, undefined],
    [7, undefined],
  ];
  for (const [given, becomes] of codes) {
    it(`given ${JSON.stringify(given).slice(0, 20)} for a code, is ${becomes ?? 'none'}`, () =>
      assert.equal(plainCode(given), becomes));
  }

  it('given anything as its parts, is an error that can be shown', () => {
    fc.assert(
      fc.property(fc.record({ name: fc.anything(), message: fc.anything(), code: fc.anything() }), thrown => {
        const { name = '', message = '', code = '' } = asSdkError(thrown);
        for (const part of [name, message, code]) assert.equal(typeof part, 'string');
      }),
    );
    for (const thrown of [undefined, null, 'words', 7]) assert.equal(asSdkError(thrown).name, undefined);
  });
});
