/** The clock that dates everything but signatures and the log. It can stand still and be moved forward, never back. */
export interface Clock {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  isPaused(): boolean;
  /** Stands still, or runs on from where it stood. */
  pause(paused: boolean): void;
  /**
   * Moves it forward.
   * @param ms milliseconds
   * @throws RangeError with a sentence for the user, when that is no time or too much
   */
  advance(ms: number): void;
  /** What has been done to the clock, for a snapshot. */
  setting(): ClockSetting;
  /** Sets the clock to what a snapshot has. */
  set(setting: ClockSetting): void;
}

export interface ClockSetting {
  /** How far it is ahead of the time of this computer, in milliseconds, while it runs. */
  readonly ahead: number;
  /** Where it stands, in milliseconds since the epoch; absent while it runs. */
  readonly pausedAt?: number;
}

const hour = 60 * 60_000;
const longestAdvance = 366 * 24 * hour;
/** The end of the year 9999, the last that ISO 8601 writes with four digits. */
const endOfTime = Date.UTC(10_000, 0, 1) - 1;

/** @param source the time of this computer, in milliseconds since the epoch */
export function createClock(source: () => number): Clock {
  let setting: ClockSetting = { ahead: 0 };
  const now = () => setting.pausedAt ?? source() + setting.ahead;
  return {
    now,
    isPaused: () => setting.pausedAt !== undefined,
    pause(paused) {
      if (paused === (setting.pausedAt !== undefined)) return;
      setting = paused ? { ...setting, pausedAt: now() } : { ahead: now() - source() };
    },
    advance(ms) {
      if (!(ms > 0 && ms <= longestAdvance)) {
        throw new RangeError('The clock moves forward by more than nothing and at most a year.');
      }
      if (now() + ms > endOfTime) throw new RangeError('The clock ends with the year 9999.');
      setting =
        setting.pausedAt === undefined
          ? { ahead: setting.ahead + ms }
          : { ...setting, pausedAt: setting.pausedAt + ms };
    },
    setting: () => setting,
    set: given => void (setting = given),
  };
}
