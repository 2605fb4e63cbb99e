// Imports nothing, so that even an old Node can load it and report the problem.

/**
 * The message for a Node that is too old.
 *
 * @param {string} version as in `process.versions.node`
 * @returns {string | undefined} undefined when it is new enough
 */
export function nodeProblem(version) {
  if (Number(version.split('.')[0]) >= 20) return undefined;
  return (
    'AppStream Explorer needs Node 20 or newer, and this is Node ' +
    version +
    '. Install one from your system or nvm and try again.'
  );
}
