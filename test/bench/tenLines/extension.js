// eslint-disable-next-line @typescript-eslint/no-require-imports -- VS Code loads it as it is
const vscode = require('vscode');

/** @param {import('vscode').ExtensionContext} context */
exports.activate = context => {
  const treeDataProvider = {
    getChildren: () => ['ten lines'],
    getTreeItem: (/** @type {string} */ label) => new vscode.TreeItem(label),
  };
  context.subscriptions.push(vscode.window.createTreeView('tenLines.view', { treeDataProvider }));
};
