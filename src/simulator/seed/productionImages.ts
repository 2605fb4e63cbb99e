import type { SeedData } from './data';

const revit = {
  Name: 'Revit',
  DisplayName: 'Autodesk Revit 2026',
  LaunchPath: 'C:\\Program Files\\Autodesk\\Revit 2026\\Revit.exe',
  Enabled: true,
};
const autocad = {
  Name: 'AutoCAD',
  DisplayName: 'AutoCAD 2026',
  LaunchPath: 'C:\\Program Files\\Autodesk\\AutoCAD 2026\\acad.exe',
  Enabled: true,
};
const excel = {
  Name: 'Excel',
  DisplayName: 'Microsoft Excel',
  LaunchPath: 'C:\\Program Files\\Microsoft Office\\root\\Office16\\EXCEL.EXE',
  Enabled: true,
};
const windows2025 = {
  Platform: 'WINDOWS_SERVER_2025',
  AppstreamAgentVersion: '06-29-2026',
  LatestAppstreamAgentVersion: 'TRUE',
} as const;
const windows2022 = {
  Platform: 'WINDOWS_SERVER_2022',
  AppstreamAgentVersion: '11-10-2025',
  LatestAppstreamAgentVersion: 'FALSE',
} as const;

/** The images of Halden & Brook in Ireland. */
export const productionImages: NonNullable<SeedData['images']> = [
  {
    ...windows2025,
    Name: 'hb-cad-2026-10',
    DisplayName: 'CAD workstation, October 2026',
    Description: 'Revit and AutoCAD with the office templates',
    Applications: [revit, autocad],
    SupportedInstanceFamilies: ['GRAPHICS_G5'],
    sharedWith: { '210987654321': { allowFleet: true, allowImageBuilder: true } },
    age: 41,
  },
  {
    ...windows2025,
    Name: 'hb-cad-2026-06',
    DisplayName: 'CAD workstation, June 2026',
    Applications: [revit, autocad],
    SupportedInstanceFamilies: ['GRAPHICS_G5'],
    age: 160,
  },
  {
    ...windows2025,
    Name: 'hb-cad-2026-11',
    DisplayName: 'CAD workstation, November 2026',
    ImageBuilderName: 'cad-builder',
    SupportedInstanceFamilies: ['GRAPHICS_G5'],
    state: 'PENDING',
    age: 0,
  },
  {
    ...windows2022,
    Name: 'hb-office-2026-09',
    DisplayName: 'Office desktop, September 2026',
    Applications: [excel],
    age: 70,
  },
  {
    ...windows2022,
    Name: 'hb-finance-2026-08',
    DisplayName: 'Finance desktop, August 2026',
    Description: 'Office desktop with the ledger client',
    Applications: [
      excel,
      {
        Name: 'Ledger',
        DisplayName: 'Ledger Client',
        LaunchPath: 'C:\\Program Files\\Ledger\\ledger.exe',
        Enabled: true,
      },
    ],
    age: 95,
  },
  {
    ...windows2022,
    Name: 'hb-gis-2026-07',
    DisplayName: 'GIS analysis, July 2026',
    state: 'FAILED',
    reason: {
      Code: 'IMAGE_COPY_FAILURE',
      Message: 'The image could not be copied from us-east-1: the source image was deleted while it was copied.',
    },
    age: 130,
  },
];
