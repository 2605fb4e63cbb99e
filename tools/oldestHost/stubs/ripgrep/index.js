// Stands in for @vscode/ripgrep, whose install script downloads a program. Nothing searches in files here.
export const rgPath = '/bin/false';
