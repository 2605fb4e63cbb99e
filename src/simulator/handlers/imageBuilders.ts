import { arnOf } from '../base/arn';
import { alreadyExists, badCombination, notFound, ServiceError } from '../base/errors';
import { page } from '../base/paging';
import { requireQuota, requireRole } from '../base/requirements';
import type { Store } from '../base/store';
import type { Call, Handlers } from '../base/world';
import type { ImageBuilder, ImageBuilderInput } from '../resources/imageBuilder';
import { imageBuilderTransitions } from '../transitions/imageBuilder';
import { runTransitions } from '../transitions/transition';
import { requireDirectory } from './directoryConfigs';
import { checkVolume } from './fleetRules';
import { usableImage } from './images';
import { stageInstallation, stageUninstallation } from './softwareStaging';
import { tagNew, untagAll } from './tags';

/** (D) CreateImageBuilder, StartImageBuilder: LATEST means the newest version of the agent; another version is a date. [docs] */
export const latestAgentVersion = '06-29-2026';

export const imageBuilderHandlers = {
  CreateImageBuilder(input: ImageBuilderInput, { store, world }: Call) {
    if (store.imageBuilders.has(input.Name)) throw alreadyExists('image builder', input.Name);
    requireQuota(store.imageBuilders, store, 'imageBuilders');
    const builder = addImageBuilder(input, { store, world });
    runBuilder(builder, 'start', { store, world });
    return { ImageBuilder: builder };
  },

  DescribeImageBuilders(
    input: { Names?: string[]; NextToken?: string; MaxResults?: number },
    { operation, store }: Call,
  ) {
    const builders = input.Names?.length
      ? input.Names.map(name => builderNamed(store, name))
      : store.imageBuilders.values();
    const { items, NextToken } = page(operation, input, builders, builder => builder.Name, { standard: 50, max: 50 }); // (U) DescribeImageBuilders: A page has at most 50.
    return { ImageBuilders: items, NextToken };
  },

  DeleteImageBuilder(input: { Name: string }, { store, world }: Call) {
    const builder = builderNamed(store, input.Name);
    // (C) DeleteImageBuilder: RUNNING builders are deleted with success, though the documentation requires STOPPED. [clients: Terraform]
    // (U) DeleteImageBuilder: The refusal of builders between two states.
    if (!['RUNNING', 'STOPPED', 'FAILED'].includes(builder.State)) throw busy(builder);
    runBuilder(builder, 'delete', { store, world });
    return { ImageBuilder: builder };
  },

  StartImageBuilder(input: { Name: string; AppstreamAgentVersion?: string }, { store, world }: Call) {
    const builder = builderNamed(store, input.Name);
    // (U) StartImageBuilder: It succeeds for a builder that runs or starts.
    if (['RUNNING', 'PENDING', 'UPDATING_AGENT'].includes(builder.State)) return { ImageBuilder: builder };
    if (builder.State !== 'STOPPED') {
      throw new ServiceError('ResourceNotAvailableException', `The image builder ${builder.Name} is ${builder.State}.`);
    } // (U) StartImageBuilder: The exception and wording for a builder between two states.
    if (input.AppstreamAgentVersion !== undefined) setAgent(builder, input.AppstreamAgentVersion);
    const newAgent = input.AppstreamAgentVersion !== undefined;
    runBuilder(builder, newAgent ? 'startWithNewAgent' : 'start', { store, world });
    return { ImageBuilder: builder };
  },

  StopImageBuilder(input: { Name: string }, { store, world }: Call) {
    const builder = builderNamed(store, input.Name);
    if (builder.State === 'STOPPED' || builder.State === 'STOPPING') return { ImageBuilder: builder }; // (U) StopImageBuilder: It succeeds for a STOPPED builder.
    if (builder.State !== 'RUNNING') throw busy(builder);
    runBuilder(builder, 'stop', { store, world });
    return { ImageBuilder: builder };
  },
} satisfies Handlers;

