// The plans of this window, whose code is loaded when there is a plan. Nothing is read from the disk before the view is visible.
import { readdir } from 'node:fs/promises';

import type * as vscode from 'vscode';

import { lazy } from '../../api/core/lazy';
import type { HostPlans } from './hostPlans';

export interface LazyPlans extends vscode.Disposable {
  readonly get: () => Promise<HostPlans>;
  /** Undefined as long as there was no plan. */
  readonly loaded: HostPlans | undefined;
}

/**
 * @param folder where the plans are kept
 * @param view when it is visible for the first time, the plans that another window has left are looked for
 * @param load makes the plans
 */
export function createLazyPlans(
  folder: string,
  view: Pick<vscode.TreeView<unknown>, 'visible' | 'onDidChangeVisibility'>,
  load: () => Promise<HostPlans>,
): LazyPlans {
  const plans = lazy(load);
  let isOver = false;
  let hasLooked = false;
  async function look(): Promise<void> {
    if (hasLooked || !view.visible) return;
    hasLooked = true;
    const names = await readdir(folder).catch((): string[] => []);
    if (!isOver && names.some(name => name.endsWith('.json'))) await (await plans.get()).askAboutFound();
  }
  const followed = view.onDidChangeVisibility(() => void look());
  void look();
  return {
    get: plans.get,
    get loaded() {
      return plans.loaded;
    },
    dispose() {
      isOver = true;
      followed.dispose();
      plans.loaded?.plans.dispose();
    },
  };
}
