// Stands in for the native @vscode/fs-copyfile: copies without copy-on-write clones.
import fs from 'node:fs';

export const isSupported = false;

export function isCloneSupported() {
  return Promise.resolve(false);
}

/** @param {string} source @param {string} target @param {fs.CopyOptions} [options] */
export function cp(source, target, options) {
  return fs.promises.cp(source, target, { recursive: true, ...options });
}

export const copyFile = fs.promises.copyFile;
