import { spawn } from 'node:child_process';

/**
 * How the user's browser is opened here.
 *
 * @param {NodeJS.ProcessEnv} env
 * @param {NodeJS.Platform} platform
 * @returns {[command: string, ...args: string[]] | undefined} undefined where there is nobody to look at it
 */
export function browserCommand(env, platform) {
  if (env['CI']) return undefined;
  if (platform === 'darwin') return ['open'];
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler']; // takes the & of an address, as `start` does not
  return env['DISPLAY'] || env['WAYLAND_DISPLAY'] ? ['xdg-open'] : undefined;
}

/**
 * Opens an address in the user's browser if there is one. A failure has no effect, because the address is printed as well.
 *
 * @param {string} url
 */
export function openUrl(url) {
  const [command, ...args] = browserCommand(process.env, process.platform) ?? [];
  if (!command) return;
  const child = spawn(command, [...args, url], { stdio: 'ignore', detached: true });
  child.on('error', () => {});
  child.unref(); // the user's browser stays open
}
