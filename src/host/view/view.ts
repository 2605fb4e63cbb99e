import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import type { Welcome } from '../../explorer/contributed';
import type { Explorer } from '../../explorer/explorerTypes';
import type { TreeRow } from '../../explorer/tree/favorite';
import { nodeIn } from '../../explorer/tree/favorite';
import type { Node, RegionNode } from '../../explorer/tree/node';
import { setContext } from '../base/context';
import { showInformationMessage } from '../base/door';

export interface View extends vscode.Disposable {
  /** Shows and selects a node. */
  readonly reveal: (node: Node) => Promise<void>;
  /** Shows and selects a Region, expanded, with its first list expanded, too. */
  readonly unfold: (region: RegionNode) => Promise<void>;
  /** A page of a resource was shown or hidden. */
  readonly pagesChanged: () => void;
}

/**
 * Follows what the user sees and expands. Transient resources are polled only while the view or the page of a resource is visible in
 * a focused window. Outdated lists are loaded again when the view becomes visible.
 * @param isPageShown whether the page of a resource is visible @param rowFor the row to reveal for a node
 */
export function followView(
  view: vscode.TreeView<TreeRow>,
  explorer: Explorer,
  isPageShown: () => boolean,
  rowFor: (node: Node) => TreeRow,
): View {
  let isWatched = false;
  const update = (): void => {
    const wasWatched = isWatched;
    const { focused } = vscode.window.state;
    isWatched = view.visible && focused;
    if (isWatched || (focused && isPageShown())) explorer.poller.resume();
    else explorer.poller.pause();
    if (!isWatched) {
      explorer.renewer.pause();
    } else if (!wasWatched) {
      void setContext('appstream.welcome', welcomeNow());
      void explorer.renewer.renew();
    }
  };
  void setContext('appstream.welcome', welcomeNow());
  update();
  const followed = vscode.Disposable.from(
    view.onDidExpandElement(({ element }) => {
      const node = nodeIn(element);
      if (!node) return;
      explorer.renewer.opened(node);
      void explorer.renewer.renew(node);
    }),
    view.onDidCollapseElement(({ element }) => {
      // What is collapsed below a favorite may be expanded in its own place.
      if (element.kind !== 'favorites' && element.kind !== 'favorite') explorer.renewer.closed(element);
    }),
    view.onDidChangeVisibility(update),
    vscode.window.onDidChangeWindowState(update),
  );
  return {
    async reveal(node) {
      if (explorer.filters.unhide(node)) {
        void showInformationMessage(l10n.t('A filter hid this row, so the filter was cleared.'));
      }
      await view.reveal(rowFor(node), { select: true, focus: true });
    },
    async unfold(region) {
      const [first] = region.groups;
      await view.reveal(region, { select: true, focus: true, expand: true });
      if (first) await view.reveal(first, { select: false, expand: true });
    },
    pagesChanged: update,
    dispose: () => void followed.dispose(),
  };
}

// Only decides which welcome text is shown. Whether the files are valid is checked when they are read.
function welcomeNow(): Welcome {
  const folder = path.join(os.homedir(), '.aws');
  const { AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE } = process.env;
  const files = [
    AWS_CONFIG_FILE ?? path.join(folder, 'config'),
    AWS_SHARED_CREDENTIALS_FILE ?? path.join(folder, 'credentials'),
  ].filter(file => fs.existsSync(file));
  if (!files.length) return 'noFiles';
  return files.some(mayHaveProfile) ? 'profiles' : 'emptyFiles';
}

/** Whether a file has a section that may be a profile. One that can't be read may have some: Add AWS Profile says why. */
function mayHaveProfile(file: string): boolean {
  try {
    return /^\s*\[(?!\s*(sso-session|services)\s)/m.test(fs.readFileSync(file, 'utf8'));
  } catch {
    return true;
  }
}
