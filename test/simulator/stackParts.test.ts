import * as assert from 'node:assert/strict';

import { useSimulator } from './simulatorFixture';

describe("The simulator's entitlements", () => {
  const fixture = useSimulator();
  const key = { StackName: 'cad', Name: 'architects' };
  const input = { ...key, AppVisibility: 'ASSOCIATED', Attributes: [{ Name: 'department', Value: 'Design' }] };
  const of = { StackName: 'cad', EntitlementName: 'architects' };

  before(async () => {
    for (const Name of ['cad', 'office']) await fixture.call('CreateStack', { Name });
  });

  it('are identified by stack and name', async () => {
    await fixture.call('CreateEntitlement', input);
    await fixture.call('CreateEntitlement', { ...input, StackName: 'office' });
    await fixture.refuses('CreateEntitlement', input, 'EntitlementAlreadyExistsException', /architects/);
    await fixture.refuses(
      'CreateEntitlement',
      { ...input, StackName: 'nowhere' },
      'ResourceNotFoundException',
      /nowhere/,
    );
    assert.equal(
      ((await fixture.call('DescribeEntitlements', { StackName: 'cad' })).Entitlements as unknown[]).length,
      1,
    );
    await fixture.refuses('DescribeEntitlements', { ...key, Name: 'none' }, 'EntitlementNotFoundException', /none/);
  });

  it('have the time of their last change', async () => {
    fixture.pass(60);
    const { Entitlement } = await fixture.call('UpdateEntitlement', { ...key, AppVisibility: 'ALL' });
    const { CreatedTime, LastModifiedTime, AppVisibility, Attributes } = Entitlement as Record<string, unknown>;
    assert.equal((LastModifiedTime as Date).getTime() - (CreatedTime as Date).getTime(), 60_000);
    assert.equal(AppVisibility, 'ALL');
    assert.deepEqual(Attributes, input.Attributes);
  });

  it('are found by name among those of their stack, and are deleted alone', async () => {
    const names = async (filter: object) =>
      ((await fixture.call('DescribeEntitlements', filter)).Entitlements as { StackName: string; Name: string }[]).map(
        ({ StackName, Name }) => `${StackName}/${Name}`,
      );
    await fixture.call('CreateEntitlement', { ...input, Name: 'engineers' });
    assert.deepEqual(await names({ StackName: 'cad' }), ['cad/architects', 'cad/engineers']);
    assert.deepEqual(await names({ StackName: 'cad', Name: 'engineers' }), ['cad/engineers']);
    await fixture.call('DeleteEntitlement', { StackName: 'cad', Name: 'engineers' });
    assert.deepEqual(await names({ StackName: 'cad' }), ['cad/architects']);
    assert.deepEqual(await names({ StackName: 'office' }), ['office/architects']);
  });

  it('list their applications', async () => {
    for (const ApplicationIdentifier of ['Revit', 'AutoCAD', 'Revit']) {
      await fixture.call('AssociateApplicationToEntitlement', { ...of, ApplicationIdentifier });
    }
    assert.deepEqual((await fixture.call('ListEntitledApplications', of)).EntitledApplications, [
      { ApplicationIdentifier: 'AutoCAD' },
      { ApplicationIdentifier: 'Revit' },
    ]);
    const revit = { ...of, ApplicationIdentifier: 'Revit' };
    await fixture.call('DisassociateApplicationFromEntitlement', revit);
    await fixture.refuses('DisassociateApplicationFromEntitlement', revit, 'ResourceNotFoundException', /Revit/);
  });

  it('are deleted alone or with their stack', async () => {
    await fixture.call('DeleteEntitlement', key);
    await fixture.refuses('DeleteEntitlement', key, 'EntitlementNotFoundException');
    await fixture.call('DeleteStack', { Name: 'office' });
    await fixture.call('CreateStack', { Name: 'office' });
    assert.deepEqual((await fixture.call('DescribeEntitlements', { StackName: 'office' })).Entitlements, []);
  });
});

