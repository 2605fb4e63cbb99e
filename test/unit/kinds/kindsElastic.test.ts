// Applications, app blocks and their builders, entitlements and themes: when what is offered, and what is sent.
import * as assert from 'node:assert/strict';

import type { AppBlockBuilder, Application, Fleet } from '@aws-sdk/client-appstream';

import { ApiError } from '../../../src/api/core/errors';
import { formTexts } from '../../../src/explorer/forms/formTexts';
import { pageForm, requestOf } from '../../../src/explorer/forms/pageForm';
import type { Values } from '../../../src/forms/field';
import { validate } from '../../../src/forms/validate';
import { fieldAt } from '../../../src/forms/values';
import type { Action, Form, Target } from '../../../src/kinds/action';
import { appBlock } from '../../../src/kinds/appBlock';
import { appBlockBuilder } from '../../../src/kinds/appBlockBuilder';
import { application } from '../../../src/kinds/application';
import { entitledApplication, entitlement } from '../../../src/kinds/entitlement';
import { fleet } from '../../../src/kinds/fleet';
import type { Kind } from '../../../src/kinds/kind';
import type { Scope } from '../../../src/kinds/listing';
import { theme } from '../../../src/kinds/theme';
import type { Script, ScriptedApi } from '../../support/scriptedApi';
import { scriptedApi } from '../../support/scriptedApi';

const signal = new AbortController().signal;
const place = { title: 'T', line: '', key: 'n' };
const arn = (name: string): string => `arn:aws:appstream:eu-west-1:123456789012:${name}`;

const page = (form: Form | undefined, resource?: unknown) => {
  assert.ok(form);
  return pageForm(form, resource, place, {});
};
function actionOf<T>({ name: kind, actions }: Kind<T>, name: string): Action<T> {
  const action = actions.find(candidate => candidate.name === name);
  assert.ok(action, `${kind}.${name}`);
  return action;
}
const formOf = <T>(kind: Kind<T>): Form => actionOf(kind, 'update').form as Form;

function target<T>(script: Script, resource: T, scope: Scope = {}): { api: ScriptedApi; on: Target<T> } {
  const api = scriptedApi(script);
  return { api, on: { api, resource, scope, signal } };
}

function problems(form: Form | undefined, values: Values): string[] {
  const { fields, rules } = page(form);
  return validate(fields, values, rules, formTexts()).map(({ path }) => path.join('.'));
}

