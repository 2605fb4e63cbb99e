// STS's query protocol, for one operation: a profile with `endpoint_url` sends its GetCallerIdentity here too.
import { accountIdOf } from './accounts';
import type { HttpAnswer } from './appstream';
import type { Credential } from './signature';

const namespace = 'https://sts.amazonaws.com/doc/2011-06-15/';

/** @param body form-encoded */
export function answerSts(body: string, { accessKeyId }: Credential, requestId: string): HttpAnswer {
  const action = new URLSearchParams(body).get('Action') ?? '';
  if (action !== 'GetCallerIdentity')
    return xml(
      400,
      `<ErrorResponse xmlns="${namespace}"><Error><Type>Sender</Type><Code>InvalidAction</Code>` +
        `<Message>Only GetCallerIdentity is simulated</Message></Error><RequestId>${requestId}</RequestId></ErrorResponse>`,
    );
  const account = accountIdOf(accessKeyId);
  return xml(
    200,
    `<GetCallerIdentityResponse xmlns="${namespace}"><GetCallerIdentityResult>` +
      `<Arn>arn:aws:iam::${account}:user/sandbox</Arn><UserId>AIDASANDBOX${account}</UserId><Account>${account}</Account>` +
      `</GetCallerIdentityResult><ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></GetCallerIdentityResponse>`,
  );
}

function xml(status: number, body: string): HttpAnswer {
  return { status, body, contentType: 'text/xml' };
}
