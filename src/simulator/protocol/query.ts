// The query protocol of STS and IAM, with one operation each: a profile with `endpoint_url` looks up its account here.
import type { IncomingHttpHeaders } from 'node:http';

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
    const message = 'Only GetCallerIdentity and ListAccountAliases are simulated';
    return refuse(namespace, 'InvalidAction', message, requestId);
  }
  return xml(
    200,
    `<${operation}Response xmlns="${namespace}"><${operation}Result>${result}</${operation}Result>${metadata}</${operation}Response>`,
  );
}

/** Whether a request is in the query protocol. An older client of CloudWatch speaks no other. */
export function isQuery({ 'content-type': type = '', 'x-amz-target': target }: IncomingHttpHeaders): boolean {
  return target === undefined && /^application\/x-www-form-urlencoded\b/i.test(type);
}

/** What a service answers in the query protocol that the simulator speaks in other protocols alone. */
export function refuseQuery(requestId: string): HttpAnswer {
  const message =
    'The simulator speaks the query protocol for STS and IAM alone. For other services, it speaks AWS JSON and Smithy RPC v2 CBOR: ' +
    'a newer version of this client uses them.';
  return refuse('https://monitoring.amazonaws.com/doc/2010-08-01/', 'UnknownProtocol', message, requestId);
}

function refuse(namespace: string, code: string, message: string, requestId: string): HttpAnswer {
  return xml(
    400,
    `<ErrorResponse xmlns="${namespace}"><Error><Type>Sender</Type><Code>${code}</Code>` +
      `<Message>${message}</Message></Error><RequestId>${requestId}</RequestId></ErrorResponse>`,
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
