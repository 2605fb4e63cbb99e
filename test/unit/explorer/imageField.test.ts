// The one field of an image: it takes a name or an ARN, and a request has exactly one of the two members.
import * as assert from 'node:assert/strict';

import * as fc from 'fast-check';

import { api, inputShape } from '../../../src/api/appstream/model';
import { duplicateValues, pageForm, requestOf } from '../../../src/explorer/forms/pageForm';
import type { Values } from '../../../src/forms/field';
import type { Form as Page } from '../../../src/forms/protocol';
import { compile, validate } from '../../../src/forms/validate';
import { inputFrom } from '../../../src/forms/values';
import type { Form } from '../../../src/kinds/action';
import { fleet } from '../../../src/kinds/fleet';
import { imageBuilder } from '../../../src/kinds/imageBuilder';
import type { Kind } from '../../../src/kinds/kind';
import { formsOfKinds } from '../../simulator/formCases';

const own = '123456789012';
const place = { title: '', line: '', key: '' };
const arn = (what: string, account = own, partition = 'aws'): string =>
  `arn:${partition}:appstream:eu-west-1:${account}:${what}`;

const create = (kind: Kind<never>): Form => kind.create?.form as Form;
const update = fleet.actions.find(({ name }) => name === 'update')?.form as Form;

/** What submitting a page sends of the image, after something was entered. */
function sent(form: Form, page: Page, entered: Values = {}): Values {
  const request = requestOf(form, page, inputFrom(page.fields, { ...page.values, ...entered }));
  assert.ok('input' in request, JSON.stringify(request));
  const { ImageName, ImageArn } = request.input;
  return { ...(ImageName !== undefined && { ImageName }), ...(ImageArn !== undefined && { ImageArn }) };
}

const duplicated: { given: string; resource: object; of: Kind<never>; sends: Values }[] = [
  {
    given: 'a fleet on an own image',
    of: fleet as Kind<never>,
    resource: { ImageName: 'mine', ImageArn: arn('image/mine') },
    sends: { ImageName: 'mine' },
  },
  {
    given: "a fleet on another account's image",
    of: fleet as Kind<never>,
    resource: { ImageName: 'suite', ImageArn: arn('image/suite', '210987654321') },
    sends: { ImageArn: arn('image/suite', '210987654321') },
  },
  {
    given: 'a fleet on a public image',
    of: fleet as Kind<never>,
    resource: { ImageName: 'AppStream-Base', ImageArn: arn('image/AppStream-Base', '') },
    sends: { ImageArn: arn('image/AppStream-Base', '') },
  },
  {
    given: 'a fleet with a name alone',
    of: fleet as Kind<never>,
    resource: { ImageName: 'mine', ImageArn: '' },
    sends: { ImageName: 'mine' },
  },
  {
    given: 'an image builder on an own image, which AWS answers with its ARN alone',
    of: imageBuilder as Kind<never>,
    resource: { ImageArn: arn('image/mine') },
    sends: { ImageName: 'mine' },
  },
  {
    given: "an image builder on another account's image",
    of: imageBuilder as Kind<never>,
    resource: { ImageArn: arn('image/suite', '210987654321') },
    sends: { ImageArn: arn('image/suite', '210987654321') },
  },
];

const thing = (of: { readonly name: string }, more: object): object => ({
  Name: 'dev',
  Arn: arn(`${of.name === 'fleet' ? 'fleet' : 'image-builder'}/dev`),
  InstanceType: 'stream.standard.medium',
  State: 'STOPPED',
  ...(of.name === 'fleet' && { FleetType: 'ON_DEMAND', ComputeCapacityStatus: { Desired: 1 } }),
  ...more,
});

describe('The field of an image', () => {
  for (const { given, of, resource, sends } of duplicated) {
    it(`in a duplicate of ${given} sends ${JSON.stringify(sends)}`, () => {
      const form = create(of);
      const values = duplicateValues(of, thing(of, resource));
      const page = pageForm(form, undefined, place, {}, { values });
      assert.deepEqual(validate(page.fields, page.values, page.rules, page.texts), []);
      assert.deepEqual(sent(form, page), sends);
    });
  }

  for (const { given, of, resource } of duplicated.filter(row => row.of.name === 'fleet')) {
    it(`in an update of ${given} sends nothing until the user changes it, and then one member`, () => {
      const page = pageForm(update, thing(of, resource), place, {});
      assert.deepEqual(sent(update, page, { DisplayName: 'other' }), {});
      assert.deepEqual(sent(update, page, { ImageName: 'next' }), { ImageName: 'next' });
      const shared = arn('image/next', '333333333333');
      assert.deepEqual(sent(update, page, { ImageName: shared }), { ImageArn: shared });
      const request = requestOf(update, page, inputFrom(page.fields, { ...page.values, ImageName: shared }));
      assert.deepEqual(request, { input: { ImageArn: shared } });
    });
  }

  it('replaces both members in every form of an operation that takes a name or an ARN', () => {
    for (const [name, form] of formsOfKinds()) {
      const members = inputShape(form.operation).members ?? {};
      if (!members['ImageArn'] || !members['ImageName']) continue;
      const { fields } = pageForm(form, name.endsWith('.create') ? undefined : { Name: 'dev' }, place, {});
      const found = fields.filter(field => /^Image(Name|Arn)$/.test(field.name));
      assert.deepEqual(
        found.map(field => [field.name, field.label, field.kind === 'text' && field.arn?.name]),
        [['ImageName', 'Image', 'ImageArn']],
        name,
      );
    }
    const both = Object.entries(api.operations).filter(([operation]) => {
      const members = inputShape(operation).members ?? {};
      return members['ImageArn'] && members['ImageName'];
    });
    assert.equal(both.length, 3, 'fleets are created and updated, image builders are created');
  });

  it("sends exactly one of the two members for any input, and checks it against that member's limits", () => {
    const text = fc.oneof(
      fc.string({ minLength: 1, unit: 'grapheme' }),
      fc.stringMatching(/^[a-zA-Z0-9][a-zA-Z0-9_.-]{0,110}$/),
      fc
        .tuple(fc.constantFrom('', own, '210987654321'), fc.stringMatching(/^[\w.-]{1,40}$/))
        .map(([account, name]) => arn(`image/${name}`, account)),
      fc.string().map(rest => `arn:${rest}`),
    );
    const pages = [
      [create(fleet as Kind<never>), pageForm(create(fleet as Kind<never>), undefined, place, {})] as const,
      [update, pageForm(update, thing(fleet, { ImageName: 'mine', ImageArn: arn('image/mine') }), place, {})] as const,
    ];
    fc.assert(
      fc.property(text, entered => {
        for (const [form, page] of pages) {
          const values = { ...page.values, Name: 'dev', ImageName: entered };
          const members = sent(form, page, { Name: 'dev', ImageName: entered });
          const isArn = entered.startsWith('arn:');
          if (entered !== 'mine' || form !== update) {
            assert.deepEqual(members, { [isArn ? 'ImageArn' : 'ImageName']: entered });
          }
          const wrong = validate(page.fields, values, page.rules, page.texts).some(
            ({ path }) => path[0] === 'ImageName',
          );
          const { pattern } = shapeOf(form, isArn ? 'ImageArn' : 'ImageName');
          assert.equal(wrong, !compile(pattern).test(entered), entered);
        }
      }),
    );
  });
});

function shapeOf(form: Form, member: string): { readonly pattern: string } {
  const name = inputShape(form.operation).members?.[member] ?? '';
  const { pattern = '[^]*' } = api.shapes[name] ?? {};
  return { pattern };
}
