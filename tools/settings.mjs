/** User settings for a VS Code that shows no welcome pages, tips or questions. */
export const quietSettings = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.reduceMotion': 'on',
  'window.commandCenter': false,
  'chat.disableAIFeatures': true,
  'chat.commandCenter.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'security.workspace.trust.enabled': false,
  'git.enabled': false,
};

/** VS Code's own themes: their names in settings and the theme picker, and the workbench's class while they are active. */
export const themes = {
  dark: { id: 'Dark Modern', label: 'Dark Modern', className: 'vs-dark' },
  light: { id: 'Light Modern', label: 'Light Modern', className: 'vs' },
  hc: { id: 'Default High Contrast', label: 'Dark High Contrast', className: 'hc-black' },
};
