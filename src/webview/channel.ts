// The page's connection to the extension. Each request is a promise, which the answer with the same id resolves.
import type { FieldProblem, Values } from '../forms/field';
import {
  type Draft,
  type Form,
  formElement,
  type Notice,
  pageToSave,
  type SavedPage,
  savedPage,
  type Suggestion,
  type ToHost,
  type ToPage,
} from '../forms/protocol';

/** VS Code's API for webviews. It can be acquired only once. */
declare function acquireVsCodeApi(): {
  postMessage(message: ToHost): void;
  getState(): unknown;
  setState(state: object): void;
};

/** The result of a request: the problems, if any, and a message. */
export interface Outcome {
  readonly problems: readonly FieldProblem[];
  readonly say?: string | undefined;
  /** The current form, which must be shown before anything is sent. */
  readonly form?: Form | undefined;
}

export interface Channel {
  submit(values: Values): Promise<Outcome>;
  preview(values: Values): Promise<Outcome>;
  /** @throws Error with a message for users */
  suggest(source: string, query: string, values: Values): Promise<readonly Suggestion[]>;
  /** Reports a change to the extension, and keeps the entered values for a reload of the window. Without sensitive values. */
  keep(page: SavedPage, dirty: boolean): void;
  /** The draft that `keep` saved for this form. */
  kept(key: string): Draft | undefined;
  unlock(): void;
  reopen(): void;
  /** Sets the listener for the notice above the fields; undefined removes the notice. */
  onNotice(listener: (notice: Notice | undefined) => void): void;
  cancel(): void;
}

/** Opens the channel. @param draw called with each form that the extension sends, to draw it */
export function openChannel(draw: (form: Form, channel: Channel) => void): Channel {
  const vscode = acquireVsCodeApi();
  const waiting = new Map<number, (answer: ToPage) => void>();
  let lastId = 0;
  let noticed: (notice: Notice | undefined) => void = () => undefined;

  addEventListener('message', ({ data }: MessageEvent<ToPage>) => {
    if (data.kind === 'init') return draw(data.form, channel);
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

  function tell(kind: 'unlock' | 'reopen' | 'cancel'): void {
    vscode.postMessage({ kind });
  }

  async function perform(kind: 'submit' | 'preview', values: Values): Promise<Outcome> {
    const answer = await request(id => ({ kind, id, values }));
    if (answer.kind !== 'answer' || answer.ok) return { problems: [] };
    return answer;
  }

  const channel: Channel = {
    submit: values => perform('submit', values),
    preview: values => perform('preview', values),
    async suggest(source, query, values) {
      const answer = await request(id => ({ kind: 'suggest', id, source, query, values }));
      if (answer.kind !== 'suggestions') return [];
      if ('problem' in answer) throw new Error(answer.problem);
      return answer.items;
    },
    keep(page, dirty) {
      vscode.setState(pageToSave(page));
      vscode.postMessage({ kind: 'draft', draft: page, dirty });
    },
    kept(key) {
      const saved = savedPage(vscode.getState());
      return saved?.key === key ? saved : undefined;
    },
    unlock: () => tell('unlock'),
    reopen: () => tell('reopen'),
    onNotice: listener => void (noticed = listener),
    cancel: () => tell('cancel'),
  };
  // A page that was open before may have an older form in its HTML. It waits for the current one.
  const isNew = vscode.getState() === undefined;
  if (isNew) draw(embeddedForm(), channel);
  vscode.postMessage({ kind: 'ready', drawn: isNew });
  return channel;
}

function embeddedForm(): Form {
  return JSON.parse(document.getElementById(formElement)?.textContent ?? '') as Form;
}
