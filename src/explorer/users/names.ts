// First and last names that AWS accepts. Its model has a pattern for them, without accents, apostrophes and other scripts.
import { factsOf } from '../../api/serviceFacts';

/** Letters whose accent is no mark of its own, and those that have a spelling of their own in German and Nordic languages. */
const spellings: Readonly<Record<string, string>> = {
  ...{ ä: 'ae', ö: 'oe', ü: 'ue', Ä: 'Ae', Ö: 'Oe', Ü: 'Ue', ß: 'ss', ẞ: 'SS', å: 'aa', Å: 'Aa', æ: 'ae', Æ: 'Ae' },
  ...{ ø: 'oe', Ø: 'Oe', œ: 'oe', Œ: 'Oe', ł: 'l', Ł: 'L', đ: 'd', Đ: 'D', ð: 'd', Ð: 'D', þ: 'th', Þ: 'Th', ı: 'i' },
};

/** The limits of a text member of CreateUser, from the API's facts. */
function limitsOf(member: 'UserName' | 'FirstName'): { readonly pattern: RegExp; readonly max: number } {
  const { model } = factsOf('CreateUser').service;
  const { pattern = '', max = Infinity } = model.shape(model.inputShape('CreateUser').members?.[member] ?? '');
  return { pattern: new RegExp(`^(?:${pattern.replace(/^\^|\$$/g, '')})$`, 'u'), max };
}

const address = limitsOf('UserName');
const name = limitsOf('FirstName');

/** Whether a text can be the address of a user: not too long, without blanks, and with something on both sides of one @. */
export function isAddress(text: string): boolean {
  return text.length <= address.max && address.pattern.test(text) && /^[^@]+@[^@]+$/.test(text);
}

/** Whether AWS accepts a text as a first or last name. Both may be empty. */
export function isAcceptedName(text: string): boolean {
  return text === '' || (text.length <= name.max && name.pattern.test(text));
}

/** The characters of a name that AWS refuses, each once: `'é`. Empty if the name is only too long. */
export function refusedIn(text: string): string {
  return [...new Set(text)].filter(character => !name.pattern.test(character)).join('');
}

/**
 * What AWS accepts in place of a name: `OBrien`, `Jose`, `Mueller`, `Jean-Luc`. A name in another script has nothing in its place.
 * @returns an empty text if the name can only be left out
 */
export function proposedName(text: string): string {
  const plain = [...text.normalize('NFC')]
    .map(character => spellings[character] ?? character.normalize('NFD').replace(/\p{M}/gu, ''))
    .join('')
    .replace(/[.'’‘`´ʼ]/g, '')
    .replace(/[‐‑–—]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, name.max);
  return isAcceptedName(plain) ? plain : '';
}
