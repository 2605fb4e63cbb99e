import * as l10n from '@vscode/l10n';

import type { Connection } from '../aws/connection';
import type { Call } from '../explorer/calls';
import type { FormRequest } from '../explorer/openForm';
import { cliCommand } from '../explorer/shell';

/** A request as JSON, and as the AWS CLI command that sends it: a comment, since the document is JSON. */
export function requestText(call: Call, connection: Connection): string {
  const json = JSON.stringify(call.input, undefined, 2);
  const command = cliCommand(call, connection);
  return [
    `// ${call.operation}`,
    json,
    '',
    `// ${l10n.t('As an AWS CLI command')}`,
    // One that ends such a comment itself stands behind slashes instead.
    ...(command.includes('*/') ? command.split('\n').map(line => `// ${line}`) : ['/*', command, '*/']),
    '',
  ].join('\n');
}

/** Why a form would send nothing now. */
export function noRequestText(request: Exclude<FormRequest, { readonly input: unknown }>): string {
  const reasons =
    'problems' in request
      ? request.problems.map(({ path, message }) => [path.join('.'), message].filter(Boolean).join(': '))
      : [l10n.t('There are no changes to save.')];
  return [`// ${l10n.t('Nothing would be sent.')}`, ...reasons.map(reason => `// ${reason}`), ''].join('\n');
}
