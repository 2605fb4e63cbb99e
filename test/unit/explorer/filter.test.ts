// What a filter's text means, and what matches it.
import * as assert from 'node:assert/strict';

import * as fc from 'fast-check';

import type { Term } from '../../../src/explorer/tree/filter';
import { matches, parseFilter, prefixes, supports } from '../../../src/explorer/tree/filter';
import { kindNamed, kinds } from '../../../src/kinds/all';
import type { KindName } from '../../../src/kinds/names';

const text = (value: string): Term => ({ by: 'text', value });

describe('The text of a filter', () => {
  const cases: [sentence: string, typed: string, terms: Term[], unknown?: string[]][] = [
    ['without a word has no term', '  ', []],
    ['has a term for each word, in lower case', 'Web  prod ', [text('web'), text('prod')]],
    ['keeps words in quotes together', '"my fleet" x', [text('my fleet'), text('x')]],
    ['may lack the last quote while it is typed', '"my fl', [text('my fl')]],
    [
      'has terms with prefixes',
      'state:RUNNING image:Base',
      [
        { by: 'state', value: 'running' },
        { by: 'image', value: 'base' },
      ],
    ],
    ['has prefixes in any case', 'Type:ELASTIC', [{ by: 'type', value: 'elastic' }]],
    ['may have quotes after a prefix', 'image:"my image"', [{ by: 'image', value: 'my image' }]],
    ['has no term for a prefix alone, because more is coming', 'state: web', [text('web')]],
    ['reads a prefix in quotes as text', '"state:x"', [text('state:x')]],
    ['takes an ARN as text', 'arn:aws:appstream:eu-west-1:1:fleet/a', [text('arn:aws:appstream:eu-west-1:1:fleet/a')]],
    [
      'takes a word with an unknown prefix as text, and names the prefix',
      'colour:red',
      [text('colour:red')],
      ['colour:'],
    ],
    ['takes a colon after a number as text', '12:30', [text('12:30')]],
    ['ignores empty quotes', '"" a', [text('a')]],
    ["has the beginning of a tag's key", 'tag:Env', [{ by: 'tag', value: 'env' }]],
    ["has a tag's key and the beginning of its value", 'tag:Env=Prod', [{ by: 'tag', key: 'env', value: 'prod' }]],
    ['may have a key without a value yet', 'tag:env=', [{ by: 'tag', key: 'env', value: '' }]],
    ['has no term for a value without a key', 'tag:=prod tag: x', [text('x')]],
    [
      'may have quotes in a key and in a value',
      'tag:"cost centre"="a b=c" "tag:x=y"',
      [{ by: 'tag', key: 'cost centre', value: 'a b=c' }, text('tag:x=y')],
    ],
    ['takes an equals sign in quotes as a part of the key', 'tag:"a=b"', [{ by: 'tag', value: 'a=b' }]],
    ['takes only the first equals sign', 'tag:a=b=c', [{ by: 'tag', key: 'a', value: 'b=c' }]],
    ['has an equals sign in other terms', 'a=b state:c=d', [text('a=b'), { by: 'state', value: 'c=d' }]],
  ];
  for (const [sentence, typed, terms, unknown = []] of cases) {
    it(sentence, () => {
      const filter = parseFilter(typed);
      assert.deepEqual(filter.terms, terms);
      assert.deepEqual(filter.unknown, unknown);
      assert.equal(filter.text, typed.trim());
    });
  }
});

const arn = 'arn:aws:appstream:eu-west-1:123456789012:fleet/cad-workstations';
const resources: Partial<Record<KindName, object>> = {
  fleet: {
    Name: 'cad-workstations',
    DisplayName: 'CAD for Engineers',
    Arn: arn,
    State: 'RUNNING',
    FleetType: 'ON_DEMAND',
    InstanceType: 'stream.graphics.g4dn.xlarge',
    ImageArn: 'arn:aws:appstream:eu-west-1:123456789012:image/cad-2026',
  },
  stack: { Name: 'office' },
  imageBuilder: {
    Name: 'b',
    State: 'STOPPED',
    InstanceType: 'stream.standard.medium',
    ImageArn: 'arn:aws:x:image/Base',
  },
  image: {
    Name: 'cad-2026',
    Arn: 'arn:aws:appstream:eu-west-1::image/cad-2026',
    BaseImageArn: 'arn:aws:appstream:eu-west-1::image/AppStream-WinServer2022',
  },
  session: { Id: 'f00d-1', UserId: 'ann', State: 'ACTIVE', AuthenticationType: 'SAML' },
};

