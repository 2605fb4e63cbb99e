// Signing in and out: the prompts and the commands.
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { isApiError } from '../../api/core/errors';
import type { Runtime } from '../../api/types';
import type { Connection } from '../../aws/connection';
import { profileConnection } from '../../aws/connection';
import type { DeviceCode, MfaQuestion, Prompts } from '../../aws/prompts';
import type { CommandDescription } from '../../explorer/commands';
import { commands } from '../../explorer/commands';
import type { Explorer } from '../../explorer/explorerTypes';
import type { Node, ProfileNode } from '../../explorer/tree/node';
import { regionOf } from '../../explorer/tree/node';
import { openInBrowser } from '../base/browser';
import type { Handlers } from '../base/command';
import { setStatusBarMessage, showDialog, showErrorMessage, showInformationMessage, withProgress } from '../base/door';
import type { LazyRuntime } from '../base/runtime';
import { signalOf } from '../base/signal';
import { askText } from '../prompts/askText';
import { pickProfile } from '../prompts/pick';

/** The prompts for signing in. Only one is shown at a time: VS Code closes an open prompt when another one is shown. */
export function createPrompts(): Prompts {
  let last: Promise<unknown> = Promise.resolve();
  function inTurn<T>(ask: () => Promise<T>): Promise<T> {
    const answer = last.then(ask);
    last = answer.catch(() => undefined);
    return answer;
  }
  return {
    mfaCode: question => inTurn(() => askMfaCode(question)),
    authorizeDevice: (device, granted) => inTurn(() => authorizeDevice(device, granted)),
  };
}

async function askMfaCode({ profile, device }: MfaQuestion): Promise<string | undefined> {
  const step = await askText(
    {
      title: l10n.t('Sign In: {0}', profile),
      prompt: l10n.t('Enter the code from MFA device {0}', device),
      password: true,
    },
    text => (/^\d{6}$/.test(text.trim()) ? undefined : l10n.t('Enter a six-digit code.')),
  );
  return step.kind === 'answer' ? step.text.trim() : undefined;
}

async function authorizeDevice(
  { profile, startUrl, userCode, url, endpoint }: DeviceCode,
  granted: (signal: AbortSignal) => Promise<void>,
): Promise<boolean> {
  const open = l10n.t('Open Browser');
  const copy = l10n.t('Copy Link');
  const detail = l10n.t(
    'Profile "{0}" signs in through {1}. Check that the browser shows the same code, then confirm it there.',
    profile,
    startUrl,
  );
  const message = l10n.t('Sign in with the code {0}', userCode);
  const pressed = await showDialog({ kind: 'information', message, detail: [detail] }, open, copy);
  if (pressed === undefined) return false;
  if (pressed === copy) await vscode.env.clipboard.writeText(url);
  else if (!(await openInBrowser(url, endpoint))) return false;
  const title = l10n.t('Profile "{0}": waiting for you to confirm the code {1} in the browser', profile, userCode);
  return withProgress(
    { location: vscode.ProgressLocation.Notification, cancellable: true, title },
    async (_progress, token) => {
      try {
        await granted(signalOf(token));
        return true;
      } catch (error) {
        if (token.isCancellationRequested) return false;
        throw error;
      }
    },
  );
}

/** Signs a profile in because the user asked for it. @returns whether it is signed in */
export function signIn(runtime: LazyRuntime, connection: Connection): Promise<boolean> {
  const { profile } = connection;
  return tellHow(async () => (await runtime.get()).signIn(connection), l10n.t('Profile "{0}" is signed in', profile));
}

/** Signs a profile in with the MFA device that it names beside its keys. @returns whether it is signed in */
export function signInWithMfa(runtime: LazyRuntime, connection: Connection): Promise<boolean> {
  const { profile } = connection;
  return tellHow(
    async () => (await runtime.get()).signInWithMfa(connection),
    l10n.t('Profile "{0}" is signed in with MFA', profile),
  );
}

