// The Markdown document that Show Request shows.
import * as l10n from '@vscode/l10n';

import type { Connection } from '../../aws/connection';
import type { Call } from '../../explorer/calls/calls';
import { cliCommand, shells } from '../../explorer/calls/shell';
import type { FormRequest } from '../../explorer/forms/pageForm';
import { shell } from '../base/shellSetting';

/**
 * A request as JSON and as the AWS CLI command that sends it. Both can be copied as they are.
 * @param place the text that says where it would be sent
 * @throws ActionRefused if no command can be written
 */
export function requestText(call: Call, connection: Connection, place: string): string {
  const target = shell();
  return [
    `# ${call.operation}`,
    place,
    block('json', JSON.stringify(call.input, undefined, 2)),
    `## ${l10n.t('As an AWS CLI command for {0}', shells[target])}`,
    block(target, cliCommand(call, connection, target)),
    '',
  ].join('\n\n');
}

/** Why a form would send nothing now. */
export function noRequestText(
  operation: string,
  request: Exclude<FormRequest, { readonly input: unknown }>,
  place: string,
): string {
  const reasons =
    'problems' in request
      ? request.problems.map(({ path, message }) =>
          path.length ? l10n.t('{0}: {1}', path.join('.'), message) : message,
        )
      : [l10n.t('There are no changes to save.')];
  return [`# ${operation}`, place, l10n.t('Nothing would be sent.'), ...reasons, ''].join('\n\n');
}

// Neither JSON nor a command contains a line that begins with this fence.
function block(language: string, text: string): string {
  return ['```' + language, text, '```'].join('\n');
}
