// eslint-disable-next-line @typescript-eslint/no-require-imports -- VS Code loads it as it is
const vscode = require('vscode');

const regions = ['eu-west-1', 'us-east-1'];
const { None, Expanded } = vscode.TreeItemCollapsibleState;

/** @param {import('vscode').ExtensionContext} context */
exports.activate = context => {
  const treeDataProvider = {
    getChildren: (/** @type {string | undefined} */ profile) => {
      return profile === undefined ? ['production', 'development'] : regions.map(region => `${profile} ${region}`);
    },
    getTreeItem: (/** @type {string} */ label) => new vscode.TreeItem(label, label.includes(' ') ? None : Expanded),
  };
  context.subscriptions.push(vscode.window.createTreeView('sameRows.view', { treeDataProvider }));
};
