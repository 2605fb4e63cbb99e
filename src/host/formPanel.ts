// A form in an editor tab.
import { randomBytes } from 'node:crypto';

import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

import { toApiError } from '../api/errors';
import type { Api, Operation } from '../api/types';
import type { Connection } from '../aws/connection';
import type { Call } from '../explorer/calls';
import type { FormPlace } from '../explorer/openForm';
import { cliCommand } from '../explorer/shell';
import { sentence } from '../explorer/words';
import type { Values } from '../forms/field';
import { ActionRefused } from '../kinds/kind';
import type { Form } from '../kinds/kind';

export interface FormPanelOptions {
  readonly extensionUri: vscode.Uri;
  readonly form: Form;
  /** What the form is about; undefined for one that makes something. */
  readonly resource: unknown;
  readonly place: FormPlace;
  readonly api: () => Promise<Api>;
  /** Performs the call. @throws ApiError, shown in the form, which keeps what was entered */
  readonly submit: (input: Values) => Promise<void>;
  /** Shows the request that submitting would send. */
  readonly preview: (operation: Operation, input: Values) => Promise<void>;
}

/** Opens a form. It closes when its request has gone through. */
export async function openForm(options: FormPanelOptions): Promise<void> {
  const { extensionUri, form, resource, place } = options;
  const [{ pageForm, placeOf, requestOf }, { answerPage }, { readHelp }, { pageHtml }, { suggest }] = await Promise.all(
    [
      import('../explorer/openForm'),
      import('../explorer/formServer'),
      import('../explorer/formHelp'),
      import('../explorer/formPage'),
      import('../explorer/suggest'),
    ],
  );
  const help = await readHelp(vscode.Uri.joinPath(extensionUri, 'dist', 'help.json').fsPath);
  const page = pageForm(form, resource, place, help);
  const panel = vscode.window.createWebviewPanel('appstream.form', place.title, vscode.ViewColumn.Active, {
    enableScripts: true,
    localResourceRoots: [vscode.Uri.joinPath(extensionUri, 'dist'), vscode.Uri.joinPath(extensionUri, 'media')],
  });
  const closed = new AbortController();
  const uri = (...parts: string[]): string =>
    panel.webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, ...parts)).toString();
  const explain = (error: unknown): string => {
    if (error instanceof ActionRefused) return error.message;
    const { message, nextStep } = toApiError(error, form.operation);
    return `${sentence(message)} ${nextStep}`;
  };
  const handlers: Parameters<typeof answerPage>[1] = {
    form: page,
    async submit(input) {
      const request = requestOf(form, page, input);
      if ('problems' in request) return request.problems;
      try {
        await options.submit(request.input);
      } catch (error) {
        return [{ path: placeOf(toApiError(error, form.operation).message, page.fields), message: explain(error) }];
      }
      panel.dispose();
      return [];
    },
    async preview(input) {
      const request = requestOf(form, page, input);
      await options.preview(form.operation, 'input' in request ? request.input : input);
    },
    suggest: async (source, query) => suggest(source, query, await options.api(), help, closed.signal),
    drafted(_values, dirty) {
      panel.title = dirty ? `${place.title} ●` : place.title;
    },
    cancel: () => void panel.dispose(),
    explain,
  };
  panel.onDidDispose(() => closed.abort());
  panel.webview.onDidReceiveMessage(async (message: unknown) => {
    const answer = await answerPage(message, handlers);
    if (answer && !closed.signal.aborted) await panel.webview.postMessage(answer);
  });
  panel.webview.html = pageHtml({
    nonce: randomBytes(16).toString('base64url'),
    cspSource: panel.webview.cspSource,
    scriptUri: uri('dist', 'webview.js'),
    styleUri: uri('media', 'form.css'),
    title: place.title,
    lang: vscode.env.language,
  });
}

/** The request as JSON, and as the AWS CLI command that sends it. */
export function requestText(call: Call, connection: Connection): string {
  const json = JSON.stringify(call.input, undefined, 2);
  return [
    `// ${call.operation}`,
    json,
    '',
    `// ${l10n.t('As an AWS CLI command')}`,
    cliCommand(call, connection),
    '',
  ].join('\n');
}
