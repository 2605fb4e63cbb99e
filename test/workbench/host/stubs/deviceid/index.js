// Stands in for the native @vscode/deviceid: one constant, so that nothing of this machine is read.
export async function getDeviceId() {
  return '00000000-0000-4000-8000-000000000000';
}