describe('The problems of a form', () => {
  const script = {
    ScriptS3Location: { S3Bucket: 'bucket', S3Key: 'mount.ps1' },
    ExecutablePath: 'x',
    TimeoutInSeconds: 60,
  };
  const packed = { S3Bucket: 'bucket', S3Key: 'app.vhdx' };
  const builder = { Name: 'b', Platform: 'WINDOWS_SERVER_2019', InstanceType: 'stream.standard.medium' };
  const app = {
    Name: 'viewer',
    AppBlockArn: arn('app-block/b'),
    LaunchPath: 'C:\\viewer.exe',
    IconS3Location: { S3Bucket: 'bucket', S3Key: 'icon.png' },
    Platforms: ['WINDOWS_SERVER_2019'],
    InstanceFamilies: ['GENERAL_PURPOSE'],
  };
  const cases: { given: string; form: Form | undefined; values: Values; wrong: string[] }[] = [
    {
      given: 'a custom app block with its package and script',
      form: appBlock.create?.form,
      values: { Name: 'b', PackagingType: 'CUSTOM', SourceS3Location: packed, SetupScriptDetails: script },
      wrong: [],
    },
    {
      given: 'a custom app block without package and script',
      form: appBlock.create?.form,
      values: { Name: 'b', PackagingType: 'CUSTOM', SourceS3Location: { S3Bucket: 'bucket' } },
      wrong: ['SetupScriptDetails', 'SourceS3Location.S3Key'],
    },
    {
      given: 'a script of no key',
      form: appBlock.create?.form,
      values: {
        Name: 'b',
        PackagingType: 'CUSTOM',
        SourceS3Location: packed,
        SetupScriptDetails: { ...script, ScriptS3Location: { S3Bucket: 'bucket' } },
      },
      wrong: ['SetupScriptDetails.ScriptS3Location.S3Key'],
    },
    {
      given: 'an app block that a builder is to package',
      form: appBlock.create?.form,
      values: { Name: 'b', PackagingType: 'APPSTREAM2', SourceS3Location: { S3Bucket: 'bucket' } },
      wrong: [],
    },
    {
      given: 'an app block that a builder is to package, with a setup script',
      form: appBlock.create?.form,
      values: { Name: 'b', PackagingType: 'APPSTREAM2', SourceS3Location: packed, SetupScriptDetails: script },
      wrong: ['SetupScriptDetails'],
    },
    {
      given: 'a builder in two subnets',
      form: appBlockBuilder.create?.form,
      values: { ...builder, VpcConfig: { SubnetIds: ['subnet-1', 'subnet-2'] } },
      wrong: [],
    },
    {
      given: 'a builder in one subnet',
      form: appBlockBuilder.create?.form,
      values: { ...builder, VpcConfig: { SubnetIds: ['subnet-1'] } },
      wrong: ['VpcConfig.SubnetIds'],
    },
    { given: 'an application', form: application.create?.form, values: app, wrong: [] },
    {
      given: 'an application with an icon of no key',
      form: application.create?.form,
      values: { ...app, IconS3Location: { S3Bucket: 'bucket' } },
      wrong: ['IconS3Location.S3Key'],
    },
    {
      given: 'an entitlement without attributes',
      form: entitlement.create?.form,
      values: { Name: 'e', AppVisibility: 'ALL' },
      wrong: ['Attributes'],
    },
  ];
  for (const { given, form, values, wrong } of cases) {
    it(`${given}: ${wrong.length ? wrong.join(', ') : 'none'}`, () => {
      assert.deepEqual(problems(form, values), wrong);
    });
  }

  it('asks for no value that the place in the tree gives: the stack, the name', () => {
    const shown = (form: Form | undefined, resource?: unknown) => page(form, resource).fields.map(({ name }) => name);
    assert.ok(!shown(entitlement.create?.form).includes('StackName'));
    assert.ok(!shown(theme.create?.form).includes('StackName'));
    for (const kind of [application, appBlockBuilder, entitlement] as Kind[]) {
      assert.ok(!shown(formOf(kind), {}).includes('Name'), kind.name);
    }
  });

  it('offers the values that only the documentation lists', () => {
    const families = fieldAt(page(application.create?.form).fields, 'InstanceFamilies');
    assert.ok(families?.kind === 'list' && families.item.kind === 'choice');
    assert.deepEqual(
      families.item.options.map(({ value }) => value),
      ['GENERAL_PURPOSE', 'GRAPHICS_G4'],
    );
    const attributes = fieldAt(page(entitlement.create?.form).fields, 'Attributes');
    assert.ok(attributes?.kind === 'list' && attributes.item.kind === 'group');
    assert.equal(attributes.item.fields.find(({ name }) => name === 'Name')?.kind, 'choice');
  });
});

