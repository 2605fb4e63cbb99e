import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { api, inputShape, shape } from '../../../src/api/appstream/model';
import { patternOf } from '../../../src/api/core/facts';
import { helpIn, plainText, writeHelp } from '../../../src/build/formHelp';
import { type Help, helpOfValue, listedValues, readHelp } from '../../../src/explorer/forms/formHelp';
import { labelOf, singular, unitOf, wordsOf } from '../../../src/explorer/forms/formLabel';
import { fieldsOf } from '../../../src/explorer/forms/formSpec';
import { formTexts } from '../../../src/explorer/forms/formTexts';
import type { Field, GroupField, Value, Values } from '../../../src/forms/field';
import { validate } from '../../../src/forms/validate';
import { changesOf, fieldAt } from '../../../src/forms/values';
import { findRoot } from '../../../tools/root.mjs';
import { notEmpty } from '../../support/notEmpty';

const operations = Object.keys(api.operations);
const texts = formTexts();

describe('the fields of an operation', () => {
  for (const operation of operations) {
    it(`${operation}: every member except the page token has a field that matches its shape`, () => {
      const fields = fieldsOf(operation);
      const { members = {}, required = [] } = inputShape(operation);
      const expected = Object.keys(members).filter(name => name !== 'NextToken');
      assert.deepEqual(fields.map(field => field.name).sort(), expected.sort());
      assert.deepEqual(
        fields
          .filter(field => field.required)
          .map(field => field.name)
          .sort(),
        [...required].sort(),
      );
      for (const field of fields) checkAgainst(field, members[field.name] ?? '');
    });
  }

  const kinds: Record<string, Field['kind']> = {
    string: 'text',
    integer: 'number',
    long: 'number',
    boolean: 'flag',
    list: 'list',
    map: 'map',
    structure: 'group',
  };
  /** A field must say what its shape says, all the way down. */
  function checkAgainst(field: Field, name: string): void {
    const facts = shape(name);
    assert.equal(field.kind, facts.enum ? 'choice' : kinds[facts.type], field.name);
    switch (field.kind) {
      case 'choice':
        return assert.deepEqual(
          field.options.map(option => option.value),
          facts.enum,
        );
      case 'text':
        assert.equal(field.pattern, facts.pattern);
        assert.equal(field.max, facts.max);
        return assert.equal(field.min ?? 0, facts.min ?? 0);
      case 'list':
        assert.equal(field.max, facts.max);
        return checkAgainst(field.item, facts.member ?? '');
      case 'group':
        assert.deepEqual(field.fields.map(member => member.name).sort(), Object.keys(facts.members ?? {}).sort());
        return field.fields.forEach(member => checkAgainst(member, facts.members?.[member.name] ?? ''));
      case 'map':
        checkAgainst(field.key, facts.key ?? '');
        return checkAgainst(field.value, facts.value ?? '');
      case 'number':
      case 'flag':
        return undefined;
    }
  }

  it('keep sensitive values out of drafts, and passwords hidden', () => {
    const fields = fieldsOf('CreateDirectoryConfig');
    const password = fieldAt(fields, 'ServiceAccountCredentials.AccountPassword');
    const account = fieldAt(fields, 'ServiceAccountCredentials.AccountName');
    assert.ok(password?.kind === 'text' && password.secret && password.sensitive);
    assert.ok(account?.kind === 'text' && account.sensitive && !account.secret);
    const catalog = fieldAt(fieldsOf('CreateImportedImage'), 'AppCatalogConfig');
    assert.ok(catalog?.kind === 'list' && catalog.item.kind === 'group');
    for (const field of catalog.item.fields) assert.ok(field.kind !== 'text' || field.sensitive, field.name);
  });
  describe('lists with one entry a value', () => {
    const listAt = (operation: string, path: string, hints = {}) => {
      const field = fieldAt(fieldsOf(operation, hints), path);
      assert.ok(field?.kind === 'list');
      return field;
    };
    const onOff = { member: 'Permission', on: 'ENABLED', off: 'DISABLED' };
    const table = [
      { of: 'UserSettings', is: { key: 'Action', toggle: onOff } },
      { of: 'AgentAccessConfig.Settings', is: { key: 'AgentAction', toggle: onOff } },
      { of: 'StorageConnectors', is: undefined }, // the model does not say that a type comes once
      { of: 'AccessEndpoints', is: undefined },
    ];
    for (const { of, is } of table) {
      it(`${of}: ${is ? 'switches, made from the facts' : 'none'}`, () =>
        assert.deepEqual(listAt('CreateStack', of).each, is));
    }
    it('take from the hints what no model has', () => {
      const members = {
        UserSettings: { defaults: { FILE_UPLOAD: 'ENABLED' } },
        'UserSettings.MaximumLength': { only: ['FILE_UPLOAD'] },
        StorageConnectors: { each: 'ConnectorType' },
        'StorageConnectors.ConnectorType': { labels: { GOOGLE_DRIVE: 'Google Drive' } },
      };
      const settings = listAt('CreateStack', 'UserSettings', { members });
      assert.deepEqual(settings.each?.toggle?.defaults, { FILE_UPLOAD: 'ENABLED' });
      const length = settings.item.kind === 'group' ? fieldAt(settings.item.fields, 'MaximumLength') : undefined;
      assert.deepEqual(length?.only, ['FILE_UPLOAD']);
      const connectors = listAt('CreateStack', 'StorageConnectors', { members });
      assert.deepEqual(connectors.each, { key: 'ConnectorType' });
      const type = connectors.item.kind === 'group' ? fieldAt(connectors.item.fields, 'ConnectorType') : undefined;
      assert.deepEqual(type?.kind === 'choice' && type.options.map(({ label }) => label), [
        'Homefolders',
        'Google Drive',
        'One drive',
      ]);
    });
    it('name each value in words', () => {
      assert.deepEqual(['DOMAIN_SMART_CARD_SIGNIN', 'FORWARD_MCP_TOOLS', 'NEWER'].map(wordsOf), [
        'Domain smart card sign-in',
        'Forward MCP tools',
        'Newer',
      ]);
    });
  });

  it("list required ones first, then the hints' order and sections, then the rest", () => {
    const fields = fieldsOf('CreateFleet', {
      order: ['FleetType', 'ImageName'],
      hide: ['ImageArn'],
      sections: [{ title: 'Network', members: ['VpcConfig'] }],
    });
    assert.deepEqual(
      fields.slice(0, 5).map(({ name, section }) => [name, section]),
      [
        ['Name', undefined],
        ['InstanceType', undefined],
        ['FleetType', undefined],
        ['ImageName', undefined],
        ['VpcConfig', 'Network'],
      ],
    );
    assert.deepEqual([...new Set(fields.slice(5).map(({ section }) => section))], ['More options']);
    assert.ok(!fields.some(field => field.name === 'ImageArn'));
  });
  it('do not fold in a short form', () => {
    assert.deepEqual([...new Set(fieldsOf('CreateUser').map(({ section }) => section))], [undefined]);
  });
  it('use the hints about a member, nested ones and entries too', () => {
    const fields = fieldsOf('CreateFleet', {
      members: {
        InstanceType: { suggest: 'instanceType', placeholder: 'stream.standard.medium', help: 'H', label: 'L' },
        MaxUserDurationInSeconds: { min: 600, max: 432_000 },
        'VpcConfig.SubnetIds': { suggest: 'subnet', min: 2 },
        'DomainJoinInfo.DirectoryName': { required: true, locked: 'Stop the fleet first.' },
      },
    });
    assert.deepEqual(fieldAt(fields, 'InstanceType'), {
      kind: 'text',
      name: 'InstanceType',
      label: 'L',
      help: 'H',
      required: true,
      min: 1,
      suggest: 'instanceType',
      placeholder: 'stream.standard.medium',
    });
    const duration = fieldAt(fields, 'MaxUserDurationInSeconds');
    assert.ok(duration?.kind === 'number');
    assert.deepEqual([duration.min, duration.max, duration.unit], [600, 432_000, 'seconds']);
    const subnets = fieldAt(fields, 'VpcConfig.SubnetIds');
    assert.ok(subnets?.kind === 'list' && subnets.item.kind === 'text');
    assert.deepEqual([subnets.min, subnets.item.suggest], [2, 'subnet']);
    const directory = fieldAt(fields, 'DomainJoinInfo.DirectoryName');
    assert.deepEqual([directory?.required, directory?.locked], [true, 'Stop the fleet first.']);
  });
  it('refuse hints about members that do not exist', () => {
    assert.throws(() => fieldsOf('CreateFleet', { order: ['Nmae'] }), /CreateFleet has no member Nmae/);
    assert.throws(() => fieldsOf('CreateFleet', { members: { 'VpcConfg.SubnetIds': {} } }), /VpcConfg/);
  });
  it('show a member that a newer model adds', () => {
    const { members } = shape('CreateStackRequest');
    assert.ok(members);
    members['BrandNewSettings'] = 'VpcConfig';
    try {
      const added = fieldsOf('CreateStack').find(field => field.name === 'BrandNewSettings');
      assert.equal(added?.label, 'Brand new settings');
      assert.equal((added as GroupField).fields.length, 2);
    } finally {
      delete members['BrandNewSettings'];
    }
  });
});

