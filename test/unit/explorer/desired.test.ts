// What would make a resource again, of what the service answers.
import * as assert from 'node:assert/strict';

import { desiredOf } from '../../../src/explorer/forms/desired';
import { duplicateValues } from '../../../src/explorer/forms/pageForm';
import { kindNamed } from '../../../src/kinds/all';
import type { Scope } from '../../../src/kinds/listing';
import type { KindName } from '../../../src/kinds/names';

interface Case {
  readonly what: string;
  readonly of: KindName;
  readonly answered: object;
  readonly scope?: Scope;
  readonly input: object;
  readonly lacks?: readonly string[];
}

const cases: readonly Case[] = [
  {
    what: 'a stack has no lists that are empty, and no members that are null or an empty text',
    of: 'stack',
    answered: { Name: 'a', DisplayName: '', Description: null, EmbedHostDomains: [], CreatedTime: new Date(0) },
    input: { Name: 'a' },
  },
  {
    what: 'a stack has home folders without the bucket that AWS has chosen, and other storage as it is',
    of: 'stack',
    answered: {
      Name: 'a',
      StorageConnectors: [
        { ConnectorType: 'HOMEFOLDERS', ResourceIdentifier: 'appstream2-36fb080bb8-eu-west-1-123456789012' },
        { ConnectorType: 'GOOGLE_DRIVE', ResourceIdentifier: 'drive', Domains: ['example.com'] },
      ],
    },
    input: {
      Name: 'a',
      StorageConnectors: [
        { ConnectorType: 'HOMEFOLDERS' },
        { ConnectorType: 'GOOGLE_DRIVE', ResourceIdentifier: 'drive', Domains: ['example.com'] },
      ],
    },
  },
  {
    what: 'a stack keeps what is switched off',
    of: 'stack',
    answered: { Name: 'a', ApplicationSettings: { Enabled: false, S3BucketName: 'b' } },
    input: { Name: 'a', ApplicationSettings: { Enabled: false } },
  },
  {
    what: 'a theme has the names that the request takes, and lacks its pictures',
    of: 'theme',
    answered: { StackName: 'a', ThemeTitleText: 'Title', ThemeStyling: 'BLUE', ThemeFaviconURL: 'https://x.example' },
    scope: { StackName: 'a' },
    input: { StackName: 'a', TitleText: 'Title', ThemeStyling: 'BLUE' },
    lacks: ['OrganizationLogoS3Location', 'FaviconS3Location'],
  },
  {
    what: 'a directory config lacks the password of its account',
    of: 'directoryConfig',
    answered: {
      DirectoryName: 'corp.example.com',
      OrganizationalUnitDistinguishedNames: ['OU=a'],
      ServiceAccountCredentials: { AccountName: 'CORP\\svc' },
    },
    input: {
      DirectoryName: 'corp.example.com',
      OrganizationalUnitDistinguishedNames: ['OU=a'],
      ServiceAccountCredentials: { AccountName: 'CORP\\svc' },
    },
    lacks: ['ServiceAccountCredentials.AccountPassword'],
  },
  {
    what: 'a tag may have an empty value',
    of: 'tag',
    answered: { Key: 'team', Value: '' },
    scope: { ResourceArn: 'arn' },
    input: { ResourceArn: 'arn', Tags: { team: '' } },
  },
];

describe('The request that makes it again', () => {
  for (const { what, of, answered, scope = {}, input, lacks = [] } of cases) {
    it(`of ${what}`, () => {
      const desired = desiredOf(kindNamed(of), answered, scope) ?? assert.fail('nothing makes it again');
      assert.deepEqual({ input: desired.input, lacks: [...desired.lacks].sort() }, { input, lacks: [...lacks].sort() });
    });
  }

  const nobody: readonly { readonly what: string; readonly of: KindName; readonly answered: object }[] = [
    { what: 'an image, since no answer says what it was imported from', of: 'image', answered: { Name: 'a' } },
    { what: 'a tag of AWS', of: 'tag', answered: { Key: 'aws:cloudformation:stack-name', Value: 'x' } },
    { what: 'a session', of: 'session', answered: { Id: 'a' } },
  ];
  for (const { what, of, answered } of nobody) {
    it(`is missing for ${what}`, () => {
      assert.equal(desiredOf(kindNamed(of), answered, { ResourceArn: 'arn' }), undefined);
    });
  }

  it("fills the form of a duplicate, without what the form proposes and the resource hasn't", () => {
    const values = duplicateValues(kindNamed('fleet'), { Name: 'e', FleetType: 'ELASTIC', InstanceType: 'i' }) ?? {};
    assert.deepEqual([values['Name'], values['InstanceType']], ['e-copy', 'i']);
    assert.ok('ComputeCapacity' in values && values['ComputeCapacity'] === undefined);
  });
});
