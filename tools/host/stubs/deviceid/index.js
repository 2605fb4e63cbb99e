// Stands in for the native @vscode/deviceid: one constant, so that nothing of this machine is read.
export function getDeviceId() {
  return Promise.resolve('00000000-0000-4000-8000-000000000000');
}