describe('the limits of every field of every operation', () => {
  // For each limit of the facts a value just inside and one just outside, at its own place in the whole form.
  for (const operation of notEmpty(operations.filter(name => fieldsOf(name).some(field => samples(field).length)))) {
    it(`${operation}: values just inside are accepted, values just outside are refused`, () => {
      for (const field of fieldsOf(operation)) {
        for (const { value, ok } of samples(field)) {
          const found = validate([field], { [field.name]: value }, [], texts);
          assert.equal(found.length === 0, ok, `${field.name} = ${JSON.stringify(value)}: ${JSON.stringify(found)}`);
        }
      }
    });
  }

  function samples(field: Field): { value: Value; ok: boolean }[] {
    switch (field.kind) {
      case 'text': {
        const { min = 0, max, pattern } = field;
        const fits = (value: string) => pattern === undefined || patternOf(pattern).test(value);
        const lengths = [min, min - 1, ...(max === undefined ? [] : [max, max + 1])].filter(length => length > 0);
        return lengths.map(length => {
          const value = 'a'.repeat(length);
          return { value, ok: length >= min && length <= (max ?? Infinity) && fits(value) };
        });
      }
      case 'number':
        return [field.min ?? 0, field.max ?? 1]
          .map(value => ({ value, ok: true }))
          .concat(
            field.min === undefined ? [] : [{ value: field.min - 1, ok: false }],
            field.max === undefined ? [] : [{ value: field.max + 1, ok: false }],
          );
      case 'list': {
        const inner = samples(field.item).filter(sample => sample.ok)[0]?.value;
        const { max } = field;
        if (inner === undefined || max === undefined || max > 100) return [];
        return [max, max + 1].map(count => ({ value: Array<Value>(count).fill(inner), ok: count === max }));
      }
      case 'map': {
        const of = (count: number): Values =>
          Object.fromEntries(Array.from({ length: count }, (_, at) => [`k${at}`, '']));
        const { max } = field;
        return max === undefined ? [] : [max, max + 1].map(count => ({ value: of(count), ok: count === max }));
      }
      case 'choice':
        return [...field.options.map(({ value }) => value), 'NEWER'].map(value => ({ value, ok: true }));
      case 'flag':
        return [{ value: true, ok: true }];
      case 'group':
        if (field.fields.some(member => member.required && member.kind !== 'flag')) return [];
        return field.fields.flatMap(member =>
          samples(member).map(({ value, ok }) => ({ value: { [member.name]: value }, ok })),
        );
    }
  }
});

