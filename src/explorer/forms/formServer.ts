// The extension's side of a form's page, apart from VS Code: whatever a page sends is checked, and every request is
// answered, failures included.
import type { FieldProblem, Values } from '../../forms/field';
import { type Draft, type Form, messageFromPage, type Suggestion, type ToPage } from '../../forms/protocol';
import { validate } from '../../forms/validate';
import { inputFrom, pathInForm } from '../../forms/values';

/** Why a request was not made, where that is no problem of the form's. */
export type Stays = Pick<Extract<ToPage, { ok: false }>, 'say' | 'form'>;

const isStays = (outcome: readonly FieldProblem[] | Stays): outcome is Stays => !Array.isArray(outcome);

/** What a form does. Whoever throws is answered for: `explain` puts the error into words. */
export interface FormHandlers {
  /** The form as it is drawn now. */
  readonly form: Form;
  /** Unlocks what is locked in `form`. */
  unlock(): void;
  /** Opens the form again, for who would act now. */
  reopen(): void;
  /** Performs the call with the operation's input. Answers what stood in the way, or nothing when it is done. */
  submit(input: Values): Promise<readonly FieldProblem[] | Stays>;
  /** Shows the request; gets the input without sensitive values, checked by nobody. */
  preview(input: Values): Promise<void>;
  suggest(source: string, query: string, values: Values): Promise<readonly Suggestion[]>;
  /** What has been entered so far, without sensitive values, and whether closing it would lose something. */
  drafted(draft: Draft, dirty: boolean): void;
  cancel(): void;
  explain(error: unknown): string;
}

/**
 * What to answer to a message from the page; undefined when there is nothing to say. Never throws.
 * Values are validated again here, with the code that the page uses: `submit` sees only input that passed.
 */
export async function answerPage(message: unknown, handlers: FormHandlers): Promise<ToPage | undefined> {
  const request = messageFromPage(message);
  if (!request) return undefined;
  const { form } = handlers;
  switch (request.kind) {
    case 'ready':
      return { kind: 'init', form };
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
