import * as assert from 'node:assert/strict';

import { formTexts } from '../../../src/explorer/forms/formTexts';
import { pageForm, requestOf } from '../../../src/explorer/forms/pageForm';
import { explainedText } from '../../../src/explorer/show/explain';
import type { Values } from '../../../src/forms/field';
import { validate } from '../../../src/forms/validate';
import { fieldAt } from '../../../src/forms/values';
import type { Form } from '../../../src/kinds/action';
import { directoryConfig } from '../../../src/kinds/directoryConfig';
import { tag, tagsOf } from '../../../src/kinds/tag';
import { billingPeriods, licenseUsage, usageReport } from '../../../src/kinds/usageReport';
import { scriptedApi } from '../../support/scriptedApi';

const place = { title: 'T', line: '', key: 'n' };
const page = (form: Form<never>, resource?: unknown) => pageForm(form, resource, place, {});

describe('A directory config', () => {
  const create = directoryConfig.create?.form as Form<never>;
  const update = directoryConfig.actions.find(({ name }) => name === 'update')?.form as Form<never>;
  const config = {
    DirectoryName: 'corp.example.com',
    OrganizationalUnitDistinguishedNames: ['OU=A,DC=corp'],
    ServiceAccountCredentials: { AccountName: 'CORP\\svc' },
  };
  const whole: Values = {
    DirectoryName: 'corp.example.com',
    OrganizationalUnitDistinguishedNames: ['OU=A,DC=corp'],
    ServiceAccountCredentials: { AccountName: 'CORP\\svc', AccountPassword: 'x' },
  };
  const cases = [
    { given: 'all that is needed', values: whole, wrong: [] },
    {
      given: 'a unit that is none',
      values: { ...whole, OrganizationalUnitDistinguishedNames: ['OU=A', 'CN=B'] },
      wrong: ['OrganizationalUnitDistinguishedNames.1'],
    },
    {
      given: 'no unit',
      values: { ...whole, OrganizationalUnitDistinguishedNames: [] },
      wrong: ['OrganizationalUnitDistinguishedNames'],
    },
    {
      given: 'an account without its password',
      values: { ...whole, ServiceAccountCredentials: { AccountName: 'CORP\\svc' } },
      wrong: ['ServiceAccountCredentials.AccountPassword'],
    },
    {
      given: 'sign-in by certificate without an authority',
      values: { ...whole, CertificateBasedAuthProperties: { Status: 'ENABLED' } },
      wrong: ['CertificateBasedAuthProperties.CertificateAuthorityArn'],
    },
  ];
  for (const { given, values, wrong } of cases) {
    it(`has ${wrong.length ? `problems at ${wrong.join(', ')}` : 'no problem'} with ${given}`, () => {
      const { fields, rules } = page(create);
      const problems = validate(fields, values, rules, formTexts());
      assert.deepEqual(
        problems.map(({ path }) => path.join('.')),
        wrong,
      );
    });
  }

  it('has its password in a field that is masked and not stored', () => {
    const password = fieldAt(page(create).fields, 'ServiceAccountCredentials.AccountPassword');
    assert.ok(password?.kind === 'text' && password.secret && password.sensitive);
  });

  it('is updated without the account if the account is left empty', () => {
    const form = page(update, config);
    const input = { ...form.values, OrganizationalUnitDistinguishedNames: ['OU=B,DC=corp'] };
    assert.deepEqual(validate(form.fields, input, form.rules, formTexts()), []);
    assert.deepEqual(requestOf(update as Form, form, input), {
      input: { OrganizationalUnitDistinguishedNames: ['OU=B,DC=corp'] },
    });
  });

  it('never has a password, even if the service returns one', async () => {
    const api = scriptedApi({
      DescribeDirectoryConfigs: () => ({
        DirectoryConfigs: [{ ...config, ServiceAccountCredentials: { AccountName: 'a', AccountPassword: 'hunter2' } }],
      }),
    });
    for await (const found of directoryConfig.list.pages(api, {}, new AbortController().signal)) {
      assert.ok(!JSON.stringify(found).includes('hunter2'));
    }
    const again = await directoryConfig.describe?.(
      api,
      [{ DirectoryName: config.DirectoryName }],
      {},
      new AbortController().signal,
    );
    assert.equal(again?.length, 1);
    assert.ok(!JSON.stringify(again).includes('hunter2'));
  });
});