/** @throws ServiceError ResourceNotFoundException */
export function builderNamed(store: Store, name: string): ImageBuilder {
  const builder = store.imageBuilders.get(name);
  if (!builder) throw notFound('image builder', name, store.accountId);
  return builder;
}

/** Checks and adds a STOPPED image builder. @throws ServiceError when it breaks a rule */
export function addImageBuilder(
  input: ImageBuilderInput,
  { store, world }: Pick<Call, 'store' | 'world'>,
): ImageBuilder {
  // (D) CreateImageBuilder: A builder has one image and one subnet, and a root volume of 200 to 500 GB. [docs]
  if ((input.ImageName === undefined) === (input.ImageArn === undefined)) {
    throw badCombination('Specify either the image name or the image ARN.');
  }
  if ((input.VpcConfig?.SubnetIds?.length ?? 0) > 1) throw badCombination('An image builder takes one subnet.');
  checkVolume(input.RootVolumeConfig);
  requireRole(input.IamRoleArn, store);
  requireDirectory(input.DomainJoinInfo, store);
  const image = usableImage(input, 'allowImageBuilder', { store, world });
  const builder: ImageBuilder = {
    EnableDefaultInternetAccess: false,
    DisableIMDSV1: false, // (U) CreateImageBuilder: IMDSv1 is not disabled by default.
    ...input,
    ImageArn: image.Arn,
    Platform: image.Platform,
    Arn: arnOf(store.region, store.accountId, `image-builder/${input.Name}`),
    State: 'STOPPED',
    CreatedTime: world.agenda.now(),
    ImageBuilderErrors: [],
    AppstreamAgentVersion: '',
    LatestAppstreamAgentVersion: 'TRUE',
    software: new Map([...image.software].map(([name, software]) => [name, { ...software }])),
  };
  stageInstallation(builder, input.SoftwaresToInstall ?? [], store);
  stageUninstallation(builder, input.SoftwaresToUninstall ?? [], store);
  setAgent(builder, input.AppstreamAgentVersion ?? image.AppstreamAgentVersion ?? latestAgentVersion);
  store.imageBuilders.set(builder.Name, builder);
  tagNew(store, builder.Arn, input.Tags);
  return builder;
}

/** Takes a builder through transitions: its state changes at once, then by itself. */
export function runBuilder(
  builder: ImageBuilder,
  name: keyof typeof imageBuilderTransitions,
  { store, world }: Pick<Call, 'store' | 'world'>,
): void {
  runTransitions(imageBuilderTransitions[name], builder.Arn, world.agenda, state => {
    if (state !== 'GONE') return setBuilderState(builder, state);
    store.imageBuilders.delete(builder.Name);
    untagAll(store, builder.Arn);
  });
}

/** Gives a builder a state. It has a network address from RUNNING until STOPPING. */
export function setBuilderState(builder: ImageBuilder, state: ImageBuilder['State']): void {
  builder.State = state;
  if (state === 'STOPPING') delete builder.NetworkAccessConfiguration;
  if (state !== 'RUNNING') return;
  const host = (builder.Name.length % 200) + 20;
  builder.NetworkAccessConfiguration = { EniPrivateIpAddress: `10.0.1.${host}`, EniId: `eni-0f1e2d3c4b5a6${host}` };
}

function setAgent(builder: ImageBuilder, version: string): void {
  const latest = version === 'LATEST' || version === latestAgentVersion;
  builder.AppstreamAgentVersion = latest ? latestAgentVersion : version;
  builder.LatestAppstreamAgentVersion = latest ? 'TRUE' : 'FALSE';
}

// (U) StopImageBuilder, DeleteImageBuilder: The exception and wording for a builder between two states.
function busy(builder: ImageBuilder): ServiceError {
  return new ServiceError(
    'OperationNotPermittedException',
    `The image builder ${builder.Name} is ${builder.State}. It must be RUNNING or STOPPED for this action to succeed.`,
  );
}
