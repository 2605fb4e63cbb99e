// Runs a command of the extension with somebody at the prompts, and with the browser and the clipboard replaced.
import * as vscode from 'vscode';

import type { Answer, Asked } from './prompts';
import { answering } from './prompts';
import { replace } from './replace';

/** What a command asked, and what it gave to the clipboard and the browser. */
export interface Outcome {
  readonly asked: Asked[];
  readonly copied: string[];
  readonly opened: unknown[];
}

/** Runs a command by its name after `appstream.`. @param args what VS Code passes: the item, and all selected items */
export async function run(command: string, answers: readonly Answer[], ...args: unknown[]): Promise<Outcome> {
  const [opened, copied] = [[] as unknown[], [] as string[]];
  const restore = [
    replace(vscode.env, 'openExternal', (target: unknown) => Promise.resolve(opened.push(target) > 0)),
    replace(vscode.env, 'clipboard', { writeText: (text: string) => Promise.resolve(void copied.push(text)) }),
  ];
  try {
    const asked = await answering(answers, () => vscode.commands.executeCommand(`appstream.${command}`, ...args));
    return { asked, copied, opened };
  } finally {
    for (const undo of restore) undo();
  }
}
