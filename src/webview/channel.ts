// The page's end of the line to the extension. Requests are promises: the answer with their id settles them.
import type { FieldProblem, Values } from '../forms/field';
import {
  type Draft,
  type Form,
  type Notice,
  type SavedPage,
  savedPage,
  type Suggestion,
  type ToHost,
  type ToPage,
} from '../forms/protocol';

/** What VS Code gives a webview, once. */
declare function acquireVsCodeApi(): {
  postMessage(message: ToHost): void;
  getState(): unknown;
  setState(state: SavedPage): void;
};

/** What came of a request: what stood in the way, if anything, and what else there is to say. */
export interface Outcome {
  readonly problems: readonly FieldProblem[];
  readonly say?: string | undefined;
  /** The form as it is now, to be shown before it is sent. */
  readonly form?: Form | undefined;
}

export interface Channel {
  submit(values: Values): Promise<Outcome>;
  preview(values: Values): Promise<Outcome>;
  /** @throws Error whose message is the reason, in the extension's words */
  suggest(source: string, query: string, values: Values): Promise<readonly Suggestion[]>;
  /** Tells the extension of a change and keeps what has been entered, nothing sensitive, over a reload of the window. */
  keep(page: SavedPage, dirty: boolean): void;
  /** What `keep` kept for this form. */
  kept(key: string): Draft | undefined;
  unlock(): void;
  reopen(): void;
  /** Told what is to be said above the fields from now on. */
  onNotice(listener: (notice: Notice | undefined) => void): void;
  cancel(): void;
}

/** Opens the channel. `onForm` is called with the form to draw, again each time the extension sends another. */
export function openChannel(onForm: (form: Form) => void): Channel {
  const vscode = acquireVsCodeApi();
  const waiting = new Map<number, (answer: ToPage) => void>();
  let lastId = 0;
  let noticed: (notice: Notice | undefined) => void = () => undefined;

  window.addEventListener('message', ({ data }: MessageEvent<ToPage>) => {
    if (data.kind === 'init') return onForm(data.form);
    if (data.kind === 'notice') return noticed(data.notice);
    waiting.get(data.id)?.(data);
    waiting.delete(data.id);
  });

  function request(make: (id: number) => ToHost): Promise<ToPage> {
    const id = ++lastId;
    return new Promise(resolve => {
      waiting.set(id, resolve);
      vscode.postMessage(make(id));
    });
  }

  async function perform(kind: 'submit' | 'preview', values: Values): Promise<Outcome> {
    const answer = await request(id => ({ kind, id, values }));
    if (answer.kind !== 'answer' || answer.ok) return { problems: [] };
    return answer;
  }

  vscode.postMessage({ kind: 'ready' });
  return {
    submit: values => perform('submit', values),
    preview: values => perform('preview', values),
    async suggest(source, query, values) {
      const answer = await request(id => ({ kind: 'suggest', id, source, query, values }));
      if (answer.kind !== 'suggestions') return [];
      if ('problem' in answer) throw new Error(answer.problem);
      return answer.items;
    },
    keep(page, dirty) {
      vscode.setState(page);
      vscode.postMessage({ kind: 'draft', draft: page, dirty });
    },
    kept(key) {
      const saved = savedPage(vscode.getState());
      return saved?.key === key ? saved : undefined;
    },
    unlock: () => vscode.postMessage({ kind: 'unlock' }),
    reopen: () => vscode.postMessage({ kind: 'reopen' }),
    onNotice: listener => void (noticed = listener),
    cancel: () => vscode.postMessage({ kind: 'cancel' }),
  };
}
