// Checks the answers to an action's questions by the same facts, with the same code, as a form's fields.
import { validate } from '../../forms/validate';
import type { Ask } from '../../kinds/kind';
import { fieldsOf } from './formSpec';
import { formTexts } from './formTexts';

/**
 * What is wrong with an answer, in words; undefined when nothing is.
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
