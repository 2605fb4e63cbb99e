import { commands } from '../../explorer/commands';
import type { Explorer } from '../../explorer/explorerTypes';
import type { Handlers } from '../base/command';
import { pickSelected } from '../prompts/pick';
import type { Details } from './details';

/** View Details opens a page for each resource, View JSON a document. Several of them stay open side by side. */
export function detailsCommands(
  explorer: Explorer,
  details: Pick<Details, 'showJson'> & { open(...args: Parameters<Details['open']>): Promise<void> },
): Handlers<'viewDetails' | 'viewJson'> {
  return {
    viewDetails: async (node, selected) => {
      for (const one of await pickSelected(explorer, node, selected, commands.viewDetails)) await details.open(one);
    },
    viewJson: async (node, selected) => {
      const all = await pickSelected(explorer, node, selected, commands.viewJson);
      for (const one of all) await details.showJson(one, all.length > 1);
    },
  };
}
