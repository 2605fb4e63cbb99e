/** The export of an image as an AMI, as GetExportImageTask answers it. */
export interface ExportImageTask {
  TaskId: string;
  ImageArn: string;
  AmiName: string;
  AmiDescription?: string;
  CreatedDate: number;
  State: 'EXPORTING' | 'COMPLETED' | 'FAILED';
  AmiId?: string;
  TagSpecifications?: Record<string, string>;
  ErrorDetails?: { ErrorCode: string; ErrorMessage: string }[];
}
