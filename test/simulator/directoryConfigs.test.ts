import * as assert from 'node:assert/strict';

import { fleetInput, useSimulator } from './simulatorFixture';

const input = {
  DirectoryName: 'corp.example',
  OrganizationalUnitDistinguishedNames: ['OU=Streaming,DC=corp,DC=example'],
  ServiceAccountCredentials: { AccountName: 'CORP\\svc', AccountPassword: 'hunter2-secret' },
};

describe("The simulator's directory configs", () => {
  const fixture = useSimulator();

  it('never return the password', async () => {
    const made = await fixture.call('CreateDirectoryConfig', input);
    const updated = await fixture.call('UpdateDirectoryConfig', input);
    const told = await fixture.call('DescribeDirectoryConfigs', { DirectoryNames: ['corp.example'] });
    assert.match(JSON.stringify(told), /CORP\\\\svc/);
    assert.doesNotMatch(JSON.stringify([made, updated, told]), /hunter2/);
    await fixture.refuses('CreateDirectoryConfig', input, 'ResourceAlreadyExistsException');
  });

  it('keep what an update does not contain', async () => {
    const CertificateBasedAuthProperties = {
      Status: 'ENABLED',
      CertificateAuthorityArn: 'arn:aws:acm-pca:eu-west-1:123456789012:certificate-authority/x',
    };
    const { DirectoryConfig } = await fixture.call('UpdateDirectoryConfig', {
      DirectoryName: 'corp.example',
      CertificateBasedAuthProperties,
    });
    const { CreatedTime, ...rest } = DirectoryConfig as Record<string, unknown>;
    assert.ok(CreatedTime instanceof Date);
    assert.deepEqual(rest, {
      ...input,
      ServiceAccountCredentials: { AccountName: 'CORP\\svc' },
      CertificateBasedAuthProperties,
    });
  });

  it("can't be deleted while a fleet joins them", async () => {
    await fixture.call('CreateFleet', { ...fleetInput, DomainJoinInfo: { DirectoryName: 'corp.example' } });
    const corp = { DirectoryName: 'corp.example' };
    await fixture.refuses('DeleteDirectoryConfig', corp, 'ResourceInUseException', /cad/);
    await fixture.call('UpdateFleet', { Name: 'cad', AttributesToDelete: ['DOMAIN_JOIN_INFO'] });
    await fixture.call('DeleteDirectoryConfig', corp);
    await fixture.refuses('DeleteDirectoryConfig', corp, 'ResourceNotFoundException');
  });

  it('must exist before a fleet joins them', () =>
    fixture.refuses(
      'CreateFleet',
      { ...fleetInput, Name: 'other', DomainJoinInfo: { DirectoryName: 'nowhere.example' } },
      'ResourceNotFoundException',
      /nowhere\.example/,
    ));

  const refused: { given: string; change: object; type: string; message: RegExp }[] = [
    {
      given: 'an organizational unit that begins otherwise',
      change: { OrganizationalUnitDistinguishedNames: ['CN=Users'] },
      type: 'ValidationException',
      message: /begin with OU=/,
    },
    {
      given: 'certificates without an authority',
      change: { CertificateBasedAuthProperties: { Status: 'ENABLED' } },
      type: 'OperationNotPermittedException',
      message: /authority/,
    },
  ];
  for (const { given, change, type, message } of refused) {
    it(`are refused with ${given}`, () =>
      fixture.refuses('CreateDirectoryConfig', { ...input, DirectoryName: 'other.example', ...change }, type, message));
  }
});
