import type { SeedData } from './data';

/** Halden & Brook in Dublin: who streams, and what they see. */
export const productionPeople: SeedData = {
  directoryConfigs: [
    {
      DirectoryName: 'corp.haldenbrook.example',
      OrganizationalUnitDistinguishedNames: [
        'OU=Streaming,DC=corp,DC=haldenbrook,DC=example',
        'OU=Builders,OU=Streaming,DC=corp,DC=haldenbrook,DC=example',
      ],
      ServiceAccountCredentials: { AccountName: 'CORP\\svc-appstream' },
      age: 410,
    },
    {
      DirectoryName: 'lab.haldenbrook.example',
      OrganizationalUnitDistinguishedNames: ['OU=Lab,DC=lab,DC=haldenbrook,DC=example'],
      age: 52,
    },
  ],
  users: [
    {
      UserName: 'external.audit+2026@example.com',
      AuthenticationType: 'USERPOOL',
      FirstName: 'Nora',
      LastName: 'Quinn',
      age: 60,
    },
    {
      UserName: 'trainer@haldenbrook.example',
      AuthenticationType: 'USERPOOL',
      FirstName: 'Paul',
      LastName: 'Duffy',
      age: 33,
    },
    {
      UserName: 'intern@haldenbrook.example',
      AuthenticationType: 'USERPOOL',
      FirstName: 'Mia',
      LastName: 'Roche',
      status: 'UNCONFIRMED',
      age: 1,
    },
    {
      UserName: 'former.colleague@haldenbrook.example',
      AuthenticationType: 'USERPOOL',
      FirstName: 'Sean',
      LastName: 'Nolan',
      enabled: false,
      age: 300,
    },
  ],
  entitlements: [
    {
      Name: 'architects',
      StackName: 'cad',
      Description: 'Architects see the design tools alone',
      AppVisibility: 'ASSOCIATED',
      Attributes: [{ Name: 'department', Value: 'Architecture' }],
      applications: ['AutoCAD', 'Revit'],
      age: 39,
    },
    {
      Name: 'it-support',
      StackName: 'cad',
      AppVisibility: 'ALL',
      Attributes: [
        { Name: 'department', Value: 'IT' },
        { Name: 'roles', Value: 'support' },
      ],
      age: 39,
    },
  ],
  themes: [
    {
      StackName: 'office',
      TitleText: 'Halden and Brook',
      ThemeStyling: 'BLUE',
      OrganizationLogoS3Location: { S3Bucket: 'haldenbrook-brand', S3Key: 'logo.png' },
      FaviconS3Location: { S3Bucket: 'haldenbrook-brand', S3Key: 'favicon.ico' },
      FooterLinks: [{ DisplayName: 'Help', FooterLinkURL: 'https://intranet.haldenbrook.example/help' }],
      age: 65,
    },
  ],
  usageReports: { age: 200 },
  licences: [
    { user: 'aoife.byrne@haldenbrook.example', product: 'MICROSOFT_OFFICE_LTSC_PROFESSIONAL_PLUS', age: 0 },
    { user: 'mary.okafor@haldenbrook.example', product: 'MICROSOFT_OFFICE_LTSC_PROFESSIONAL_PLUS', age: 0 },
    { user: 'mary.okafor@haldenbrook.example', product: 'MICROSOFT_OFFICE_LTSC_PROFESSIONAL_PLUS', age: 1 },
  ],
};
