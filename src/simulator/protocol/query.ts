// The query protocol of STS and IAM, with one operation each: a profile with `endpoint_url` looks up its account here.
import { accountIdOf, aliasOf } from '../base/accounts';
import type { HttpAnswer } from './answer';
import type { Credential } from './signature';

const namespaces = {
  sts: 'https://sts.amazonaws.com/doc/2011-06-15/',
  iam: 'https://iam.amazonaws.com/doc/2010-05-08/',
};

/** The services with the query protocol, by their signing names. */
export type QueryService = keyof typeof namespaces;

/** @param service a signing name */
export function isQueryService(service: string): service is QueryService {
  return Object.hasOwn(namespaces, service);
}

/** The operation of a request; empty when it is not simulated. @param body form-encoded */
export function queryOperation(service: QueryService, body: string): string {
  const asked = new URLSearchParams(body).get('Action') ?? '';
  return `${service} ${asked}` in results ? asked : '';
}

/** The answer of STS or IAM. */
export function answerQuery(
  service: QueryService,
  operation: string,
  { accessKeyId }: Credential,
  requestId: string,
): HttpAnswer {
  const namespace = namespaces[service];
  const metadata = `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata>`;
  const result = results[`${service} ${operation}`]?.(accessKeyId);
  if (result === undefined) {
    return xml(
      400,
      `<ErrorResponse xmlns="${namespace}"><Error><Type>Sender</Type><Code>InvalidAction</Code>` +
        `<Message>Only GetCallerIdentity and ListAccountAliases are simulated</Message></Error><RequestId>${requestId}</RequestId></ErrorResponse>`,
    );
  }
  return xml(
    200,
    `<${operation}Response xmlns="${namespace}"><${operation}Result>${result}</${operation}Result>${metadata}</${operation}Response>`,
  );
}

const results: Readonly<Record<string, (accessKeyId: string) => string>> = {
  'sts GetCallerIdentity'(accessKeyId) {
    const account = accountIdOf(accessKeyId);
    return `<Arn>arn:aws:iam::${account}:user/sandbox</Arn><UserId>AIDASANDBOX${account}</UserId><Account>${account}</Account>`;
  },
  'iam ListAccountAliases'(accessKeyId) {
    const alias = aliasOf(accessKeyId);
    const members = alias === undefined ? '' : `<member>${alias}</member>`;
    return `<IsTruncated>false</IsTruncated><AccountAliases>${members}</AccountAliases>`;
  },
};

function xml(status: number, body: string): HttpAnswer {
  return { status, body, contentType: 'text/xml' };
}
