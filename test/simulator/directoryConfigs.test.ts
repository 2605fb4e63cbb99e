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

  it("can't be deleted while an image builder joins them", async () => {
    const DirectoryName = 'builders.example';
    await fixture.call('CreateDirectoryConfig', { ...input, DirectoryName });
    await fixture.call('CreateImageBuilder', {
      Name: 'joined',
      InstanceType: 'stream.standard.medium',
      ImageName: fleetInput.ImageName,
      DomainJoinInfo: { DirectoryName, OrganizationalUnitDistinguishedName: 'ou=Builders' },
    });
    await fixture.refuses('DeleteDirectoryConfig', { DirectoryName }, 'ResourceInUseException', /joined/);
  });

  it('may have organizational units in any case, none, and certificates that are not used', async () => {
    for (const [index, change] of [
      { OrganizationalUnitDistinguishedNames: ['ou=a', 'Ou=b'] },
      { OrganizationalUnitDistinguishedNames: [] },
      { CertificateBasedAuthProperties: { Status: 'DISABLED' } },
      { CertificateBasedAuthProperties: {} },
      { ServiceAccountCredentials: undefined },
    ].entries()) {
      const DirectoryName = `d${index}.example`;
      const { DirectoryConfig } = await fixture.call('CreateDirectoryConfig', { ...input, ...change, DirectoryName });
      const { CreatedTime, ...made } = DirectoryConfig as Record<string, unknown>;
      assert.equal((CreatedTime as Date).getTime(), fixture.now());
      const ServiceAccountCredentials = { AccountName: 'CORP\\svc' };
      const wanted: Record<string, unknown> = { ...input, ServiceAccountCredentials, ...change, DirectoryName };
      for (const [member, value] of Object.entries(wanted)) if (value === undefined) delete wanted[member];
      assert.deepEqual(made, wanted);
    }
  });

  const refused: { given: string; change: object; type: string; message: RegExp }[] = [
    {
      given: 'an organizational unit that begins otherwise, as the second',
      change: { OrganizationalUnitDistinguishedNames: ['OU=x', 'XOU=y'] },
      type: 'ValidationException',
      message: /'XOU=y' at 'organizationalUnitDistinguishedNames\.2\.member' .* begin with OU=$/,
    },
    {
      given: 'a fallback to certificates without an authority',
      change: { CertificateBasedAuthProperties: { Status: 'ENABLED_NO_DIRECTORY_LOGIN_FALLBACK' } },
      type: 'OperationNotPermittedException',
      message: /authority/,
    },
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
    it(`are refused with ${given}, when they are created and when they are updated`, async () => {
      const other = { DirectoryName: 'other.example', OrganizationalUnitDistinguishedNames: ['OU=x'] };
      await fixture.refuses('CreateDirectoryConfig', { ...input, ...other, ...change }, type, message);
      await fixture.call('CreateDirectoryConfig', other);
      const read = async () => (await fixture.call('DescribeDirectoryConfigs')).DirectoryConfigs;
      const before = await read();
      await fixture.refuses('UpdateDirectoryConfig', { DirectoryName: other.DirectoryName, ...change }, type, message);
      assert.deepEqual(await read(), before);
      await fixture.call('DeleteDirectoryConfig', { DirectoryName: other.DirectoryName });
    });
  }
});
