import type { SeedImage } from './data';

const standard = ['STANDARD', 'COMPUTE', 'MEMORY'];

/** The public images of AWS, in every Region and for every account. */
export const publicImages: readonly SeedImage[] = [
  {
    Name: 'AppStream-WinServer2025-12-18-2025',
    DisplayName: 'AppStream-WinServer2025-12-18-2025',
    Description: 'Base image for Windows Server 2025',
    Platform: 'WINDOWS_SERVER_2025',
    AppstreamAgentVersion: '12-18-2025',
    LatestAppstreamAgentVersion: 'FALSE',
    SupportedInstanceFamilies: standard,
    age: 340,
  },
  {
    Name: 'AppStream-WinServer2022-11-10-2025',
    DisplayName: 'AppStream-WinServer2022-11-10-2025',
    Description: 'Base image for Windows Server 2022',
    Platform: 'WINDOWS_SERVER_2022',
    AppstreamAgentVersion: '11-10-2025',
    LatestAppstreamAgentVersion: 'FALSE',
    SupportedInstanceFamilies: standard,
    age: 378,
  },
  {
    Name: 'AppStream-WinServer2019-06-29-2026',
    DisplayName: 'AppStream-WinServer2019-06-29-2026',
    Description: 'Base image for Windows Server 2019',
    Platform: 'WINDOWS_SERVER_2019',
    AppstreamAgentVersion: '06-29-2026',
    LatestAppstreamAgentVersion: 'TRUE',
    SupportedInstanceFamilies: standard,
    age: 147,
  },
  {
    Name: 'AppStream-RHEL8-08-31-2026',
    DisplayName: 'AppStream-RHEL8-08-31-2026',
    Description: 'Base image for Red Hat Enterprise Linux 8',
    Platform: 'RHEL8',
    AppstreamAgentVersion: '06-29-2026',
    LatestAppstreamAgentVersion: 'TRUE',
    SupportedInstanceFamilies: standard,
    age: 84,
  },
  {
    Name: 'AppStream-Graphics-G5-WinServer2025-12-18-2025',
    DisplayName: 'AppStream-Graphics-G5-WinServer2025-12-18-2025',
    Description: 'Base image for Windows Server 2025 on graphics instances',
    Platform: 'WINDOWS_SERVER_2025',
    AppstreamAgentVersion: '12-18-2025',
    LatestAppstreamAgentVersion: 'FALSE',
    SupportedInstanceFamilies: ['GRAPHICS_G5'],
    age: 340,
  },
  {
    Name: 'Amazon-AppStream2-Sample-Image-06-17-2024',
    DisplayName: 'Amazon-AppStream2-Sample-Image-06-17-2024',
    Description: 'Sample image with a few applications, to try AppStream with',
    Platform: 'WINDOWS_SERVER_2019',
    AppstreamAgentVersion: '06-17-2024',
    LatestAppstreamAgentVersion: 'FALSE',
    SupportedInstanceFamilies: standard,
    Applications: [
      {
        Name: 'Firefox',
        DisplayName: 'Mozilla Firefox',
        LaunchPath: 'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
        Enabled: true,
      },
      { Name: 'Notepad', DisplayName: 'Notepad', LaunchPath: 'C:\\Windows\\System32\\notepad.exe', Enabled: true },
      {
        Name: 'Blender',
        DisplayName: 'Blender',
        LaunchPath: 'C:\\Program Files\\Blender Foundation\\Blender\\blender.exe',
        Enabled: true,
      },
    ],
    age: 890,
  },
];