describe('The input of an update', () => {
  const builder: AppBlockBuilder = {
    Arn: arn('app-block-builder/b'),
    Name: 'b',
    DisplayName: 'Packager',
    Platform: 'WINDOWS_SERVER_2019',
    InstanceType: 'stream.standard.medium',
    VpcConfig: { SubnetIds: ['subnet-1', 'subnet-2'], SecurityGroupIds: ['sg-1'] },
    IamRoleArn: 'arn:aws:iam::123456789012:role/r',
    State: 'STOPPED',
  };
  const app: Application = { Name: 'viewer', LaunchPath: 'x', LaunchParameters: '-v', WorkingDirectory: 'C:\\' };
  const look = {
    StackName: 'gis',
    ThemeTitleText: 'Maps',
    ThemeStyling: 'BLUE' as const,
    ThemeFooterLinks: [{ DisplayName: 'Help', FooterLinkURL: 'https://help.example' }],
  };
  const cases: { given: string; form: Form; resource: unknown; change: Values; sends: Values }[] = [
    {
      given: "a builder's new instance type",
      form: formOf(appBlockBuilder),
      resource: builder,
      change: { InstanceType: 'stream.standard.large' },
      sends: { InstanceType: 'stream.standard.large' },
    },
    {
      given: 'a builder whose role is taken away',
      form: formOf(appBlockBuilder),
      resource: builder,
      change: { IamRoleArn: undefined },
      sends: { AttributesToDelete: ['IAM_ROLE_ARN'] },
    },
    {
      given: 'a builder whose security groups are taken away, and not the subnets',
      form: formOf(appBlockBuilder),
      resource: builder,
      change: { VpcConfig: { SubnetIds: ['subnet-1', 'subnet-2'] } },
      sends: {
        VpcConfig: { SubnetIds: ['subnet-1', 'subnet-2'] },
        AttributesToDelete: ['VPC_CONFIGURATION_SECURITY_GROUP_IDS'],
      },
    },
    {
      given: "an application's parameters taken away",
      form: formOf(application),
      resource: app,
      change: { LaunchParameters: undefined, WorkingDirectory: undefined },
      sends: { AttributesToDelete: ['WORKING_DIRECTORY', 'LAUNCH_PARAMETERS'] },
    },
    {
      given: "a theme's new title, which the answer calls by another name",
      form: formOf(theme),
      resource: look,
      change: { TitleText: 'GIS' },
      sends: { TitleText: 'GIS' },
    },
    {
      given: "a theme's links taken away",
      form: formOf(theme),
      resource: look,
      change: { FooterLinks: undefined },
      sends: { AttributesToDelete: ['FOOTER_LINKS'] },
    },
    {
      given: "an entitlement's new visibility",
      form: formOf(entitlement),
      resource: {
        Name: 'e',
        StackName: 'gis',
        AppVisibility: 'ASSOCIATED',
        Attributes: [{ Name: 'roles', Value: 'a' }],
      },
      change: { AppVisibility: 'ALL' },
      sends: { AppVisibility: 'ALL' },
    },
  ];
  for (const { given, form, resource, change, sends } of cases) {
    it(`${given}: ${JSON.stringify(sends)}`, () => {
      const shown = page(form, resource);
      assert.deepEqual(requestOf(form, shown, { ...shown.values, ...change }), { input: sends });
    });
  }

  it('has only the names while a builder runs', () => {
    const open = (State: AppBlockBuilder['State']) =>
      page(formOf(appBlockBuilder), { ...builder, State })
        .fields.filter(({ locked }) => locked === undefined)
        .map(({ name }) => name);
    assert.deepEqual(open('RUNNING').sort(), ['Description', 'DisplayName']);
    assert.ok(open('STOPPED').includes('VpcConfig'));
  });
});

describe('The offers of an Elastic kind:', () => {
  const offers = <T>({ actions }: Kind<T>, resource: T): string[] =>
    actions.filter(action => action.when?.(resource, {}) ?? true).map(({ name }) => name);
  const states: { State: AppBlockBuilder['State']; names: string[] }[] = [
    { State: 'STOPPED', names: ['start', 'update', 'associate', 'delete'] },
    { State: 'STARTING', names: ['associate'] },
    { State: 'RUNNING', names: ['stop', 'stream', 'update', 'associate'] },
    { State: 'STOPPING', names: ['associate'] },
  ];
  for (const { State, names } of states) {
    it(`an app block builder that is ${State} offers ${names.join(', ')}`, () => {
      assert.deepEqual(offers(appBlockBuilder, { State } as AppBlockBuilder), names);
    });
  }

  for (const FleetType of ['ELASTIC', 'ON_DEMAND', 'ALWAYS_ON'] as const) {
    const elastic = FleetType === 'ELASTIC';
    it(`an ${FleetType} fleet ${elastic ? 'has' : 'has no'} applications`, () => {
      const of: Fleet = { Name: 'f', FleetType } as Fleet;
      assert.equal(offers(fleet, of).includes('associateApplication'), elastic);
      const child = fleet.children?.find(({ kind }) => kind === 'fleetApplication');
      assert.deepEqual(child?.scope(of), elastic ? { FleetName: 'f' } : undefined);
    });
  }

  it('an entitlement to all applications offers no single application', () => {
    assert.ok(
      !offers(entitlement, { Name: 'e', StackName: 's', AppVisibility: 'ALL', Attributes: [] }).includes('associate'),
    );
  });
});

