import type { SeedData } from './data';

/** Halden & Brook in Dublin: the applications of its Elastic fleets, and which users may use which stack. */
export const productionElastic: SeedData = {
  userStackAssociations: [
    { StackName: 'office', UserName: 'external.audit+2026@example.com', AuthenticationType: 'USERPOOL' },
    { StackName: 'training', UserName: 'trainer@haldenbrook.example', AuthenticationType: 'USERPOOL' },
    { StackName: 'training', UserName: 'intern@haldenbrook.example', AuthenticationType: 'USERPOOL' },
  ],
  appBlocks: [
    {
      Name: 'drawing-viewer-4',
      DisplayName: 'Drawing viewer 4',
      SourceS3Location: { S3Bucket: 'haldenbrook-app-blocks', S3Key: 'drawing-viewer-4.vhdx' },
      SetupScriptDetails: {
        ScriptS3Location: { S3Bucket: 'haldenbrook-app-blocks', S3Key: 'mount.ps1' },
        ExecutablePath: 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe',
        TimeoutInSeconds: 120,
      },
      age: 119,
    },
    {
      Name: 'site-reports',
      DisplayName: 'Site reports',
      Description: 'Packaged with the app block builder',
      PackagingType: 'APPSTREAM2',
      SourceS3Location: { S3Bucket: 'haldenbrook-app-blocks' },
      age: 6,
    },
  ],
  appBlockBuilders: [
    {
      Name: 'site-packager',
      DisplayName: 'Packager of site applications',
      Platform: 'WINDOWS_SERVER_2019',
      InstanceType: 'stream.standard.medium',
      VpcConfig: { SubnetIds: ['subnet-0a11b22c33d44e55f', 'subnet-0b22c33d44e55f66a'] },
      appBlock: 'site-reports',
      age: 6,
    },
  ],
  applications: [
    {
      Name: 'DrawingViewer',
      DisplayName: 'Drawing Viewer',
      Description: 'Plans and sections on site',
      IconS3Location: { S3Bucket: 'haldenbrook-app-blocks', S3Key: 'icons/drawing viewer.png' },
      LaunchPath: 'C:\\AppStream\\AppBlocks\\drawing-viewer-4\\viewer.exe',
      Platforms: ['WINDOWS_SERVER_2019'],
      InstanceFamilies: ['GENERAL_PURPOSE'],
      appBlock: 'drawing-viewer-4',
      fleets: ['site-apps'],
      age: 118,
    },
  ],
};
