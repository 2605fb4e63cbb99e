// The facts of each service: for forms, and for checks whether a change was carried out. This loads no SDK.
import { model } from './appstream/model';
import { appstreamNames } from './appstream/names';
import { required } from './appstream/required';
import type { Shape } from './core/facts';
import type { Service, ServiceNames } from './core/service';
import { findOperation } from './serviceNames';
import { model as taggingModel } from './tagging/model';
import { taggingNames } from './tagging/names';

export type ServiceFacts = Pick<Service, keyof ServiceNames | 'model' | 'required'>;

/** The facts of all services, by id. */
export const serviceFacts: Readonly<Record<string, ServiceFacts>> = {
  appstream: { ...appstreamNames, model, required },
  tagging: { ...taggingNames, model: taggingModel, required: {} },
};

/** The facts of an operation's service, and the operation's name without the service. @throws Error as `findOperation` */
export function factsOf(name: string): { readonly service: ServiceFacts; readonly operation: string } {
  return findOperation(serviceFacts, name);
}

/** The input structure of an operation of any service. */
export function inputShapeOf(name: string): Shape {
  const { service, operation } = factsOf(name);
  return service.model.inputShape(operation);
}
