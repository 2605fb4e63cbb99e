import * as l10n from '@vscode/l10n';

import type { Connection } from '../aws/connection';
import type { Call } from '../explorer/calls';
import { cliCommand } from '../explorer/shell';

/** A request as JSON, and as the AWS CLI command that sends it. */
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