describe('member names in words', () => {
  const table: [string, string][] = [
    ['Name', 'Name'],
    ['IdleDisconnectTimeoutInSeconds', 'Idle disconnect timeout'],
    ['VolumeSizeInGb', 'Volume size'],
    ['ImageArn', 'Image ARN'],
    ['VpcConfig', 'VPC'],
    ['DeleteVpcConfig', 'Delete VPC config'],
    ['DomainJoinInfo', 'Domain join'],
    ['IamRoleArn', 'IAM role ARN'],
    ['SessionScriptS3Location', 'Session script S3 location'],
    ['DisableIMDSV1', 'Disable IMDSv1'],
    ['RedirectURL', 'Redirect URL'],
    ['SubnetIds', 'Subnet IDs'],
    ['newImageName', 'New image name'],
    ['dryRun', 'Dry run'],
    ['OwnerAWSAccountId', 'Owner AWS account ID'],
    ['EniId', 'ENI ID'],
    ['EniIpv6Addresses', 'ENI IPv6 addresses'],
    ['nvidiaGridDriverVersion', 'NVIDIA GRID driver version'],
    ['UsbDeviceFilterStrings', 'USB device filter strings'],
    ['DestinationRegion', 'Destination Region'],
    ['SendEmailNotification', 'Send e-mail notification'],
    ['CreatedTime', 'Created'],
    ['CreatedDate', 'Created'],
    ['SubscriptionFirstUsedDate', 'Subscription first used'],
    ['StartTime', 'Start time'],
    ['LastGeneratedReportDate', 'Last generated report date'],
  ];
  for (const [member, label] of table) it(`${member} becomes ${label}`, () => assert.equal(labelOf(member), label));

  it('have a unit if the member has one', () => {
    assert.equal(unitOf('TimeoutInSeconds'), 'seconds');
    assert.equal(unitOf('VolumeSizeInGb'), 'GB');
    assert.equal(unitOf('DesiredInstances'), undefined);
  });
  it('have a singular for an entry', () => {
    const labels = ['Subnet IDs', 'Instance families', 'Status', 'Access', 'Domains where users consent'];
    assert.deepEqual(labels.map(singular), [
      'Subnet ID',
      'Instance family',
      'Status',
      'Access',
      'Domain where users consent',
    ]);
  });
});

