// Ids that package.json contributes and the code uses. They are defined only here.

/** The id of the view with the resources. */
export const viewId = 'appstream.explorer';

/** The id of the Activity view: what the user did in this window. */
export const activityViewId = 'appstream.activity';

/**
 * The context keys of `when` clauses and of the walkthrough: whether the sandbox runs, which welcome an empty view shows, whether a
 * filter is on, whether the view has a Region of a profile, and whether comparisons show all members or only some. For several
 * selected resources in different states: which rows they are, and what can be done to some of them.
 */
export type ContextKey =
  | 'appstream.sandboxRunning'
  | 'appstream.welcome'
  | 'appstream.filtered'
  | 'appstream.regionShown'
  | 'appstream.compared'
  | 'appstream.mixed'
  | 'appstream.mixedActions';

/** The welcomes of an empty view: there are profiles to choose from, AWS files without a profile, or no AWS files at all. */
export type Welcome = 'noFiles' | 'emptyFiles' | 'profiles';

/** The most that the settings of timeouts may say, in seconds. */
export const longestTimeout = 300;

/** The scheme of the addresses of rows that have a decoration. No document has it. */
export const rowScheme = 'appstream-row';

/** The scheme of the documents that View as JSON opens. */
export const detailsScheme = 'appstream';

/** The type of the tabs of forms. */
export const formViewType = 'appstream.form';

/** The type of the tabs of resources' pages. */
export const detailsViewType = 'appstream.details';

/** The type of the tabs of sessions boards. */
export const sessionsViewType = 'appstream.sessions';
