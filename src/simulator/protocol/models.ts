// The services that answer in AWS JSON 1.1, as their models describe them.
// (V) Every operation: A request of AppStream is `POST /` with `X-Amz-Target: PhotonAdminProxyService.<Operation>`, in JSON 1.1, signed for
// `appstream`; times are epoch seconds. [log]
// (D) GetResources: The request is `POST /` with `X-Amz-Target: ResourceGroupsTaggingAPI_20170126.GetResources`, in JSON 1.1, signed for
// `tagging`. [model]
import { model as appstream } from '../../api/appstream/model';
import type { Model } from '../../api/core/facts';
import { model as tagging } from '../../api/tagging/model';

const models: Model[] = [appstream, tagging];

/** By operation. */
const byOperation = new Map<string, Model>();
models.forEach(learn);

/** Has the simulators of this process know further services. */
export function addModels(more: readonly Model[]): void {
  for (const model of more) {
    if (models.includes(model)) continue;
    models.push(model);
    learn(model);
  }
}

function learn(model: Model): void {
  for (const operation of Object.keys(model.facts.operations)) {
    if (!byOperation.has(operation)) byOperation.set(operation, model);
  }
}

/** The model that has an operation. No two services have an operation of the same name. Undefined for an unknown operation. */
export function modelWith(operation: string): Model | undefined {
  return byOperation.get(operation);
}

/**
 * The model of the service that a request's target names: the part before the operation.
 * (C) LookupEvents: The service's name is accepted with and without its package: SDKs send either. [clients: the SDKs for Python and JavaScript]
 */
export function modelAt(targetPrefix: string): Model | undefined {
  const name = shortName(targetPrefix);
  return models.find(({ facts }) => shortName(facts.metadata.targetPrefix ?? '') === name);
}

/** `CloudTrail_20131101` of `com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101`. */
function shortName(targetPrefix: string): string {
  return targetPrefix.slice(targetPrefix.lastIndexOf('.') + 1);
}

/** The service's name in signatures. */
export function signingNameOf({ facts: { metadata } }: Model): string {
  return metadata.signingName ?? metadata.endpointPrefix;
}
