// Stands in for the native @vscode/native-watchdog, which ends an extension host whose parent died. Here the harness
// ends the whole process group.
export function start() {}

/** @param {number} code */
export function exit(code) {
  process.exit(code);
}
