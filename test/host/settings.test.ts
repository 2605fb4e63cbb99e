// Settings that someone has edited by hand, that another version of the extension knows better, or that are damaged.
import assert from 'node:assert/strict';

import * as vscode from 'vscode';

import { SecondActivation } from './secondActivation';
import { activate, below, labelOf, nodeAt, setConnections, showAccount, shown } from './world';

/** All settings of the manifest, without `appstream.` */
const names = (): readonly string[] => {
  const extension = vscode.extensions.getExtension('appstream-explorer.appstream-explorer');
  const { contributes } = extension?.packageJSON as {
    contributes: { configuration: { properties: Readonly<Record<string, unknown>> } };
  };
  return Object.keys(contributes.configuration.properties).map(name => name.replace('appstream.', ''));
};

async function setAll(some: readonly string[], value: unknown): Promise<void> {
  const settings = vscode.workspace.getConfiguration('appstream');
  for (const name of some) await settings.update(name, value, vscode.ConfigurationTarget.Global);
}

describe('settings with any value', () => {
  before(activate);
  afterEach(() => setAll(names(), undefined));

  const part = 0.25;
  const table: [what: string, value: unknown][] = [
    ['null', null],
    ['a text', 'x'],
    ['a number as a text', '30'],
    ['zero', 0],
    ['a negative number', -1],
    ['a part of one', part],
    ['a huge number', 1e300],
    ['true', true],
    ['an empty list', []],
    ['a list of anything', [null, 7, 'x', [], {}, { profile: 7 }, { profile: '', regions: 7 }]],
    [
      'members of another version',
      { version: 2, profiles: [{ name: 'x' }], '': null, x: { word: 7, color: [], readOnly: {} } },
    ],
  ];
  for (const [what, value] of table) {
    it(`let the extension start and list fleets: ${what}`, async () => {
      await setConnections([]);
      await shown(labels => !labels.length);
      // A timeout of a part of a second is what the user wants, and this computer may be too slow for it.
      const some = names().filter(name => value !== part || !name.endsWith('Timeout'));
      await setAll(some, value);
      const second = new SecondActivation();
      try {
        second.activate();
        assert.deepEqual(await second.below(), []);
        await second.run('showLog'); // when it resolves, everything is there
        assert.equal(second.view.message ?? '', '');
      } finally {
        second.end();
      }
      const { profile } = await showAccount();
      const fleets = await below(await nodeAt([profile, 'eu-west-1', 'Fleets']));
      assert.ok(fleets.map(labelOf).includes('cad-workstations'), fleets.map(labelOf).join(', '));
    });
  }
});
