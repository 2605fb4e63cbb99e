const steps = [
  { unit: 'day', seconds: 86_400 },
  { unit: 'hour', seconds: 3600 },
  { unit: 'minute', seconds: 60 },
  { unit: 'second', seconds: 1 },
] as const;

/**
 * A duration in the user's language: 900 is "15 min", 5400 is "1 hr 30 min".
 * @returns an empty text for a negative or fractional number of seconds
 */
export function durationOf(seconds: number, language: string): string {
  if (!Number.isSafeInteger(seconds) || seconds < 0) return '';
  let left = seconds;
  const parts = steps.flatMap(({ unit, seconds: size }) => {
    const count = Math.floor(left / size);
    left -= count * size;
    const wanted = count > 0 || (unit === 'second' && seconds === 0);
    return wanted ? [new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' }).format(count)] : [];
  });
  return parts.join(' ');
}

/** "seconds", in the user's language. */
export function unitName(language: string): string {
  const format = new Intl.NumberFormat(language, { style: 'unit', unit: 'second', unitDisplay: 'long' });
  return format.formatToParts(2).find(part => part.type === 'unit')?.value ?? '';
}