describe('help from the SDK’s documentation', () => {
  const root = findRoot();
  let folder: string;
  let file: string;
  let help: Help = {};
  before(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'form-help-'));
    file = path.join(folder, 'help.json');
    writeHelp(root, file);
    help = await readHelp(file);
  });
  after(() => fs.rmSync(folder, { recursive: true }));

  it('explains nearly every member of every input', () => {
    const members = operations.flatMap(operation => {
      const input = api.operations[operation]?.input ?? '';
      return Object.keys(inputShape(operation).members ?? {}).map(member => [input, member] as const);
    });
    const silent = members.filter(([input, member]) => !help[input]?.[member]);
    assert.ok(silent.length < members.length / 20, silent.join(' '));
  });
  it('holds no markup', () => assert.doesNotMatch(JSON.stringify(help), /<\/?[a-z]+>|&[a-z]+;/));
  it('lists the instance types, and what a value means', () => {
    const fleet = help['CreateFleetRequest'];
    assert.ok(listedValues(fleet?.['InstanceType']).includes('stream.standard.medium'));
    assert.match(helpOfValue(fleet?.['FleetType'], 'ALWAYS_ON') ?? '', /^Provides users with instant-on access/);
    const type = fieldAt(fieldsOf('CreateFleet', {}, help), 'FleetType');
    assert.ok(type?.kind === 'choice' && type.options.find(option => option.value === 'ON_DEMAND')?.help);
  });
  it('is unchanged if it is newer than the SDK', () => {
    const { mtimeMs } = fs.statSync(file);
    writeHelp(root, file);
    assert.equal(fs.statSync(file).mtimeMs, mtimeMs);
  });
  it("is left out if its file can't be read", async () => {
    assert.deepEqual(await readHelp(path.join(folder, 'none.json')), {});
  });
  it('reads comments as lines of text', () => {
    const source = `export interface X {
      /**
       * <p>One &amp; <code>two</code>,
       *   see <a href="https://x">this</a>.</p>
       * <ul><li><p>first</p></li><li> <p>second</p></li></ul>
       * <dl><dt>A</dt><dd><p>What A is.</p></dd></dl>
       * @public
       */
      Member?: string | undefined;
      Silent: number;
    }`;
    assert.deepEqual(helpIn(source), { X: { Member: 'One & two, see this.\n• first\n• second\n• A: What A is.' } });
    assert.equal(plainText('<p> </p>'), '');
  });
});

describe('what an update changes', () => {
  const fields = fieldsOf('UpdateStack', { members: { Name: { locked: 'Names stay.' } } });
  const before = { Name: 'dev', Description: 'old', DisplayName: 'D', EmbedHostDomains: ['a.example', 'b.example'] };
  const table: { given: string; after: Values; changed: Values; cleared?: string[] }[] = [
    { given: 'nothing', after: before, changed: {} },
    { given: 'a new value', after: { ...before, Description: 'new' }, changed: { Description: 'new' } },
    { given: 'a value where none was', after: { ...before, RedirectURL: 'u' }, changed: { RedirectURL: 'u' } },
    { given: 'an emptied value', after: { ...before, Description: '' }, changed: {}, cleared: ['Description'] },
    {
      given: 'an emptied list',
      after: { ...before, EmbedHostDomains: [] },
      changed: {},
      cleared: ['EmbedHostDomains'],
    },
    {
      given: 'a list in another order',
      after: { ...before, EmbedHostDomains: ['b.example', 'a.example'] },
      changed: { EmbedHostDomains: ['b.example', 'a.example'] },
    },
    { given: 'a locked member that came back changed', after: { ...before, Name: 'other' }, changed: {} },
  ];
  for (const { given, after, changed, cleared = [] } of table) {
    it(`given ${given}`, () => {
      const names = fields.map(({ name }) => name).filter(name => name in changed || cleared.includes(name));
      assert.deepEqual(changesOf(fields, before, after), { names, changed, cleared });
    });
  }
});
