// Stands in for IAM Identity Center: its OIDC service (device authorization, tokens) and its portal (credentials of roles).
import type { Answer, Issue, Request, StandIn } from './standIn';
import { issueKeys, json, startStandIn } from './standIn';

export interface SsoOptions {
  readonly issue?: Issue;
  /** Seconds until an access token expires; eight hours by default. */
  readonly tokenLifetime?: () => number;
  /** Seconds between polls of a device, as the service requires; 1 by default. */
  readonly interval?: number;
  /** Called before each request. Its result is the answer. */
  readonly fail?: (request: Request) => Answer | undefined;
}

/** An authorization that a device waits for. */
export interface Device {
  readonly code: string;
  readonly userCode: string;
  readonly startUrl: string;
  /** `slow`: the device is told once to poll less often. */
  state: 'pending' | 'slow' | 'approved' | 'denied' | 'expired';
}

export interface Sso extends StandIn {
  /** Oldest first. */
  readonly devices: readonly Device[];
  /** Valid access tokens. */
  readonly tokens: ReadonlySet<string>;
  /** Confirms all current and later authorizations for the user. */
  approve(): void;
  /** Ends all access tokens, as an administrator can; refresh tokens too when `refresh` is set. */
  revoke(options?: { readonly refresh: boolean }): void;
  /** Creates an access token, like a sign-in in another program. */
  makeToken(): { readonly accessToken: string; readonly refreshToken: string };
}

/** One server for both services: point AWS_ENDPOINT_URL_SSO and AWS_ENDPOINT_URL_SSO_OIDC at its `url`. */
export async function startSso(options: SsoOptions = {}): Promise<Sso> {
  const { issue = issueKeys, tokenLifetime = () => 8 * 3600, interval = 1, fail = () => undefined } = options;
  const devices: Device[] = [];
  const clients = new Map<string, string>();
  const tokens = new Set<string>();
  const refreshTokens = new Set<string>();
  let count = 0;
  let approved = false;

  function makeToken(): { accessToken: string; refreshToken: string } {
    const made = { accessToken: `access-token-${++count}`, refreshToken: `refresh-token-${count}` };
    tokens.add(made.accessToken);
    refreshTokens.add(made.refreshToken);
    return made;
  }

  function register(): Answer {
    const [clientId, clientSecret] = [`client-${++count}`, `client-secret-${count}`];
    clients.set(clientId, clientSecret);
    const now = Math.floor(Date.now() / 1000);
    return json({ clientId, clientSecret, clientIdIssuedAt: now, clientSecretExpiresAt: now + 90 * 24 * 3600 });
  }

  function authorize(input: Record<string, string>, url: string): Answer {
    if (!known(input)) return oidcError('invalid_client', 'InvalidClientException', 401);
    const device: Device = {
      code: `device-code-${++count}`,
      userCode: `ABCD-${String(count).padStart(4, '0')}`,
      startUrl: input['startUrl'] ?? '',
      state: approved ? 'approved' : 'pending',
    };
    devices.push(device);
    const { code: deviceCode, userCode } = device;
    const verificationUri = `${url}/device`;
    const verificationUriComplete = `${verificationUri}?user_code=${userCode}`;
    return json({ deviceCode, userCode, verificationUri, verificationUriComplete, expiresIn: 600, interval });
  }

  function token(input: Record<string, string>): Answer {
    if (!known(input)) return oidcError('invalid_client', 'InvalidClientException', 401);
    if (input['grantType'] === 'refresh_token') {
      return refreshTokens.delete(input['refreshToken'] ?? '')
        ? granted()
        : oidcError('invalid_grant', 'InvalidGrantException');
    }
    const device = devices.find(({ code }) => code === input['deviceCode']);
    switch (device?.state) {
      case 'approved':
        return granted();
      case 'pending':
        return oidcError('authorization_pending', 'AuthorizationPendingException');
      case 'slow':
        device.state = 'pending';
        return oidcError('slow_down', 'SlowDownException');
      case 'denied':
        return oidcError('access_denied', 'AccessDeniedException');
      case 'expired':
        return oidcError('expired_token', 'ExpiredTokenException');
      case undefined:
        return oidcError('invalid_grant', 'InvalidGrantException');
    }
  }

  const granted = (): Answer => json({ ...makeToken(), tokenType: 'Bearer', expiresIn: tokenLifetime() });
  const known = ({ clientId = '', clientSecret }: Record<string, string>): boolean =>
    clientSecret !== undefined && clients.get(clientId) === clientSecret;

  function roleCredentials({ query, headers }: Request): Answer {
    if (!tokens.has(String(headers['x-amz-sso_bearer_token']))) {
      return json({ message: 'Session token not found or invalid' }, 401, errorType('UnauthorizedException'));
    }
    const keys = issue({ account: query.get('account_id') ?? '', role: query.get('role_name') ?? '' });
    return json({ roleCredentials: { ...keys, expiration: Date.now() + 3600_000 } });
  }

  // The page where the user confirms.
  function device({ method, query }: Request): Answer {
    const waiting = devices.find(({ userCode }) => userCode === query.get('user_code'));
    if (method === 'POST' && waiting) waiting.state = 'approved';
    const words = method === 'POST' ? 'Request approved' : `<form method="post"><button>Allow access</button></form>`;
    return { headers: { 'content-type': 'text/html' }, body: `<title>Authorize</title>${words}` };
  }

  const server = await startStandIn(request => {
    const failed = fail(request);
    if (failed) return failed;
    const input = (): Record<string, string> => JSON.parse(request.body) as Record<string, string>;
    switch (`${request.method} ${request.path}`) {
      case 'POST /client/register':
        return register();
      case 'POST /device_authorization':
        return authorize(input(), server.url);
      case 'POST /token':
        return token(input());
      case 'GET /federation/credentials':
        return roleCredentials(request);
      case 'POST /logout':
        tokens.delete(String(request.headers['x-amz-sso_bearer_token']));
        return {};
      case 'GET /device':
      case 'POST /device':
        return device(request);
      default:
        return { status: 404 };
    }
  });
  return {
    ...server,
    devices,
    tokens,
    makeToken,
    approve() {
      approved = true;
      for (const device of devices) device.state = 'approved';
    },
    revoke(revoked = { refresh: false }) {
      tokens.clear();
      if (revoked.refresh) refreshTokens.clear();
    },
  };
}

function oidcError(error: string, type: string, status = 400): Answer {
  return json({ error, error_description: `It is ${error}` }, status, errorType(type));
}

const errorType = (type: string): Record<string, string> => ({ 'x-amzn-errortype': type });
