import * as assert from 'node:assert/strict';

import { useLab } from './lab';

describe("The simulator's entitlements", () => {
  const lab = useLab();
  const key = { StackName: 'cad', Name: 'architects' };
  const input = { ...key, AppVisibility: 'ASSOCIATED', Attributes: [{ Name: 'department', Value: 'Design' }] };
  const of = { StackName: 'cad', EntitlementName: 'architects' };

  before(async () => {
    for (const Name of ['cad', 'office']) await lab.call('CreateStack', { Name });
  });

  it('are keyed by stack and name', async () => {
    await lab.call('CreateEntitlement', input);
    await lab.call('CreateEntitlement', { ...input, StackName: 'office' });
    await lab.refuses('CreateEntitlement', input, 'EntitlementAlreadyExistsException', /architects/);
    await lab.refuses('CreateEntitlement', { ...input, StackName: 'nowhere' }, 'ResourceNotFoundException', /nowhere/);
    assert.equal(((await lab.call('DescribeEntitlements', { StackName: 'cad' })).Entitlements as unknown[]).length, 1);
    await lab.refuses('DescribeEntitlements', { ...key, Name: 'none' }, 'EntitlementNotFoundException', /none/);
  });

  it('remember when they were changed', async () => {
    lab.pass(60);
    const { Entitlement } = await lab.call('UpdateEntitlement', { ...key, AppVisibility: 'ALL' });
    const { CreatedTime, LastModifiedTime, AppVisibility, Attributes } = Entitlement as Record<string, unknown>;
    assert.equal((LastModifiedTime as Date).getTime() - (CreatedTime as Date).getTime(), 60_000);
    assert.equal(AppVisibility, 'ALL');
    assert.deepEqual(Attributes, input.Attributes);
  });

  it('list their applications', async () => {
    for (const ApplicationIdentifier of ['Revit', 'AutoCAD', 'Revit']) {
      await lab.call('AssociateApplicationToEntitlement', { ...of, ApplicationIdentifier });
    }
    assert.deepEqual((await lab.call('ListEntitledApplications', of)).EntitledApplications, [
      { ApplicationIdentifier: 'AutoCAD' },
      { ApplicationIdentifier: 'Revit' },
    ]);
    const revit = { ...of, ApplicationIdentifier: 'Revit' };
    await lab.call('DisassociateApplicationFromEntitlement', revit);
    await lab.refuses('DisassociateApplicationFromEntitlement', revit, 'ResourceNotFoundException', /Revit/);
  });

  it('go, by themselves or with their stack', async () => {
    await lab.call('DeleteEntitlement', key);
    await lab.refuses('DeleteEntitlement', key, 'EntitlementNotFoundException');
    await lab.call('DeleteStack', { Name: 'office' });
    await lab.call('CreateStack', { Name: 'office' });
    assert.deepEqual((await lab.call('DescribeEntitlements', { StackName: 'office' })).Entitlements, []);
  });
});

describe("The simulator's themes", () => {
  const lab = useLab();
  const input = {
    StackName: 'cad',
    TitleText: 'Design',
    ThemeStyling: 'BLUE',
    OrganizationLogoS3Location: { S3Bucket: 'brand', S3Key: 'logo.png' },
    FaviconS3Location: { S3Bucket: 'brand', S3Key: 'favicon.ico' },
    FooterLinks: [{ DisplayName: 'Help', FooterLinkURL: 'https://help.example' }],
  };
  const cad = { StackName: 'cad' };

  it('are one a stack', async () => {
    await lab.call('CreateStack', { Name: 'cad' });
    await lab.refuses('DescribeThemeForStack', cad, 'ResourceNotFoundException', /theme/);
    const { Theme } = await lab.call('CreateThemeForStack', input);
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
    await lab.refuses('CreateThemeForStack', input, 'ResourceAlreadyExistsException');
    await lab.refuses(
      'CreateThemeForStack',
      { ...input, StackName: 'nowhere' },
      'ResourceNotFoundException',
      /nowhere/,
    );
  });

  it('change, and go', async () => {
    await lab.call('UpdateThemeForStack', { ...cad, State: 'DISABLED', TitleText: 'New', ThemeStyling: 'RED' });
    await lab.call('UpdateThemeForStack', { ...cad, AttributesToDelete: ['FOOTER_LINKS'] });
    const theme = (await lab.call('DescribeThemeForStack', cad)).Theme as Record<string, unknown>;
    assert.deepEqual(
      [theme.State, theme.ThemeTitleText, theme.ThemeStyling, theme.ThemeFooterLinks],
      ['DISABLED', 'New', 'RED', []],
    );
    const both = { ...cad, FooterLinks: input.FooterLinks, AttributesToDelete: ['FOOTER_LINKS'] };
    await lab.refuses('UpdateThemeForStack', both, 'InvalidParameterCombinationException');
    await lab.call('DeleteThemeForStack', cad);
    await lab.refuses('DeleteThemeForStack', cad, 'ResourceNotFoundException');
  });
});
