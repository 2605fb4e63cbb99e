// Where a text must match a pattern, words say how: they are compared with the patterns of the API's facts.
import * as assert from 'node:assert/strict';

import { api, shape } from '../../../src/api/appstream/model';
import { patternOf } from '../../../src/api/core/facts';
import { answerProblem } from '../../../src/explorer/forms/answerProblem';
import { fieldsOf } from '../../../src/explorer/forms/formSpec';
import { formTexts } from '../../../src/explorer/forms/formTexts';
import { patternMessage } from '../../../src/explorer/forms/patternMessage';
import type { Field, TextField } from '../../../src/forms/field';
import { validate } from '../../../src/forms/validate';
import { kinds } from '../../../src/kinds/all';

const patterned = Object.entries(api.shapes).flatMap(([name, { pattern }]) => (pattern === undefined ? [] : [name]));

/** What each takes, and what a user may well enter that it refuses. */
const examples: Record<string, { takes: string[]; refuses: string[] }> = {
  AmiName: { takes: ['cad-2026 (1)'.replaceAll(' ', '_'), 'a/b'], refuses: ['ab', 'with space', 'x'.repeat(129)] },
  AppDisplayName: { takes: ['Arc GIS 1.2'], refuses: [' x', 'Müller', 'x'.repeat(101)] },
  AppName: { takes: ['ArcGIS_1.2-x'], refuses: ['Arc GIS', '-x', 'x'.repeat(101)] },
  Arn: {
    takes: ['arn:aws:iam::123456789012:role/name', 'arn:aws-us-gov:s3:us-gov-west-1:1:x'],
    refuses: ['role/name', 'arn:other:iam::1:role/x'],
  },
  AwsAccountId: { takes: ['123456789012'], refuses: ['1234-5678-9012', 'me'] },
  EmbedHostDomain: {
    takes: ['portal.example.com'],
    refuses: ['Portal.example.com', 'https://portal.example.com', 'x'],
  },
  FilterName: { takes: ['a.b'], refuses: ['a b'] },
  FilterValue: { takes: ['a:b/c'], refuses: ['a b', 'x'.repeat(202)] },
  ImageImportDescription: { takes: ['A b_(c).d-'], refuses: ['a,b', 'Müller'] },
  ImageImportDisplayName: { takes: ['A b_(c).d-'], refuses: ['a,b', 'Müller'] },
  InstanceType: {
    takes: ['stream.standard.medium', 'stream.graphics.g5.24xlarge'],
    refuses: ['medium', 'stream.x.huge'],
  },
  LaunchParameters: { takes: ['--x "C:\\a b"'], refuses: ['a\0b'] },
  Name: { takes: ['dev', '1.a_b-c'], refuses: ['a b', '_a', 'x'.repeat(102), 'Müller'] },
  NvidiaGridDriverVersion: { takes: ['16.3', '535.129.03'], refuses: ['16', 'v16.3'] },
  PhotonAmiId: { takes: ['ami-0123456789abcdef0'], refuses: ['0123456789abcdef0', 'AMI-01234567'] },
  S3Bucket: { takes: ['my-bucket.1'], refuses: ['My-bucket', 'my_bucket', 'bucket.'] },
  S3BucketArn: { takes: ['arn:aws:s3:::my-bucket'], refuses: ['my-bucket', 's3://my-bucket'] },
  StreamingUrlUserId: { takes: ['mary+1@example.com'], refuses: ['Mary Major', 'josé'] },
  TagKey: { takes: ['Kosten Stelle', 'a:b'], refuses: ['aws:x', 'a;b'] },
  TagValue: { takes: ['Müller', 'a b@c'], refuses: ['a;b', 'what?'] },
  ThemeFooterLinkDisplayName: { takes: ['IT support'], refuses: ['Hilfe für alle', 'a, b'] },
  ThemeTitleText: { takes: ['GIS & maps'], refuses: ['a, b', 'GIS: maps'] },
  UUID: { takes: ['01234567-89ab-cdef-0123-456789abcdef'], refuses: ['0123', '01234567-89AB-CDEF-0123-456789ABCDEF'] },
  UrlPattern: { takes: ['*', 'https://example.com/*'], refuses: ['example.com', 'http://a b', 'https://a,https://b'] },
  UsbDeviceFilterString: {
    takes: ['3D mouse,03,01,02,1133,50770,1,0', ',,,,,,0,0'],
    refuses: ['3D mouse', 'a,b,c,d,1,2,1', 'a,b,c,d,1,2,2,0'],
  },
  UserAttributeValue: { takes: ['Mary Jane_2-x'], refuses: ["O'Brien", 'José'] },
  Username: { takes: ['mary@example.com'], refuses: ['mary major@example.com', 'a\tb'] },
  WorkspaceImageId: { takes: ['wsi-0123abcd'], refuses: ['0123abcd', 'wsi-0123ABCD'] },
};

