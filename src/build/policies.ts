// Writes the README's IAM policies from the API's facts.
import { isRead } from '../api/core/readOnly';
import { serviceFacts } from '../api/serviceFacts';

export interface Policy {
  readonly Version: '2012-10-17';
  readonly Statement: readonly Statement[];
}

interface Statement {
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: '*';
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** The account's alias, which the view shows. The account's number needs no permission. */
const alias = 'iam:ListAccountAliases';

/** The policy of those who see everything and change nothing. */
export function readPolicy(): Policy {
  const actions = Object.values(serviceFacts).flatMap(({ permission, model }) => {
    const reads = Object.keys(model.facts.operations).filter(isRead);
    if (model.facts.partial) return reads.map(operation => `${permission}:${operation}`);
    // Each read begins with one of a few verbs: `appstream:Describe*`.
    const verbs = reads.map(operation => /^(BatchGet|[A-Z][a-z]+)/.exec(operation)?.[0] ?? operation);
    return [...new Set(verbs)].sort().map(verb => `${permission}:${verb}*`);
  });
  return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: [...actions, alias], Resource: '*' }] };
}

/** The policy of those who do everything. */
export function fullPolicy(): Policy {
  const actions = Object.values(serviceFacts).flatMap(({ permission, model: { facts } }) =>
    facts.partial ? Object.keys(facts.operations).map(operation => `${permission}:${operation}`) : [`${permission}:*`],
  );
  return {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: [...actions, alias], Resource: '*' },
      // Fleets and image builders that get an IAM role: AWS's Service Authorization Reference, CreateFleet.
      {
        ...{ Effect: 'Allow', Action: ['iam:PassRole'], Resource: '*' },
        Condition: { StringEquals: { 'iam:PassedToService': 'appstream.amazonaws.com' } },
      },
    ],
  };
}