/** Shows the progress of a sign-in and its result. */
async function tellHow(task: () => Promise<void>, done: string): Promise<boolean> {
  const title = l10n.t('Signing in…');
  try {
    await withProgress({ location: vscode.ProgressLocation.Window, title }, task);
    setStatusBarMessage(done, 5_000);
    return true;
  } catch (error) {
    if (!isApiError(error)) throw error;
    if (error.code === 'NotSignedIn' || error.reason === 'cancelled') return false;
    const again = l10n.t('Sign In');
    const buttons = error.signIn ? [again] : [];
    const pressed = await showErrorMessage(`${error.message} ${error.nextStep}`.trim(), ...buttons);
    return pressed === again && tellHow(task, done);
  }
}

/** Signs a profile out, for all AWS tools. @returns whether there was a sign-in to end */
export async function signOut(runtime: LazyRuntime, connection: Connection): Promise<boolean> {
  const { profile } = connection;
  const loaded = await runtime.get();
  const wasSignedIn = await loaded.signOut(connection);
  const message = !wasSignedIn
    ? l10n.t('Profile "{0}" has nothing to sign out of.', profile)
    : (await loaded.offersMfa(connection))
      ? l10n.t('Profile "{0}" is signed out. It uses its keys without MFA again.', profile)
      : l10n.t('Profile "{0}" is signed out.', profile);
  void showInformationMessage(message);
  return wasSignedIn;
}

/** The commands that sign in and out. */
export function signInCommands(
  explorer: Explorer,
  runtime: LazyRuntime,
): Handlers<'signIn' | 'signInWithMfa' | 'signOut'> {
  return {
    signIn: async node => {
      const connection = await connectionToSignIn(explorer, node, commands.signIn, () =>
        suiting(explorer, runtime, (loaded, one) => loaded.offersSignIn(one)),
      );
      if (connection && (await signIn(runtime, connection))) await explorer.recover([connection.profile]);
    },
    signInWithMfa: async node => {
      const profile = await (node?.kind === 'profile'
        ? node
        : pickProfile(explorer, {
            title: commands.signInWithMfa.title,
            suits: await suiting(explorer, runtime, (loaded, one) => loaded.offersMfa(one)),
          }));
      const connection = profile && connectionOf(profile);
      if (connection && (await signInWithMfa(runtime, connection))) await explorer.recover([connection.profile]);
    },
    signOut: async node => {
      const connection = await connectionToSignIn(explorer, node, commands.signOut, () =>
        suiting(
          explorer,
          runtime,
          async (loaded, one) => (await loaded.offersSignIn(one)) || (await loaded.offersMfa(one)),
        ),
      );
      if (connection && (await signOut(runtime, connection))) explorer.forget([connection.profile]);
    },
  };
}

/** The connection of the profile that a node belongs to. Without a node, the user picks a profile. */
async function connectionToSignIn(
  explorer: Explorer,
  node: Node | undefined,
  { title }: CommandDescription,
  suits: () => Promise<(profile: ProfileNode) => boolean>,
): Promise<Connection | undefined> {
  const region = node && regionOf(node);
  if (region) return region.connection;
  const profile = node?.kind === 'profile' ? node : await pickProfile(explorer, { title, suits: await suits() });
  return profile && connectionOf(profile);
}

/** A test for profiles that offer a sign-in. It reads the AWS files, so it also knows profiles not loaded yet. */
async function suiting(
  explorer: Explorer,
  runtime: LazyRuntime,
  offersOne: (loaded: Runtime, connection: Connection) => Promise<boolean>,
): Promise<(profile: ProfileNode) => boolean> {
  const loaded = await runtime.get();
  const own = explorer.roots.filter(root => root.kind === 'profile');
  const offers = await Promise.all(own.map(profile => offersOne(loaded, connectionOf(profile)).catch(() => false)));
  return profile => offers[own.indexOf(profile)] ?? false;
}

function connectionOf(profile: ProfileNode): Connection {
  return profile.regions[0]?.connection ?? profileConnection(profile.name, 'us-east-1');
}
