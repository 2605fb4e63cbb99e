// Stands in for the native @vscode/spdlog: the part of its interface that VS Code uses, appending to a plain file.
import fs from 'node:fs';
import path from 'node:path';

const levels = { trace: 0, debug: 1, info: 2, warn: 3, error: 4, critical: 5 };

export class Logger {
  /** @param {string} _type @param {string} _name @param {string} file */
  constructor(_type, _name, file) {
    /** @type {string | undefined} */
    this.file = file;
    /** @type {number} */
    this.level = levels.info;
  }

  /** @param {number} level @param {string} message */
  write(level, message) {
    if (level < this.level || !this.file) return;
    try {
      fs.appendFileSync(this.file, `${message}\n`);
    } catch {
      // The folder is gone: VS Code is being stopped, and a lost log line must not stop it half way.
    }
  }

  /** @param {string} message */
  trace(message) {
    this.write(levels.trace, message);
  }
  /** @param {string} message */
  debug(message) {
    this.write(levels.debug, message);
  }
  /** @param {string} message */
  info(message) {
    this.write(levels.info, message);
  }
  /** @param {string} message */
  warn(message) {
    this.write(levels.warn, message);
  }
  /** @param {string} message */
  error(message) {
    this.write(levels.error, message);
  }
  /** @param {string} message */
  critical(message) {
    this.write(levels.critical, message);
  }

  getLevel() {
    return this.level;
  }
  /** @param {number} level */
  setLevel(level) {
    this.level = level;
  }
  setPattern() {}
  clearFormatters() {}
  flush() {}
  drop() {
    this.file = undefined;
  }
}

/** @param {string} name @param {string} file */
function create(name, file) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  return Promise.resolve(new Logger('rotating', name, file));
}

export const version = 11;
export function setLevel() {}
export function setFlushOn() {}
export { create as createAsyncRotatingLogger, create as createRotatingLogger };
