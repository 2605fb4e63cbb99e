// The association between an app block and its builder, listed from both sides.
import type { AppBlockBuilder, AppBlockBuilderAppBlockAssociation } from '@aws-sdk/client-appstream';

import type { Api } from '../api/types';
import type { Action, Choice, Confirm, Target } from './action';
import { nameIn } from './application';
import type { Kind } from './kind';
import { collect, list } from './listing';
import { disassociation } from './parts/actions';

const refersTo = { AppBlockArn: 'appBlock', AppBlockBuilderName: 'appBlockBuilder' } as const;
const listing = list('DescribeAppBlockBuilderAppBlockAssociations', out => out.AppBlockBuilderAppBlockAssociations);

/** The app block that a builder packages. Scope: AppBlockBuilderName. */
export const builderAppBlock: Kind<AppBlockBuilderAppBlockAssociation, 'builderAppBlock'> = {
  name: 'builderAppBlock',
  title: 'App Block of the Builder',
  plural: 'Associated App Blocks',
  none: 'No associated app blocks',
  icon: 'archive',
  list: listing,
  compares: 'name',
  id: association => nameIn(association.AppBlockArn),
  refersTo,
  arn: association => association.AppBlockArn,
  actions: [
    disassociate({
      question: 'Disassociate app block {0} from builder {1}?',
      questionAll: 'Disassociate {0} app blocks from their builders?',
      names: ({ AppBlockBuilderName }) => [AppBlockBuilderName],
    }),
  ],
};

/** A builder that packages an app block. Scope: AppBlockArn. */
export const blockBuilder: Kind<AppBlockBuilderAppBlockAssociation, 'blockBuilder'> = {
  name: 'blockBuilder',
  title: 'Builder of the App Block',
  plural: 'Associated Builders',
  none: 'No associated builders',
  icon: 'server-process',
  list: listing,
  id: association => association.AppBlockBuilderName,
  refersTo,
  actions: [
    disassociate({
      question: 'Disassociate app block {1} from builder {0}?',
      questionAll: 'Disassociate {0} builders from their app blocks?',
      names: ({ AppBlockArn }) => [nameIn(AppBlockArn)],
      palette: false,
    }),
  ],
};

function disassociate(
  own: Pick<Confirm<AppBlockBuilderAppBlockAssociation>, 'question' | 'questionAll' | 'names'> &
    Pick<Action, 'palette'>,
): Action<AppBlockBuilderAppBlockAssociation> {
  return disassociation({
    ...own,
    title: 'Disassociate App Block…',
    operation: 'DisassociateAppBlockBuilderAppBlock',
    consequence: "The app block builder can't be started until you associate an app block with it again.",
    touches: ['builderAppBlock', 'blockBuilder'],
    input: ({ resource: { AppBlockArn, AppBlockBuilderName } }) => ({ AppBlockArn, AppBlockBuilderName }),
  });
}

/** The names of the app blocks that a builder is associated with. */
export async function appBlocksOf(
  api: Api,
  scope: { readonly AppBlockBuilderName: string | undefined },
  signal: AbortSignal,
): Promise<string[]> {
  return (await associations(api, scope, signal)).flatMap(({ AppBlockArn }) => nameIn(AppBlockArn) ?? []);
}

/** The names of the builders that an app block is associated with. */
export async function buildersOf(
  api: Api,
  scope: { readonly AppBlockArn: string | undefined },
  signal: AbortSignal,
): Promise<string[]> {
  return (await associations(api, scope, signal)).flatMap(({ AppBlockBuilderName }) => AppBlockBuilderName ?? []);
}

function associations(
  api: Api,
  scope: { readonly AppBlockBuilderName?: string | undefined; readonly AppBlockArn?: string | undefined },
  signal: AbortSignal,
): Promise<AppBlockBuilderAppBlockAssociation[]> {
  return collect(
    api,
    'DescribeAppBlockBuilderAppBlockAssociations',
    scope,
    out => out.AppBlockBuilderAppBlockAssociations,
    signal,
  );
}

/** The app blocks that a builder can package. CUSTOM app blocks are packaged elsewhere. */
export async function appBlockChoices({ api, signal }: Target<AppBlockBuilder>): Promise<Choice[]> {
  const blocks = await collect(api, 'DescribeAppBlocks', {}, out => out.AppBlocks, signal);
  return blocks
    .filter(block => block.PackagingType !== 'CUSTOM')
    .map(block => ({
      value: block.Arn ?? '',
      label: block.Name ?? '',
      ...(block.State && { description: block.State }),
    }));
}
