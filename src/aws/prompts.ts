/** The prompts for signing in, which the host shows. */
export interface Prompts {
  /** Asks for the current code of an MFA device. @returns undefined if the user cancels */
  mfaCode(question: MfaQuestion): Promise<string | undefined>;
  /**
   * Shows a code, opens the browser and waits for the user to confirm the code there.
   * @param granted waits until the user has confirmed; an abort ends the waiting
   * @returns false if the user cancels
   * @throws what `granted` throws
   */
  authorizeDevice(device: DeviceCode, granted: (signal: AbortSignal) => Promise<void>): Promise<boolean>;
}

export interface MfaQuestion {
  readonly profile: string;
  /** The device's ARN or serial number. */
  readonly device: string;
}

/** What the user confirms in the browser. The code is only for comparing; it isn't a secret. */
export interface DeviceCode {
  readonly profile: string;
  readonly startUrl: string;
  readonly userCode: string;
  /** The page with the code filled in. */
  readonly url: string;
  /** The endpoint that the URL came from, if it isn't AWS's own. */
  readonly endpoint?: string | undefined;
  readonly expires: Date;
}
