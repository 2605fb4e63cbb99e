/** License-included software on an image builder or image. */
export interface Software {
  SoftwareName: string;
  Status:
    | 'STAGED_FOR_INSTALLATION'
    | 'PENDING_INSTALLATION'
    | 'INSTALLED'
    | 'STAGED_FOR_UNINSTALLATION'
    | 'PENDING_UNINSTALLATION'
    | 'FAILED_TO_INSTALL';
  DeploymentError?: { ErrorCode: string; ErrorMessage: string }[];
}
