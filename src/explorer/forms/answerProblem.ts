// Checks the answers to an action's questions with the facts and the code of form fields.
import { validate } from '../../forms/validate';
import type { Ask } from '../../kinds/action';
import { fieldsOf } from './formSpec';
import { formTexts } from './formTexts';

/**
 * The problem of an answer, in words; undefined if there is none.
 * @param operation the operation that has the question's member among its inputs
 */
export function answerProblem(
  operation: string,
  { member, min, max, optional }: Ask,
  text: string,
): string | undefined {
  if (optional && text === '') return undefined;
  const limits = { ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
  const field = fieldsOf(operation, { members: { [member]: limits } }).find(({ name }) => name === member);
  if (!field) throw new Error(`${operation} has no input member ${member}`);
  const value = field.kind === 'number' ? Number(text) : text;
  return validate([{ ...field, required: true }], { [member]: value }, [], formTexts())[0]?.message;
}
