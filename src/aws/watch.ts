// Watches the AWS files and the tokens of IAM Identity Center for changes by any program.
import * as fs from 'node:fs';
import * as path from 'node:path';

import { configFilePaths } from './configFiles';
import { ssoCacheFolder } from './ssoCache';

export interface Watcher {
  close(): void;
}

/** Changes within this time are reported once, in milliseconds. */
const quiet = 100;

interface Open {
  readonly watcher: fs.FSWatcher;
  readonly inode: number;
  /** The names of the files to watch in it; undefined for all. */
  readonly names: ReadonlySet<string> | undefined;
}

/**
 * Watches folders instead of files: editors replace files, and a file may not exist yet. For a missing folder, the nearest
 * existing folder above it is watched.
 */
export function watchAwsFiles(changed: () => void): Watcher {
  const open = new Map<string, Open>();
  let timer: NodeJS.Timeout | undefined;

  function arm(): void {
    const wanted = wantedNames();
    for (const [folder, { watcher, inode, names }] of open) {
      if (wanted.has(folder) && inode === inodeOf(folder) && sameNames(names, wanted.get(folder))) continue;
      watcher.close();
      open.delete(folder);
    }
    for (const [folder, names] of wanted) {
      const inode = inodeOf(folder);
      if (open.has(folder) || inode === undefined) continue;
      try {
        const watcher = fs.watch(folder, { persistent: false }, (_event, name) => {
          // When a folder itself is deleted, the event has the folder's name.
          if (!names || name === null || names.has(name) || name === path.basename(folder)) soon();
        });
        watcher.on('error', soon);
        open.set(folder, { watcher, inode, names });
      } catch {
        // Changes in a folder that can't be watched aren't noticed, but Refresh and Sign In read the files anyway.
      }
    }
  }

  function soon(): void {
    clearTimeout(timer);
    timer = setTimeout(() => {
      arm();
      changed();
    }, quiet).unref();
  }

  arm();
  return {
    close() {
      clearTimeout(timer);
      for (const { watcher } of open.values()) watcher.close();
      open.clear();
    },
  };
}

/** The folders to watch, each with the names of the files to watch; undefined for all. */
function wantedNames(): Map<string, Set<string> | undefined> {
  const wanted = new Map<string, Set<string> | undefined>();
  const want = (folder: string, name: string | undefined): void => {
    if (inodeOf(folder) === undefined) {
      const above = path.dirname(folder);
      if (above !== folder) want(above, path.basename(folder));
    } else if (name === undefined) {
      wanted.set(folder, undefined);
    } else {
      wanted.set(folder, (wanted.get(folder) ?? new Set()).add(name));
    }
  };
  for (const file of configFilePaths()) {
    for (const place of new Set([file, realPath(file)])) want(path.dirname(place), path.basename(place));
  }
  want(ssoCacheFolder(), undefined); // the last, because it watches all files of its folder
  return wanted;
}

/** The target of a link, or the file itself. */
function realPath(file: string): string {
  try {
    return fs.realpathSync(file);
  } catch {
    return file;
  }
}

function inodeOf(folder: string): number | undefined {
  return fs.statSync(folder, { throwIfNoEntry: false })?.ino;
}

function sameNames(one: ReadonlySet<string> | undefined, other: ReadonlySet<string> | undefined): boolean {
  return [...(one ?? [])].join('/') === [...(other ?? [])].join('/');
}
