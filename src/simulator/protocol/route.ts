// Which operation of which service a request is for, and in which protocol.
import type { IncomingHttpHeaders } from 'node:http';

import type { Model } from '../../api/core/facts';
import { ServiceError } from '../base/errors';
import { json11, jsonWire } from './json';
import { modelAt } from './models';
import type { CborWire, Wire } from './wire';
import { cborProtocol } from './wire';

/** What a request says before its body is read. */
export interface Asked {
  readonly method: string | undefined;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
}

export interface Route {
  /** How the request is read and answered. */
  readonly wire: Wire;
  /** The service's model; undefined when the request names no service of the simulator. */
  readonly model: Model | undefined;
  /** As the request names it; `Unknown` when the service has no such operation. */
  readonly operation: string;
  /** Why the request can't be answered. */
  readonly problem?: ServiceError;
}

/**
 * Reads the target header of AWS JSON (`PhotonAdminProxyService.StartFleet`), or the path of Smithy RPC v2 CBOR.
 * @param cborWire if the simulator speaks CBOR
 */
export function routeOf(asked: Asked, cborWire?: CborWire): Route {
  const protocol = headerOf(asked, 'smithy-protocol');
  return protocol !== undefined || asked.path.startsWith('/service/')
    ? rpcRoute(asked, protocol, cborWire)
    : jsonRoute(asked);
}

function rpcRoute(asked: Asked, protocol: string | undefined, cborWire: CborWire | undefined): Route {
  const wire = cborWire?.(headerOf(asked, 'x-amzn-query-mode') === 'true');
  if (!wire || protocol !== cborProtocol) {
    const given = protocol === undefined ? 'is absent' : `is ${protocol}`;
    const message = `The header smithy-protocol ${given}. The simulator speaks ${wire ? `${cborProtocol} and ` : ''}AWS JSON.`;
    return { wire: json11, ...unknown, problem: new ServiceError('UnknownProtocolException', message) };
  }
  const [, service = '', operation = ''] = /^\/service\/([^/]+)\/operation\/([^/]+)$/.exec(asked.path) ?? [];
  if (asked.method !== 'POST' || service === '') {
    const message = 'Requests in this protocol are POST /service/SERVICE/operation/OPERATION.';
    return { wire, ...unknown, problem: new ServiceError('UnknownOperationException', message, 404) };
  }
  const type = headerOf(asked, 'content-type');
  if (type !== undefined && !/^application\/cbor\b/i.test(type)) {
    const message = `The content type is ${type}, not application/cbor.`;
    return { wire, ...unknown, problem: new ServiceError('SerializationException', message, 415) };
  }
  return routeTo(wire, service, operation);
}

function jsonRoute(asked: Asked): Route {
  const [service = '', operation = ''] = splitLast(headerOf(asked, 'x-amz-target') ?? '', '.');
  const version = modelAt(service)?.facts.metadata.jsonVersion;
  const given = /^application\/x-amz-json-(1\.[01])\b/.exec(headerOf(asked, 'content-type') ?? '')?.[1];
  const wire = jsonWire(version ?? given ?? '1.1');
  if (asked.method !== 'POST' || asked.path !== '/') {
    return { wire, ...unknown, problem: new ServiceError('UnknownOperationException', 'Requests are POST /.', 404) };
  }
  return routeTo(wire, service, operation);
}

const unknown = { model: undefined, operation: 'Unknown' } as const;

/** @param service the prefix of the service's targets, which is its name in paths, too */
function routeTo(wire: Wire, service: string, asked: string): Route {
  const model = modelAt(service);
  if (!model) {
    const message = isName(service) ? `The service ${service} is not simulated.` : 'The operation is not known.';
    return { wire, ...unknown, problem: new ServiceError('UnknownOperationException', message) };
  }
  if (Object.hasOwn(model.facts.operations, asked)) return { wire, model, operation: asked };
  return {
    wire,
    model,
    operation: 'Unknown',
    problem: new ServiceError('UnknownOperationException', missing(model, asked)),
  };
}

/** Of some services, the facts have only the operations that are used. The answer says which one was asked for. */
function missing(model: Model, operation: string): string {
  if (!isName(operation)) return 'The operation is not known.';
  return model.facts.partial ? `${operation} is not simulated.` : `The operation ${operation} is not known.`;
}

/** Names of a client's own choice are repeated only when they look like one. */
function isName(text: string): boolean {
  return /^[A-Za-z][\w.]{0,63}$/.test(text);
}

function headerOf({ headers }: Asked, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}

/** Before and after the last separator: a service's target may have a dot of its own. */
function splitLast(text: string, separator: string): [string, string?] {
  const index = text.lastIndexOf(separator);
  return index < 0 ? [text] : [text.slice(0, index), text.slice(index + 1)];
}