describe('A filter', () => {
  const cases: [of: KindName, typed: string, isMatch: boolean, why: string][] = [
    ['fleet', 'WORK', true, 'a part of the name, in any case'],
    ['fleet', 'engineers', true, 'a part of the display name'],
    ['fleet', 'work engineers', true, 'all words match, each in its own place'],
    ['fleet', 'work x9', false, 'one word does not match'],
    ['fleet', 'appstream', false, 'every ARN has this in it'],
    ['fleet', arn, true, 'the ARN'],
    ['fleet', arn.slice(0, 50), true, 'the beginning of the ARN'],
    ['fleet', 'arn:aws:appstream:us-east-1:', false, 'the ARN of another Region'],
    ['fleet', 'state:run', true, 'the beginning of the state'],
    ['fleet', 'state:unning', false, 'not the beginning of the state'],
    ['fleet', 'running', false, 'a state is not text'],
    ['fleet', 'image:cad', true, 'a part of the name in the ARN of the image'],
    ['fleet', 'image:appstream', false, 'the name of the service in the ARN of the image'],
    ['fleet', 'image:arn:aws:appstream:eu-west-1:123456789012:image/cad-2026', true, 'the ARN of the image'],
    ['fleet', 'type:on_demand', true, 'the fleet type'],
    ['fleet', 'type:g4dn state:running cad', true, 'the instance type, the state and the name'],
    ['fleet', 'type:elastic', false, 'another fleet type'],
    ['stack', 'state:running', false, 'stacks have no state'],
    ['stack', 'image:x', false, 'stacks have no image'],
    ['stack', 'type:x', false, 'stacks have no type'],
    ['stack', 'used:no', false, "stacks don't say who uses them"],
    ['image', 'used:no', false, 'the users of the image are not known'],
    ['imageBuilder', 'image:base', true, 'the image of the builder'],
    ['image', 'image:cad', true, 'the image itself'],
    ['image', 'image:winserver', true, 'the base image'],
    ['session', 'ann', true, 'the name of the user'],
    ['session', 'f00d-1', true, 'the whole id'],
    ['session', 'f00d', false, 'a part of an id that is not a name'],
    ['session', 'type:saml', true, 'how the user signed in'],
  ];
  for (const [of, typed, isMatch, why] of cases) {
    it(`${typed} ${isMatch ? 'finds' : "doesn't find"} a ${of}: ${why}`, () => {
      assert.equal(matches(parseFilter(typed), kindNamed(of), resources[of]), isMatch);
    });
  }

  const tags = { Env: 'Production', 'aws:created': 'x', empty: '' };
  const byTags: [typed: string, isMatch: boolean, why: string][] = [
    ['tag:env', true, 'the key, in any case'],
    ['tag:en', true, 'the beginning of the key'],
    ['tag:nv', false, 'not the beginning of the key'],
    ['tag:env=prod', true, 'the key, and the beginning of the value'],
    ['tag:en=prod', false, 'not the whole key'],
    ['tag:env=duction', false, 'not the beginning of the value'],
    ['tag:env=', true, 'the key, with any value'],
    ['tag:empty=', true, 'the key, without a value'],
    ['tag:aws:created=x', true, 'a key with a colon'],
    ['tag:env tag:team', false, 'one of two tags'],
    ['tag:env state:run', true, 'a tag and the state'],
    ['production', false, 'the value of a tag is not text'],
  ];
  for (const [typed, isMatch, why] of byTags) {
    it(`${typed} ${isMatch ? 'finds' : "doesn't find"} a tagged fleet: ${why}`, () => {
      const of = (known: typeof tags | undefined): boolean =>
        matches(parseFilter(typed), kindNamed('fleet'), resources.fleet, () => known);
      assert.equal(of(tags), isMatch);
      assert.equal(of(undefined), false, 'tags that are not known match nothing');
    });
  }

  it('finds nothing that it can not read, and everything when it is empty', () => {
    const fleet = kindNamed('fleet');
    const broken = {
      get Name(): string {
        throw new Error('unreadable');
      },
    };
    for (const resource of [broken, null, 'text', undefined]) {
      assert.equal(matches(parseFilter('a'), fleet, resource), false);
      assert.equal(matches(parseFilter(''), fleet, resource), true);
    }
  });

  it('finds what the newest answer says', () => {
    const fleet = kindNamed('fleet');
    assert.ok(matches(parseFilter('state:stopped'), fleet, { Name: 'a', State: 'STOPPED' }));
    assert.ok(!matches(parseFilter('state:stopped'), fleet, { Name: 'a', State: 'STARTING' }));
  });

  it('can look for the state of exactly the kinds that have states', () => {
    for (const kind of kinds) {
      assert.equal(supports(kind, { by: 'state', value: 'x' }), kind.state !== undefined, kind.name);
      assert.ok(supports(kind, text('x')));
    }
    const withImages = kinds.filter(kind => supports(kind, { by: 'image', value: '' })).map(({ name }) => name);
    assert.deepEqual(withImages.sort(), ['associatedFleet', 'exportImageTask', 'fleet', 'image', 'imageBuilder']);
    const withTags = kinds.filter(kind => supports(kind, { by: 'tag', value: 'x' })).map(({ name }) => name);
    const taggable = ['appBlock', 'appBlockBuilder', 'application', 'fleet', 'image', 'imageBuilder', 'stack'];
    assert.deepEqual(withTags.sort(), taggable);
  });

  it('finds the same as a search that reads each resource anew', () => {
    const word = fc.constantFrom('web', 'Dev', 'cad', 'é', 'RUN', 'STOPPED', 'on', 'medium', 'x y', 'arn:aws:a', '"');
    const resource = fc.record(
      { Name: word, DisplayName: word, State: word, FleetType: word, ImageName: word, Arn: word },
      { requiredKeys: ['Name'] },
    );
    const term = fc.record({ by: fc.constantFrom('text' as const, ...prefixes), value: word });
    const fleet = kindNamed('fleet');
    fc.assert(
      fc.property(fc.array(resource, { maxLength: 5 }), fc.array(term, { maxLength: 3 }), (all, terms) => {
        const typed = terms.map(({ by, value }) => (by === 'text' ? `"${value}"` : `${by}:"${value}"`)).join(' ');
        const filter = parseFilter(typed);
        for (const one of all) {
          assert.equal(
            matches(filter, fleet, one, () => ({ [one.Name]: '' })),
            naive(filter.terms, one),
            typed,
          );
        }
      }),
    );
  });
});

interface Named {
  readonly Name: string;
  readonly DisplayName?: string;
  readonly State?: string;
  readonly FleetType?: string;
  readonly ImageName?: string;
  readonly Arn?: string;
}

function naive(
  terms: readonly Term[],
  { Name, DisplayName = '', State = '', FleetType = '', ImageName = '', Arn = '' }: Named,
): boolean {
  const has = (where: string, what: string): boolean => where.toLowerCase().includes(what);
  return terms.every(({ by, value }) => {
    if (by === 'state') return State.toLowerCase().startsWith(value);
    if (by === 'type') return has(FleetType, value);
    if (by === 'used') return false; // only images say who uses them
    if (by === 'tag') return Name.toLowerCase().startsWith(value);
    if (by === 'image') {
      return value.startsWith('arn:') ? ImageName.startsWith(value) : has(ImageName.replace(/^arn:.*\//, ''), value);
    }
    if (value.startsWith('arn:')) return Arn.toLowerCase().startsWith(value);
    return has(Name, value) || has(DisplayName, value);
  });
}
