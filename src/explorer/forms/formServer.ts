// The extension's side of a form's page, without VS Code. It checks everything that a page sends, and answers every
// request, including failures.
import type { FieldProblem, Values } from '../../forms/field';
import { type Draft, type Form, messageFromPage, type Suggestion, type ToPage } from '../../forms/protocol';
import { validate } from '../../forms/validate';
import { inputFrom, pathInForm } from '../../forms/values';

/** Why a request was not sent, if the reason isn't in the form. */
export type Stays = Pick<Extract<ToPage, { ok: false }>, 'say' | 'form'>;

const isStays = (outcome: readonly FieldProblem[] | Stays): outcome is Stays => !Array.isArray(outcome);

/** What a form can do. `explain` turns thrown errors into text. */
export interface FormHandlers {
  /** The form as it is shown now. */
  readonly form: Form;
  /** The form that the page's HTML contains. */
  readonly embedded?: Form | undefined;
  /** Unlocks what is locked in `form`. */
  unlock(): void;
  /** Opens the form again for the present actor. */
  reopen(): void;
  /** Sends the request with the operation's input. Returns the problems, or nothing on success. */
  submit(input: Values): Promise<readonly FieldProblem[] | Stays>;
  /** Shows the request. The input is unchecked and has no sensitive values. */
  preview(input: Values): Promise<void>;
  suggest(source: string, query: string, values: Values): Promise<readonly Suggestion[]>;
  /** What the user entered, without sensitive values, and whether closing the form would lose something. */
  drafted(draft: Draft, dirty: boolean): void;
  cancel(): void;
  explain(error: unknown): string;
}

/**
 * The answer to a message from the page; undefined if there is none. It does not throw.
 * It validates values again with the page's code: `submit` only gets valid input.
 */
export async function answerPage(message: unknown, handlers: FormHandlers): Promise<ToPage | undefined> {
  const request = messageFromPage(message);
  if (!request) return undefined;
  const { form } = handlers;
  switch (request.kind) {
    case 'ready':
      return request.drawn && form === handlers.embedded ? undefined : { kind: 'init', form };
    case 'unlock':
      handlers.unlock();
      return { kind: 'init', form: handlers.form };
    case 'reopen':
      handlers.reopen();
      return undefined;
    case 'cancel':
      handlers.cancel();
      return undefined;
    case 'draft':
      handlers.drafted(request.draft, request.dirty);
      return undefined;
    case 'preview':
      return answer(request.id, async () => {
        await handlers.preview(inputFrom(form.fields, request.values));
        return [];
      });
    case 'submit':
      return answer(request.id, async () => {
        const input = inputFrom(form.fields, request.values);
        const problems = validate(form.fields, request.values, form.rules, form.texts);
        if (problems.length) return problems;
        const refused = await handlers.submit(input);
        if (isStays(refused)) return refused;
        return refused.map(({ path, message }) => ({ path: pathInForm(form.fields, request.values, path), message }));
      });
    case 'suggest':
      try {
        const items = await handlers.suggest(request.source, request.query, request.values);
        return { kind: 'suggestions', id: request.id, items };
      } catch (error) {
        return { kind: 'suggestions', id: request.id, problem: handlers.explain(error) };
      }
  }

  async function answer(id: number, work: () => Promise<readonly FieldProblem[] | Stays>): Promise<ToPage> {
    try {
      const problems = await work();
      if (isStays(problems)) return { kind: 'answer', id, ok: false, problems: [], ...problems };
      return problems.length ? { kind: 'answer', id, ok: false, problems } : { kind: 'answer', id, ok: true };
    } catch (error) {
      return { kind: 'answer', id, ok: false, problems: [{ path: [], message: handlers.explain(error) }] };
    }
  }
}
