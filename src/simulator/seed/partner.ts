import type { SeedData } from './data';

/** A software house that shares an image with its customers. */
export const partnerAccountId = '345678901234';

/** The image may be used for fleets, not for image builders. */
export const partnerPermissions = { allowFleet: true, allowImageBuilder: false };

export const partnerIreland: SeedData = {
  images: [
    {
      Name: 'structural-suite-2026',
      DisplayName: 'Structural Suite 2026',
      Description: 'Structural analysis, licensed by Girder Software',
      Platform: 'WINDOWS_SERVER_2025',
      AppstreamAgentVersion: '12-18-2025',
      LatestAppstreamAgentVersion: 'FALSE',
      SupportedInstanceFamilies: ['GRAPHICS_G5'],
      Applications: [
        {
          Name: 'Girder',
          DisplayName: 'Girder Structural Suite',
          LaunchPath: 'C:\\Program Files\\Girder\\girder.exe',
          Enabled: true,
        },
      ],
      age: 88,
    },
  ],
};
