// Stands in for AWS STS: the query protocol's AssumeRole, AssumeRoleWithWebIdentity, GetSessionToken and GetCallerIdentity.
import { accountIdOf } from '../../src/simulator/base/accounts';
import type { Answer, Holder, Issue, Keys, Request, StandIn } from './standIn';
import { issueKeys, startStandIn } from './standIn';

/** A call, with the parts that tests check. */
export interface StsCall {
  readonly action: string;
  /** Who called; empty for an unsigned call. */
  readonly accessKeyId: string;
  /** The Region it was signed for; empty for an unsigned call. */
  readonly region: string;
  /** The parameters by name: RoleArn, SerialNumber, TokenCode … */
  readonly input: Readonly<Record<string, string>>;
}

/** The error that the service returns. */
export interface StsError {
  readonly code: string;
  readonly message: string;
  /** 400 by default. */
  readonly status?: number;
}

export interface StsOptions {
  readonly issue?: Issue;
  /** Seconds until credentials expire; an hour by default. */
  readonly lifetime?: () => number;
  /** Called before each call. It can return an error. */
  readonly refuse?: (call: StsCall) => StsError | undefined | Promise<StsError | undefined>;
  /** Called before each call. It can return the whole answer. */
  readonly fail?: (call: StsCall) => Answer | undefined;
  /** The code of every MFA device. A role with another code is refused. */
  readonly mfaCode?: string;
}

export interface Sts extends StandIn {
  readonly calls: readonly StsCall[];
}

/** The message of STS for a wrong MFA code. */
const wrongCode: StsError = {
  code: 'AccessDenied',
  message: 'MultiFactorAuthentication failed with invalid MFA one time pass code. ',
  status: 403,
};

const namespace = 'https://sts.amazonaws.com/doc/2011-06-15/';
const requestId = '11111111-2222-3333-4444-555555555555';

export async function startSts(options: StsOptions = {}): Promise<Sts> {
  const {
    issue = issueKeys,
    lifetime = () => 3600,
    refuse = () => undefined,
    fail = () => undefined,
    mfaCode,
  } = options;
  const calls: StsCall[] = [];
  const holders = new Map<string, Holder>();
  /** The owner of a key's session. */
  const callers = new Map<string, string>();

  function assumed({ RoleArn = '', RoleSessionName = 'session' }: StsCall['input']): string {
    const [, , , , account = '', resource = ''] = RoleArn.split(':');
    const holder = { account, role: resource.slice(resource.lastIndexOf('/') + 1) };
    const keys = issue(holder);
    holders.set(keys.accessKeyId, holder);
    return (
      `<AssumedRoleUser><Arn>arn:aws:sts::${account}:assumed-role/${holder.role}/${RoleSessionName}</Arn>` +
      `<AssumedRoleId>AROASTANDIN:${RoleSessionName}</AssumedRoleId></AssumedRoleUser>${credentialsOf(keys)}`
    );
  }

  /** A session for the caller's keys. */
  function begun(caller: string): string {
    const keys = issue({ account: accountIdOf(caller), role: 'session' });
    callers.set(keys.accessKeyId, caller);
    return credentialsOf(keys);
  }

  function credentialsOf({ accessKeyId, secretAccessKey, sessionToken }: Keys): string {
    const expiration = new Date(Date.now() + lifetime() * 1000).toISOString();
    return (
      `<Credentials><AccessKeyId>${accessKeyId}</AccessKeyId><SecretAccessKey>${secretAccessKey}</SecretAccessKey>` +
      `<SessionToken>${sessionToken}</SessionToken><Expiration>${expiration}</Expiration></Credentials>`
    );
  }

  function identity(key: string): string {
    const accessKeyId = callers.get(key) ?? key;
    const holder = holders.get(accessKeyId);
    const account = holder?.account ?? accountIdOf(accessKeyId);
    const arn = holder
      ? `arn:aws:sts::${account}:assumed-role/${holder.role}/session`
      : `arn:aws:iam::${account}:user/someone`;
    return `<Arn>${arn}</Arn><UserId>AIDASTANDIN</UserId><Account>${account}</Account>`;
  }

  async function answer(request: Request): Promise<Answer> {
    const call = callOf(request);
    calls.push(call);
    const failed = fail(call);
    if (failed) return failed;
    const refused = await refuse(call);
    if (refused) return failure(refused);
    const { action, accessKeyId, input } = call;
    if (action === 'AssumeRoleWithWebIdentity') {
      if (!input['WebIdentityToken']) return failure({ code: 'ValidationError', message: 'There is no token' });
      return success(action, assumed(input));
    }
    if (!accessKeyId) {
      return failure({ code: 'MissingAuthenticationToken', message: 'Request is missing Authentication Token' });
    }
    if (action === 'GetCallerIdentity') return success(action, identity(accessKeyId));
    if (action !== 'AssumeRole' && action !== 'GetSessionToken') {
      return failure({ code: 'InvalidAction', message: `${action} is not stood in for` });
    }
    if (mfaCode !== undefined && input['SerialNumber'] && input['TokenCode'] !== mfaCode) return failure(wrongCode);
    return success(action, action === 'AssumeRole' ? assumed(input) : begun(accessKeyId));
  }

  return { ...(await startStandIn(answer)), calls };
}

function callOf({ body, headers }: Request): StsCall {
  const { Action: action = '', ...input } = Object.fromEntries(new URLSearchParams(body));
  const scope = /Credential=([^/]+)\/\d+\/([^/]+)\//.exec(headers.authorization ?? '');
  return { action, accessKeyId: scope?.[1] ?? '', region: scope?.[2] ?? '', input };
}

function success(action: string, result: string): Answer {
  return xml(
    200,
    `<${action}Response xmlns="${namespace}"><${action}Result>${result}</${action}Result>` +
      `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></${action}Response>`,
  );
}

function failure({ code, message, status = 400 }: StsError): Answer {
  return xml(
    status,
    `<ErrorResponse xmlns="${namespace}"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error>` +
      `<RequestId>${requestId}</RequestId></ErrorResponse>`,
  );
}

function xml(status: number, body: string): Answer {
  return { status, headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId }, body };
}
