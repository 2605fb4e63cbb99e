import path from 'node:path';
import { findRoot } from './root.mjs';

/** Where `npm run package` writes the extension. @returns {string} */
export function vsixFile() {
  return path.join(findRoot(), 'out', 'appstream-explorer.vsix');
}
