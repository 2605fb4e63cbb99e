// Which fleets can be given an image, and the input of the update that gives it.
import type { Fleet, Image } from '@aws-sdk/client-appstream';

import type { Values } from '../../forms/field';
import { imageValues } from './formParts';

export type { Fleet, Image };

/**
 * Whether a fleet can be given an image now.
 * - `has`: it has this image.
 * - `platform`: it runs, and the image has another operating system. It has to be stopped first (AWS documentation).
 * - `state`: it is starting or stopping.
 * - `elastic`: an Elastic fleet has no image.
 */
export type ImageFit = 'fits' | 'has' | 'platform' | 'state' | 'elastic';

/** Whether a fleet can be given an image now. */
export function imageFit(fleet: Fleet, image: Image): ImageFit {
  if (fleet.FleetType === 'ELASTIC') return 'elastic';
  if (fleet.ImageArn === image.Arn) return 'has';
  if (fleet.State !== 'RUNNING' && fleet.State !== 'STOPPED') return 'state';
  const isOther = fleet.Platform !== undefined && image.Platform !== undefined && fleet.Platform !== image.Platform;
  return isOther && fleet.State === 'RUNNING' ? 'platform' : 'fits';
}

/** The input of UpdateFleet that gives a fleet an image. */
export function withImage({ Name, Arn }: Fleet, image: Image): Values {
  return { Name, ...given(imageValues({ Arn, ImageName: image.Name, ImageArn: image.Arn })) };
}

/** The input of UpdateFleet that gives a fleet the image which it has now. */
export function withOwnImage(fleet: Fleet): Values {
  return { Name: fleet.Name, ...given(imageValues(fleet)) };
}

/**
 * Whether two images are versions of one: their names differ only in the numbers at the end, such as a date.
 * `cad-2026-01` and `cad-2026-02`.
 */
export function isSameFamily(one: string, other: string): boolean {
  return familyOf(one) === familyOf(other);
}

/**
 * Whether a name matches a pattern: `*` stands for any text, `?` for one character. Capital and small letters are the same.
 */
export function isMatching(pattern: string, name: string): boolean {
  const source = pattern.replace(/[^*?]+|\*|\?/g, part =>
    part === '*' ? '.*' : part === '?' ? '.' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
  );
  return new RegExp(`^${source}$`, 'is').test(name);
}

/** Whether AWS takes a name for a new image. */
export function isImageName(name: string): boolean {
  return /^(?!aws|amazon|appstream)[a-z0-9][a-z0-9_.-]{0,100}$/i.test(name);
}

function familyOf(name: string): string {
  return name.replace(/([-_. ]?v?\d+)+$/i, '').toLowerCase();
}

function given(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
