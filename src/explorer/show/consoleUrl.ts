import type { Connection } from '../../aws/connection';
import { isRegionId, partitionOf } from '../../aws/regions';
import type { Node } from '../tree/node';
import { nameOf } from '../tree/node';

/** The address of a partition's console, by Region. */
const consoles: Readonly<Record<string, (region: string) => string>> = {
  aws: region => `${region}.console.aws.amazon.com`,
  'aws-us-gov': region => `${region}.console.amazonaws-us-gov.com`,
  'aws-iso-b': region => `${region}.console.sc2shome.sgov.gov`,
};

/** Whether the AWS console has a page for a node. The sandbox has none. */
export function inConsole(node: Node): boolean {
  const { region, sandbox } = connectionOf(node) ?? {};
  // The Region becomes part of the host name.
  return region !== undefined && sandbox === undefined && isRegionId(region);
}

/**
 * The address of a Region, a list or a resource in the AWS console. It opens in the account that the browser is signed in to.
 * The console's pages are not documented. An unknown page leads to the start page.
 */
export function consoleUrl(node: Node): string | undefined {
  const region = connectionOf(node)?.region;
  if (region === undefined || !inConsole(node)) return undefined;
  const partition = partitionOf(region)?.name ?? 'aws';
  const { path = '', selects } = ('resourceKind' in node ? node.resourceKind.consolePage : undefined) ?? {};
  const selected = node.kind === 'resource' && selects ? `?selected=${encodeURIComponent(nameOf(node))}` : '';
  const home = `https://${consoles[partition]?.(region)}/appstream2/home?region=${region}`;
  return `${home}#/${path}${selected}`;
}

function connectionOf(node: Node): Connection | undefined {
  return 'connection' in node ? node.connection : undefined;
}