describe('Usage reports', () => {
  it('offer the months of two years, in UTC, across the turn of the year', () => {
    const months = billingPeriods(new Date('2027-01-31T23:59:59Z')).map(({ BillingPeriod }) => BillingPeriod);
    assert.deepEqual(months.slice(0, 3), ['2027-01', '2026-12', '2026-11']);
    assert.deepEqual([months.length, months.at(-1)], [24, '2025-02']);
  });

  it('have an error of the last report with what explains its code', () => {
    const [error] =
      usageReport.errors?.({ SubscriptionErrors: [{ ErrorCode: 'ACCESS_DENIED', ErrorMessage: 'No.' }] }) ?? [];
    assert.deepEqual(error, {
      code: 'ACCESS_DENIED',
      message: 'No.',
      codes: 'UsageReportExecutionErrorCode',
    });
    assert.match(
      explainedText(error ?? assert.fail()),
      /^ACCESS_DENIED: No\. Usually the bucket policy .* Correct the bucket policy\./,
    );
  });

  it('have licenses without a user in their ids', () => {
    const usage = { UserArn: 'arn:aws:appstream:r:1:user/userpool/ana@example.com', UserId: 'ana', LicenseType: 'X' };
    const id = licenseUsage.id(usage as never);
    assert.match(id ?? '', /^[0-9a-f]{12}$/);
    assert.notEqual(id, licenseUsage.id({ ...usage, LicenseType: 'Y' } as never));
    assert.equal(licenseUsage.privateLabel, true);
  });
});

describe('Tags', () => {
  const add = tag.create?.form as Form<never>;
  const tags = (count: number): Record<string, string> =>
    Object.fromEntries(Array.from({ length: count }, (_, at) => [`k${at}`, 'v']));
  const cases = [
    { given: 'a key and a value', Tags: { 'cost centre': 'A/1 @x' }, fits: true },
    { given: 'an empty value', Tags: { key: '' }, fits: true },
    { given: '50 tags', Tags: tags(50), fits: true },
    { given: '51 tags', Tags: tags(51), fits: false },
    { given: 'no tag', Tags: {}, fits: false },
    { given: 'a key of AWS', Tags: { 'aws:createdBy': 'x' }, fits: false },
    { given: 'a key of 129 characters', Tags: { ['k'.repeat(129)]: 'x' }, fits: false },
    { given: 'a value of 257 characters', Tags: { key: 'v'.repeat(257) }, fits: false },
  ];
  for (const { given, Tags, fits } of cases) {
    it(`${fits ? 'accept' : 'refuse'} ${given}`, () => {
      const { fields, rules } = page(add);
      assert.equal(validate(fields, { Tags }, rules, formTexts()).length === 0, fits);
    });
  }

  const edits = [
    { given: 'another value', Tags: { a: '2' }, calls: ['TagResource {"ResourceArn":"arn:x","Tags":{"a":"2"}}'] },
    {
      given: 'another key',
      Tags: { b: '1' },
      calls: [
        'TagResource {"ResourceArn":"arn:x","Tags":{"b":"1"}}',
        'UntagResource {"ResourceArn":"arn:x","TagKeys":["a"]}',
      ],
    },
  ];
  for (const { given, Tags, calls } of edits) {
    it(`are edited to ${given}`, async () => {
      const api = scriptedApi({ TagResource: () => ({}), UntagResource: () => ({}) });
      const edit = tag.actions.find(({ name }) => name === 'edit');
      const { signal } = new AbortController();
      const target = { api, resource: { Key: 'a', Value: '1' }, scope: { ResourceArn: 'arn:x' }, signal };
      await edit?.perform(target, {}, { Tags });
      assert.deepEqual(api.calls, calls);
    });
  }

  it("are not offered without an ARN, and AWS's own tags can't be removed", () => {
    const child = tagsOf((resource: { Arn?: string }) => resource.Arn);
    assert.equal(child.scope({}), undefined);
    assert.deepEqual(child.scope({ Arn: 'arn:x' }), { ResourceArn: 'arn:x' });
    const remove = tag.actions.find(({ name }) => name === 'remove');
    assert.equal(remove?.when?.({ Key: 'aws:x', Value: '' }, {}), false);
    assert.equal(remove?.when?.({ Key: 'x', Value: '' }, {}), true);
  });
});
