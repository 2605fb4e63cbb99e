// eslint-disable-next-line @typescript-eslint/no-require-imports -- VS Code loads it as it is
const vscode = require('vscode');

exports.activate = () => vscode.commands.executeCommand('workbench.view.extension.appstream');
