// Suggests resources of other AWS services, which the extension doesn't query: those that AppStream already uses in the
// Region.
import * as l10n from '@vscode/l10n';

import { appBlock } from '../../kinds/appBlock';
import { appBlockBuilder } from '../../kinds/appBlockBuilder';
import { application } from '../../kinds/application';
import { directoryConfig } from '../../kinds/directoryConfig';
import { fleet } from '../../kinds/fleet';
import { image } from '../../kinds/image';
import { imageBuilder } from '../../kinds/imageBuilder';
import type { Kind } from '../../kinds/kind';
import type { Scope } from '../../kinds/listing';
import type { UsedSource } from '../../kinds/names';
import { stack } from '../../kinds/stack';
import type { Candidate, SuggestContext } from './suggestion';
import { listed } from './suggestion';

/** The maximum number of resources of a kind to search. */
const maxResources = 1000;

interface Use {
  readonly kind: Kind;
  readonly scope: Scope;
  readonly values: (resource: unknown) => readonly (string | undefined)[] | undefined;
}

function by<T>(kind: Kind<T>, values: (resource: T) => readonly (string | undefined)[] | undefined, scope = {}): Use {
  return { kind: kind, scope, values: resource => values(resource as T) };
}

interface InNetwork {
  VpcConfig?: { SubnetIds?: string[] | undefined; SecurityGroupIds?: string[] | undefined } | undefined;
  IamRoleArn?: string | undefined;
  AccessEndpoints?: { VpceId?: string | undefined }[] | undefined;
}
interface Script {
  ScriptS3Location?: { S3Bucket: string | undefined } | undefined;
}

const subnets = ({ VpcConfig }: InNetwork) => VpcConfig?.SubnetIds;
const groups = ({ VpcConfig }: InNetwork) => VpcConfig?.SecurityGroupIds;
const role = ({ IamRoleArn }: InNetwork) => [IamRoleArn];
const endpoints = ({ AccessEndpoints }: InNetwork) => AccessEndpoints?.map(({ VpceId }) => VpceId);
const agent = ({ AppstreamAgentVersion }: { AppstreamAgentVersion?: string | undefined }) => [AppstreamAgentVersion];
const script = (details: Script | undefined) => details?.ScriptS3Location?.S3Bucket;

const uses: Readonly<Record<UsedSource, readonly Use[]>> = {
  subnet: [by(fleet, subnets), by(imageBuilder, subnets), by(appBlockBuilder, subnets)],
  securityGroup: [by(fleet, groups), by(imageBuilder, groups), by(appBlockBuilder, groups)],
  role: [by(fleet, role), by(imageBuilder, role), by(appBlockBuilder, role)],
  vpcEndpoint: [by(stack, endpoints), by(imageBuilder, endpoints), by(appBlockBuilder, endpoints)],
  agentVersion: [by(imageBuilder, agent), by(image, agent, { Type: 'PRIVATE' })],
  bucket: [
    by(fleet, ({ SessionScriptS3Location }) => [SessionScriptS3Location?.S3Bucket]),
    by(appBlock, block => [
      block.SourceS3Location?.S3Bucket,
      script(block.SetupScriptDetails),
      script(block.PostSetupScriptDetails),
    ]),
    by(application, ({ IconS3Location }) => [IconS3Location?.S3Bucket]),
  ],
  screenshotBucket: [by(stack, ({ AgentAccessConfig }) => [AgentAccessConfig?.S3BucketArn])],
  settingsGroup: [by(stack, ({ ApplicationSettings }) => [ApplicationSettings?.SettingsGroup])],
  embedHostDomain: [by(stack, ({ EmbedHostDomains }) => EmbedHostDomains)],
  certificateAuthority: [
    by(directoryConfig, ({ CertificateBasedAuthProperties }) => [
      CertificateBasedAuthProperties?.CertificateAuthorityArn,
    ]),
  ],
};

/** Whether a source suggests resources of other services. */
export function isUsed(name: string): name is UsedSource {
  return Object.hasOwn(uses, name);
}

/**
 * The resources in use, with the names of the resources that use them. Skips kinds that can't be listed.
 * @throws ApiError when none of the kinds can be listed
 */
export async function* used(name: UsedSource, { api, signal }: SuggestContext): AsyncIterable<Candidate> {
  if (name === 'agentVersion') yield { value: 'LATEST', rank: -1 };
  const users = new Map<string, Set<string>>();
  const read = uses[name].map(async ({ kind, scope, values }) => {
    let count = 0;
    for await (const resource of listed(kind, api, scope, signal)) {
      const user = kind.label?.(resource) ?? kind.id(resource) ?? '?';
      for (const value of values(resource) ?? []) {
        if (value) users.set(value, (users.get(value) ?? new Set<string>()).add(user));
      }
      if (++count >= maxResources) break;
    }
  });
  const outcomes = await Promise.allSettled(read);
  const [failure] = outcomes.filter(outcome => outcome.status === 'rejected');
  if (failure && outcomes.every(({ status }) => status === 'rejected')) throw failure.reason;
  for (const [value, names] of users) yield { value, detail: usedBy([...names].sort()) };
}

function usedBy([first = '', second, ...rest]: readonly string[]): string {
  if (second === undefined) return l10n.t('Used by {0}', first);
  if (!rest.length) return l10n.t('Used by {0} and {1}', first, second);
  return l10n.t('Used by {0}, {1} and {2} more', first, second, rest.length);
}