/** Signs of a regular expression, which no sentence has. */
const expression = /\\[dwsp]|\[\^?\w|\{\d+,|\(\?|\^\(|\)\$|\]\+|\.\*/;

describe('The description of a pattern', () => {
  for (const name of patterned) {
    it(`for ${name} is true of what it accepts and refuses`, () => {
      const said = patternMessage(name);
      assert.ok(said, `${name} has no words: ${shape(name).pattern}`);
      assert.doesNotMatch(said, expression);
      const { takes = [], refuses = [] } = examples[name] ?? {};
      assert.ok(takes.length && refuses.length, `${name} has no examples`);
      const pattern = patternOf(shape(name).pattern ?? '');
      for (const text of takes) assert.ok(pattern.test(text), text);
      for (const text of refuses) assert.ok(!pattern.test(text), text);
      const example = /looks like (\S+?)[.,]?( or (\S+?))?[.,]?( |$)/.exec(said);
      for (const text of [example?.[1], example?.[3]]) if (text) assert.ok(pattern.test(text), text);
    });
  }

  // "Use up to 101 letters, digits, . _ -; begin …": the list is all there is.
  for (const name of patterned.filter(name => patternMessage(name)?.startsWith('Use '))) {
    it(`for ${name} lists every character that it accepts, and no other`, () => {
      const said = patternMessage(name) ?? '';
      const [, least, most, list = ''] = /^Use (?:up to |(\d+) to )?(?:(\d+) )?(.*?)(?:; .*|\.)?$/.exec(said) ?? [];
      const pattern = patternOf(shape(name).pattern ?? '');
      const signs = new Set(
        list.replace(/(lowercase )?letters( in any script| from A to Z)?|digits|spaces/g, '').match(/[^\s]/g),
      );
      if (!/ , /.test(list)) signs.delete(',');
      for (let code = 0x20; code < 0x7f; code++) {
        const character = String.fromCharCode(code);
        const claimed =
          (/[a-z]/.test(character) && list.includes('letters')) ||
          (/[A-Z]/.test(character) && list.includes('letters') && !list.includes('lowercase')) ||
          (/\d/.test(character) && list.includes('digits')) ||
          (character === ' ' && list.includes('spaces')) ||
          signs.has(character);
        const around = list.includes('letters') ? 'a' : '1';
        assert.equal(pattern.test(`${around}${character}${around}`), claimed, `${character} in ${said}`);
      }
      assert.equal(pattern.test('aéa'), list.includes('any script'));
      const length = (count: number): boolean => pattern.test('a'.repeat(count));
      if (most) assert.deepEqual([length(Number(most)), length(Number(most) + 1)], [true, false]);
      if (least) assert.deepEqual([length(Number(least)), length(Number(least) - 1)], [true, false]);
    });
  }

  const operations = new Set(
    kinds.flatMap(({ create, actions }) => [
      ...(create ? [create.form.operation] : []),
      ...actions.flatMap(({ form, operations }) => (form ? [form.operation] : [...operations])),
    ]),
  );

  it('exists for each text of each form', () => {
    let count = 0;
    for (const operation of operations) {
      for (const field of texts(fieldsOf(operation))) {
        if (field.pattern === undefined) continue;
        count++;
        assert.ok(field.patternMessage, `${operation} ${field.name}: ${field.pattern}`);
        const [problem] = validate(
          [{ ...field, min: 0, max: 9999 }],
          { [field.name]: '\0\u2028 ;\n' },
          [],
          formTexts(),
        );
        assert.equal(problem?.message, field.patternMessage);
      }
    }
    assert.ok(count > 60, String(count));
  });

  it('is also used for the questions of actions', () => {
    for (const { actions } of kinds) {
      for (const {
        asks = [],
        operations: [operation],
      } of actions) {
        for (const ask of asks) {
          if (ask.choices && !ask.free) continue;
          for (const text of ['\0', 'a b;', "O'Brien é", 'x'.repeat(500)]) {
            assert.doesNotMatch(answerProblem(operation, ask, text) ?? '', expression);
          }
        }
      }
    }
  });

  it('is a plain sentence for a pattern of a newer model', () => {
    const field: TextField = { kind: 'text', name: 'x', label: 'X', pattern: '^[a-z]{2,3}$' };
    const [problem] = validate([field], { x: '!' }, [], formTexts());
    assert.equal(problem?.message, 'AWS does not accept this text.');
  });
});

function texts(fields: readonly Field[]): TextField[] {
  return fields.flatMap(field => {
    if (field.kind === 'text') return [field];
    if (field.kind === 'group') return texts(field.fields);
    if (field.kind === 'list') return texts([field.item]);
    return field.kind === 'map' ? [field.key, field.value] : [];
  });
}
