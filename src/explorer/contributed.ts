// Ids that package.json contributes and the code uses: each stands here alone.

/** The view's id. */
export const viewId = 'appstream.explorer';

/** What `when` clauses ask for: whether the sandbox runs, and which welcome an empty view shows. */
export type ContextKey = 'appstream.sandboxRunning' | 'appstream.welcome';

/** The welcomes of an empty view: there are profiles to choose from, or no AWS files at all. */
export type Welcome = 'noFiles' | 'profiles';
