// Everything that a VS Code has written: its files on disk, and the workbench's data in the browser.
import fs from 'node:fs';
import path from 'node:path';

import type { Workbench } from './workbench';

/** One thing that was written. */
export interface Trace {
  /** The file's path, or the place in the browser. */
  readonly place: string;
  readonly content: Buffer;
}

/**
 * Everything that the workbench has written so far. Leaves the workbench's page: some of it VS Code writes only then.
 * @param folders more folders that it may have written to
 */
export async function tracesOf({ page, server }: Workbench, folders: readonly string[] = []): Promise<Trace[]> {
  await page.goto(`${server.origin}/version`);
  const inBrowser = await page.evaluate(readStorage);
  return [
    ...[server.folder, ...folders].flatMap(filesIn),
    ...inBrowser.map(({ place, text }) => ({ place: `browser: ${place}`, content: Buffer.from(text) })),
  ];
}

/** All files below a folder; none when there is no such folder. */
export function filesIn(folder: string): Trace[] {
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => path.join(entry.parentPath, entry.name))
    .map(place => ({ place, content: fs.readFileSync(place) }));
}

/** The places where a text or one of its usual encodings is found, including file names. */
export function placesOf(text: string, traces: readonly Trace[]): string[] {
  const forms = [text, encodeURIComponent(text), Buffer.from(text).toString('base64').replace(/=+$/, '')];
  return traces
    .filter(({ place, content }) => forms.some(form => place.includes(form) || content.includes(form)))
    .map(({ place }) => place);
}

/** Runs in the page. */
async function readStorage(): Promise<{ place: string; text: string }[]> {
  const found: { place: string; text: string }[] = [];
  for (const [name, storage] of Object.entries({ localStorage, sessionStorage })) {
    found.push({ place: name, text: JSON.stringify(storage) });
  }
  const settled = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(new Error(String(request.error)));
    });
  const readable = (value: unknown): string =>
    value instanceof Uint8Array || value instanceof ArrayBuffer
      ? new TextDecoder().decode(value)
      : String(JSON.stringify(value));
  for (const { name = '' } of await indexedDB.databases()) {
    const database = await settled(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      const objects = database.transaction(store).objectStore(store);
      const [keys, values] = [await settled(objects.getAllKeys()), await settled(objects.getAll())];
      found.push({
        place: `${name}/${store}`,
        text: values.map((value, index) => `${readable(keys[index])} ${readable(value)}`).join('\n'),
      });
    }
    database.close();
  }
  return found;
}
