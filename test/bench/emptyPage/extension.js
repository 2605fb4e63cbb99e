// eslint-disable-next-line @typescript-eslint/no-require-imports -- VS Code loads it as it is
const vscode = require('vscode');

/** @param {import('vscode').ExtensionContext} context */
exports.activate = context => {
  const open = () => {
    const panel = vscode.window.createWebviewPanel('emptyPage', 'Empty Page', vscode.ViewColumn.Active, {
      enableScripts: true,
    });
    panel.webview.html = `<!DOCTYPE html>
<html lang="en">
<head>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'nonce-empty'">
</head>
<body>
<input aria-label="Name">
<script nonce="empty">
  const input = document.querySelector('input');
  input.focus();
  // Until VS Code shows the frame, it may lose the focus again. Who goes elsewhere afterwards is left alone.
  const timer = setInterval(() => input.focus(), 1);
  setTimeout(() => clearInterval(timer), 150);
</script>
</body>
</html>`;
  };
  context.subscriptions.push(vscode.commands.registerCommand('emptyPage.open', open));
};
