// What the operations of each service take and answer: for forms, and for checks whether a change was done. It loads no SDK.
import { model } from './appstream/model';
import { appstreamNames } from './appstream/names';
import { required } from './appstream/required';
import type { Shape } from './core/facts';
import type { Service, ServiceNames } from './core/service';
import { findOperation } from './serviceNames';

export type ServiceFacts = Pick<Service, keyof ServiceNames | 'model' | 'required'>;

/** By the services' ids. */
export const serviceFacts: Readonly<Record<string, ServiceFacts>> = {
  appstream: { ...appstreamNames, model, required },
};

/** The service of an operation with its facts, and the operation's own name. @throws Error as `findOperation` */
export function factsOf(name: string): { readonly service: ServiceFacts; readonly operation: string } {
  return findOperation(serviceFacts, name);
}

/** The input structure of an operation of any service. */
export function inputShapeOf(name: string): Shape {
  const { service, operation } = factsOf(name);
  return service.model.inputShape(operation);
}