describe('The choices for an association', () => {
  const [windows, linux] = ['WINDOWS_SERVER_2019', 'AMAZON_LINUX2'] as const;
  const apps = [
    { Name: 'viewer', Arn: arn('application/viewer'), Platforms: [windows] },
    { Name: 'editor', Arn: arn('application/editor'), Platforms: [windows] },
    { Name: 'shell', Arn: arn('application/shell'), Platforms: [linux] },
    { Name: 'unknown', Arn: arn('application/unknown') },
  ];
  const fleets = [
    { Name: 'site', FleetType: 'ELASTIC', Platform: windows },
    { Name: 'lab', FleetType: 'ELASTIC', Platform: windows },
    { Name: 'linux', FleetType: 'ELASTIC', Platform: linux },
    { Name: 'office', FleetType: 'ON_DEMAND' },
  ];
  const script: Script = {
    DescribeApplications: () => ({ Applications: apps }),
    DescribeFleets: () => ({ Fleets: fleets }),
    DescribeApplicationFleetAssociations: () => ({
      ApplicationFleetAssociations: [{ FleetName: 'site', ApplicationArn: arn('application/viewer') }],
    }),
    DescribeAppBlocks: () => ({
      AppBlocks: [
        { Name: 'own', Arn: arn('app-block/own'), PackagingType: 'CUSTOM' },
        { Name: 'packed', Arn: arn('app-block/packed'), PackagingType: 'APPSTREAM2' },
      ],
    }),
  };
  async function choices<T>(kind: Kind<T>, name: string, resource: T): Promise<(string | undefined)[]> {
    const { on } = target(script, resource);
    const found = await actionOf(kind, name).asks?.[0]?.choices?.(on, {});
    return (found ?? []).map(({ label, value }) => label ?? value);
  }

  it('with a fleet are the applications of its platform that it does not offer yet', async () => {
    assert.deepEqual(await choices(fleet, 'associateApplication', fleets[0] as Fleet), ['editor', 'unknown']);
  });
  it('with an application are the Elastic fleets of its platform that do not offer it yet', async () => {
    assert.deepEqual(await choices(application, 'associate', apps[0] as Application), ['lab']);
  });
  it('with a builder are the app blocks that are not packaged elsewhere', async () => {
    assert.deepEqual(await choices(appBlockBuilder, 'associate', { Name: 'b' } as AppBlockBuilder), ['packed']);
  });
});

describe('A builder', () => {
  const start = actionOf(appBlockBuilder, 'start');
  const having = (...blocks: string[]): Script => ({
    DescribeAppBlockBuilderAppBlockAssociations: () => ({
      AppBlockBuilderAppBlockAssociations: blocks.map(AppBlockArn => ({ AppBlockArn, AppBlockBuilderName: 'b' })),
    }),
    StartAppBlockBuilder: () => ({}),
  });

  it('does not start without an app block, and says what to do', async () => {
    const { api, on } = target(having(), { Name: 'b' } as AppBlockBuilder);
    await assert.rejects(() => start.perform(on, {}, {}), {
      name: 'ActionRefused',
      message: 'App block builder "b" has no app block. Associate one with it first.',
    });
    assert.deepEqual(api.calls, ['DescribeAppBlockBuilderAppBlockAssociations {"AppBlockBuilderName":"b"}']);
  });

  it('starts with one', async () => {
    const { api, on } = target(having(arn('app-block/packed')), { Name: 'b' } as AppBlockBuilder);
    await start.perform(on, {}, {});
    assert.equal(api.calls.at(-1), 'StartAppBlockBuilder {"Name":"b"}');
  });
});

describe('A stack', () => {
  const listed = async (script: Script): Promise<unknown[]> => {
    const found: unknown[] = [];
    for await (const page of theme.list.pages(scriptedApi(script), { StackName: 'gis' }, signal)) {
      found.push(...page);
    }
    return found;
  };
  const failing = (reason: 'notFound' | 'denied'): Script => ({
    DescribeThemeForStack: () => {
      throw new ApiError('No.', {
        reason,
        operation: 'DescribeThemeForStack',
        code: 'X',
        retryable: false,
        nextStep: '',
      });
    },
  });

  it('without a theme has an empty list', async () => assert.deepEqual(await listed(failing('notFound')), []));
  it('whose theme may not be read fails, and has no empty list', async () => {
    await assert.rejects(() => listed(failing('denied')), { message: 'No.' });
  });
  it('has entitlements whose applications are listed by both names', async () => {
    const child = entitlement.children?.find(({ kind }) => kind === 'entitledApplication');
    const scope = child?.scope({ Name: 'e', StackName: 'gis', AppVisibility: 'ASSOCIATED', Attributes: [] });
    const { api, on } = target(
      { DisassociateApplicationFromEntitlement: () => ({}) },
      { ApplicationIdentifier: 'QGIS' },
      scope,
    );
    await actionOf(entitledApplication, 'disassociate').perform(on, {}, {});
    assert.deepEqual(api.calls, [
      'DisassociateApplicationFromEntitlement {"StackName":"gis","EntitlementName":"e","ApplicationIdentifier":"QGIS"}',
    ]);
  });
});
