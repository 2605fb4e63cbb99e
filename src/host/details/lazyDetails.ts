import type * as vscode from 'vscode';

import { lazy } from '../../api/core/lazy';
import type { Details, DetailsOptions } from './details';

export interface LazyDetails extends Omit<Details, 'content' | 'open' | 'inputs'> {
  inputs(): Promise<Details['inputs']>;
  content(uri: vscode.Uri): Promise<string>;
  open(...args: Parameters<Details['open']>): Promise<void>;
}

/** Details whose code is loaded with the first page or document. */
export function lazyDetails(options: DetailsOptions): LazyDetails {
  const details = lazy(async () => (await import('../later')).createDetails(options));
  return {
    content: async uri => (await details.get()).content(uri),
    inputs: async () => (await details.get()).inputs,
    showJson: async (...args) => (await details.get()).showJson(...args),
    showText: async (...args) => (await details.get()).showText(...args),
    open: async node => (await details.get()).open(node),
    restore: async (...args) => (await details.get()).restore(...args),
    changed: () => details.loaded?.changed(),
    isPageShown: () => details.loaded?.isPageShown() ?? false,
  };
}
