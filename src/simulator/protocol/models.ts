// The services that answer in AWS JSON 1.1, as their models describe them.
import { model as appstream } from '../../api/appstream/model';
import type { Model } from '../../api/core/facts';
import { model as tagging } from '../../api/tagging/model';

const models: readonly Model[] = [appstream, tagging];

/** The model that has an operation. No two services have an operation of the same name. Undefined for an unknown operation. */
export function modelWith(operation: string): Model | undefined {
  return models.find(({ facts }) => Object.hasOwn(facts.operations, operation));
}

/** The model of the service that a request's target names: the part before the operation. */
export function modelAt(targetPrefix: string): Model | undefined {
  return models.find(({ facts }) => facts.metadata.targetPrefix === targetPrefix);
}

/** The service's name in signatures. */
export function signingNameOf({ facts: { metadata } }: Model): string {
  return metadata.signingName ?? metadata.endpointPrefix;
}