describe("The simulator's themes", () => {
  const fixture = useSimulator();
  const input = {
    StackName: 'cad',
    TitleText: 'Design',
    ThemeStyling: 'BLUE',
    OrganizationLogoS3Location: { S3Bucket: 'brand', S3Key: 'logo.png' },
    FaviconS3Location: { S3Bucket: 'brand', S3Key: 'favicon.ico' },
    FooterLinks: [{ DisplayName: 'Help', FooterLinkURL: 'https://help.example' }],
  };
  const cad = { StackName: 'cad' };

  it('are limited to one per stack', async () => {
    await fixture.call('CreateStack', { Name: 'cad' });
    await fixture.refuses('DescribeThemeForStack', cad, 'ResourceNotFoundException', /theme/);
    const { Theme } = await fixture.call('CreateThemeForStack', input);
    const { CreatedTime, ...made } = Theme as Record<string, unknown>;
    assert.ok(CreatedTime instanceof Date);
    assert.deepEqual(made, {
      StackName: 'cad',
      State: 'ENABLED',
      ThemeTitleText: 'Design',
      ThemeStyling: 'BLUE',
      ThemeOrganizationLogoURL: 'https://brand.s3.eu-west-1.amazonaws.com/logo.png',
      ThemeFaviconURL: 'https://brand.s3.eu-west-1.amazonaws.com/favicon.ico',
      ThemeFooterLinks: input.FooterLinks,
    });
    await fixture.refuses('CreateThemeForStack', input, 'ResourceAlreadyExistsException');
    await fixture.refuses(
      'CreateThemeForStack',
      { ...input, StackName: 'nowhere' },
      'ResourceNotFoundException',
      /nowhere/,
    );
  });

  it('can be updated and deleted', async () => {
    await fixture.call('UpdateThemeForStack', { ...cad, State: 'DISABLED', TitleText: 'New', ThemeStyling: 'RED' });
    await fixture.call('UpdateThemeForStack', { ...cad, AttributesToDelete: ['FOOTER_LINKS'] });
    const theme = (await fixture.call('DescribeThemeForStack', cad)).Theme as Record<string, unknown>;
    assert.deepEqual(
      [theme.State, theme.ThemeTitleText, theme.ThemeStyling, theme.ThemeFooterLinks],
      ['DISABLED', 'New', 'RED', []],
    );
    const rest = async (change: object) => {
      const { Theme } = await fixture.call('UpdateThemeForStack', { ...cad, ...change });
      assert.deepEqual((await fixture.call('DescribeThemeForStack', cad)).Theme, Theme);
      const { ThemeOrganizationLogoURL, ThemeFaviconURL, ThemeFooterLinks } = Theme as Record<string, unknown>;
      return [ThemeOrganizationLogoURL, ThemeFaviconURL, ThemeFooterLinks];
    };
    const at = (file: string) => `https://brand.s3.eu-west-1.amazonaws.com/${file}`;
    const links = [{ DisplayName: 'Home', FooterLinkURL: 'https://home.example' }];
    assert.deepEqual(await rest({ FooterLinks: links }), [at('logo.png'), at('favicon.ico'), links]);
    const logo = { OrganizationLogoS3Location: { S3Bucket: 'brand', S3Key: 'new/logo.png' } };
    assert.deepEqual(await rest(logo), [at('new/logo.png'), at('favicon.ico'), links]);
    const favicon = { FaviconS3Location: { S3Bucket: 'brand', S3Key: 'new.ico' } };
    assert.deepEqual(await rest(favicon), [at('new/logo.png'), at('new.ico'), links]);
    for (const picture of ['OrganizationLogoS3Location', 'FaviconS3Location']) {
      const keyless = { [picture]: { S3Bucket: 'brand' } };
      const message = new RegExp(`${picture.slice(1)}\\.s3Key' .* not be null$`);
      await fixture.refuses('UpdateThemeForStack', { ...cad, ...keyless }, 'ValidationException', message);
      await fixture.call('CreateStack', { Name: picture });
      const created = { ...input, ...keyless, StackName: picture };
      await fixture.refuses('CreateThemeForStack', created, 'ValidationException', message);
    }
    const both = { ...cad, FooterLinks: input.FooterLinks, AttributesToDelete: ['FOOTER_LINKS'] };
    await fixture.refuses('UpdateThemeForStack', both, 'InvalidParameterCombinationException');
    await fixture.call('DeleteThemeForStack', cad);
    await fixture.refuses('DeleteThemeForStack', cad, 'ResourceNotFoundException');
    const linkless = { ...input, FooterLinks: undefined };
    const { Theme } = await fixture.call('CreateThemeForStack', linkless);
    assert.deepEqual((Theme as { ThemeFooterLinks: unknown }).ThemeFooterLinks, []);
    await fixture.call('DeleteStack', { Name: 'cad' });
    await fixture.call('CreateStack', { Name: 'cad' });
    await fixture.refuses('DescribeThemeForStack', cad, 'ResourceNotFoundException', /theme/);
  });
});
