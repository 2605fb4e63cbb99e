import { createHmac, timingSafeEqual } from 'node:crypto';

import type { World } from './world';

/**
 * The parameters in a streaming URL.
 * (V) CreateStreamingURL, CreateImageBuilderStreamingURL: The query of the URL is base64 JSON, with these members in this order, and a
 * signature. [log]
 */
export interface StreamingParameters {
  readonly type: 'END_USER' | 'ADMIN';
  /** Seconds since the epoch. */
  readonly expires: string;
  readonly awsAccountId: string;
  readonly userId: string;
  /** `stack/NAME`, or as `fleetRef` for a builder. */
  readonly catalogSource: string;
  /** `fleet/NAME`, `image-builder/NAME` or `app-block-builder/NAME`. */
  readonly fleetRef: string;
  readonly applicationId: string;
  readonly userContext: string;
  readonly maxUserDurationInSecs: string;
}

/**
 * A streaming URL of AWS's shape on the simulator's origin. It always holds `%2B`, `%2F` and `%3D`, the three escapes that
 * real URLs may hold, so that tests notice a client that changes one of them.
 */
export function signedUrl(parameters: StreamingParameters, region: string, world: World): string {
  const encoded = Buffer.from(JSON.stringify(parameters)).toString('base64');
  for (let salt = 0; ; salt++) {
    const signature = sign(encoded, salt, region, world).toString('base64');
    if (signature.includes('+') && signature.includes('/')) {
      return `${world.origin}/authenticate?parameters=${encodeURIComponent(encoded)}&signature=${encodeURIComponent(signature)}`;
    }
  }
}

/** The parameters of a streaming URL that this simulator signed, and the Region it is for; undefined for any other. */
function verifiedParameters(
  query: string,
  world: World,
): { readonly parameters: StreamingParameters; readonly region: string } | undefined {
  const given = new URLSearchParams(query);
  const encoded = given.get('parameters') ?? '';
  const signature = Buffer.from(given.get('signature') ?? '', 'base64');
  if (signature.length !== 34 || signature.toString('base64') !== given.get('signature')) return undefined;
  const salt = signature.readUInt16BE(32);
  // The host of a real URL names the Region. Here the signature tells it.
  for (const { region } of world.stores()) {
    if (timingSafeEqual(signature, sign(encoded, salt, region, world))) {
      return { parameters: JSON.parse(Buffer.from(encoded, 'base64').toString()) as StreamingParameters, region };
    }
  }
  return undefined;
}

// The digest and a salt: 34 bytes, so that base64 ends in `==`. The salt is chosen so that it holds `+` and `/` as well.
function sign(encoded: string, salt: number, region: string, world: World): Buffer {
  const tail = Buffer.alloc(2);
  tail.writeUInt16BE(salt);
  const digest = createHmac('sha256', world.secret).update(`${region}\n${encoded}\n`).update(tail).digest();
  return Buffer.concat([digest, tail]);
}

/** What a streaming URL opens, or why it opens nothing. @param query the part after `?`, byte for byte */
export function openedBy(
  query: string,
  world: World,
):
  | { readonly parameters: StreamingParameters; readonly region: string }
  | { readonly refused: string; readonly title: string } {
  const verified = verifiedParameters(query, world);
  if (!verified) {
    return {
      title: 'This streaming URL is not valid',
      refused:
        'Its signature does not fit its parameters. It was changed on its way, was cut off, or is another simulator’s. Create a new one.',
    };
  }
  if (Number(verified.parameters.expires) * 1000 <= world.agenda.now()) {
    return { title: 'This streaming URL has expired', refused: 'Create a new one, or ask for a longer validity.' };
  }
  return verified;
}
