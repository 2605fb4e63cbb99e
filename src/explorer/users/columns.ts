// Which column of a file holds what, told by its heading in English, German or Japanese.
import type { Choice, Columns, DeedName, RoleName } from '../../users/words';
import { deeds } from '../../users/words';
import type { Table } from './table';

/** The headings that are known, without blanks and signs. A plain `name` is the last name where another column has the first one. */
const headings: Readonly<Record<RoleName, readonly string[]>> = {
  userName: [
    ...['email', 'emailaddress', 'mail', 'mailaddress', 'username', 'user', 'upn', 'userprincipalname', 'login'],
    ...['emailadresse', 'mailadresse', 'benutzername', 'benutzer', 'anmeldename'],
    ...['メール', 'メールアドレス', 'eメール', 'eメールアドレス', 'ユーザー名', 'ユーザー'],
  ],
  firstName: ['firstname', 'first', 'givenname', 'forename', 'vorname', 'rufname', '名'],
  lastName: ['lastname', 'last', 'surname', 'familyname', 'nachname', 'familienname', 'zuname', '姓', '名字', '苗字'],
  stacks: ['stack', 'stacks', 'stackname', 'stacknames', 'スタック', 'スタック名'],
  deed: ['action', 'todo', 'operation', 'aktion', 'vorgang', 'アクション', '操作', '処理'],
};

/** The words for what is done with a row. */
const deedWords: Readonly<Record<DeedName, readonly string[]>> = {
  create: ['create', 'add', 'new', 'anlegen', 'erstellen', 'neu', 'hinzufügen', '作成', '追加', '新規'],
  associate: ['associate', 'assign', 'zuordnen', 'zuweisen', '関連付け', '割り当て'],
  enable: ['enable', 'activate', 'aktivieren', '有効', '有効化'],
  disable: ['disable', 'deactivate', 'deaktivieren', 'sperren', '無効', '無効化'],
  delete: ['delete', 'remove', 'löschen', 'entfernen', '削除'],
};

/** Only letters and digits, in small letters: `E-Mail-Adresse (neu)` is `emailadresse`. */
const plainWord = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\(.*?\)/g, '')
    .replace(/[^\p{L}\p{N}]/gu, '');

/**
 * Finds the columns by their headings; that of the addresses by its cells, if no heading tells. Each column has one role, and each
 * role one column: the first.
 */
export function matchColumns(table: Table): Columns {
  const words = table.headings.map(plainWord);
  const found: Partial<Record<RoleName, number>> = {};
  for (const [role, known] of Object.entries(headings) as [RoleName, readonly string[]][]) {
    const place = words.findIndex(word => known.includes(word));
    if (place >= 0) found[role] = place;
  }
  if (found.lastName === undefined && found.firstName !== undefined) {
    const place = words.findIndex(word => word === 'name');
    if (place >= 0) found.lastName = place;
  }
  const taken = new Set(Object.values(found));
  const named = words.findIndex((word, place) => !taken.has(place) && /mail|メール/.test(word));
  const byHeading = found.userName ?? (named < 0 ? undefined : named);
  const userName = byHeading ?? columnOfAddresses(table);
  return userName === undefined ? found : { ...found, userName };
}

/** The column in which most of the first rows have an address. */
function columnOfAddresses({ headings: all, rows }: Table): number | undefined {
  const first = rows.slice(0, 20);
  const counts = all.map((_, place) => first.filter(({ cells }) => cells[place]?.includes('@')).length);
  const most = Math.max(...counts);
  return most > 0 ? counts.indexOf(most) : undefined;
}

/** What a word asks for, in English, German or Japanese. @returns undefined for any other word */
export function deedNamed(word: string): DeedName | undefined {
  const plain = plainWord(word);
  return deeds.find(deed => deedWords[deed].some(known => plain === known || plain === `${known}user`));
}

/** What a row asks for. */
export interface Entry {
  readonly number: number;
  readonly userName: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly stacks: readonly string[];
  /** Undefined if the row doesn't say it in a known word. */
  readonly deed: DeedName | undefined;
}

/**
 * The rows of a table as what they ask for.
 * @param choice what to do with each
 * @param stacks those of all rows, besides their own
 */
export function entriesOf({ rows }: Table, columns: Columns, choice: Choice, stacks: readonly string[]): Entry[] {
  return rows.map(({ number, cells }) => {
    const cell = (role: RoleName): string => cells[columns[role] ?? -1] ?? '';
    return {
      number,
      userName: cell('userName'),
      firstName: cell('firstName').replace(/\s+/g, ' '),
      lastName: cell('lastName').replace(/\s+/g, ' '),
      stacks: [...new Set([...stackNames(cell('stacks')), ...stacks])],
      deed: choice === 'column' ? deedNamed(cell('deed')) : choice,
    };
  });
}

/** The names in a text, with semicolons, commas, bars or line breaks between them. */
export function stackNames(text: string): string[] {
  return text
    .split(/[;,|、\r\n]/)
    .map(name => name.trim())
    .filter(Boolean);
}
