/** What only the user can give. The host asks; here it is known what for. */
export interface Prompts {
  /** Asks for the code that a device shows now. @returns undefined when the user gives none */
  mfaCode(asked: MfaQuestion): Promise<string | undefined>;
  /**
   * Shows a code, opens the browser and waits for the user to confirm the code there.
   * @param granted resolves when the user has confirmed; an abort ends the waiting
   * @returns false when the user gives up
   * @throws what `granted` throws
   */
  authorizeDevice(device: DeviceCode, granted: (signal: AbortSignal) => Promise<void>): Promise<boolean>;
}

export interface MfaQuestion {
  readonly profile: string;
  /** The device's ARN or serial number. */
  readonly device: string;
}

/** What the user confirms in the browser. The code is shown to be compared: it is good for nothing else. */
export interface DeviceCode {
  readonly profile: string;
  readonly startUrl: string;
  readonly userCode: string;
  /** The page that has the code filled in. */
  readonly url: string;
  /** Where it came from, if not from AWS. */
  readonly endpoint?: string | undefined;
  readonly expires: Date;
}
