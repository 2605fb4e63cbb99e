// What is loaded when it is first needed, in one file: forms, the details of resources, the rows of the Activity view, and commands
// that are not needed to look around. Each further file would split what they share with others into more chunks.
export { createFavorites } from '../explorer/favorites/favorites';
export { createTagReader } from '../explorer/tags/reader';
export { copyCommands } from './actions/copy';
export { explainCommands } from './actions/explain';
export { offerStream } from './actions/follow';
export { waitHandlers } from './actions/wait';
export { createActivityView } from './activity/activityView';
export { createUnderWayItem } from './activity/underWayItem';
export { createDetails } from './details/details';
export { createForms } from './forms/forms';
export { createHostPlans } from './plans/hostPlans';
export { actAsPlans } from './plans/planned';
export { rollOutCommands } from './plans/rollOut';
export { usesCommands } from './plans/showUses';
export { addToView, connectionCommands } from './profiles/connections';
export { favoriteCommands } from './profiles/favorites';
export { findCommands } from './profiles/findInRegions';
export { goToCommands } from './profiles/goToResource';
export { markCommands } from './profiles/marks';
export { askAll } from './prompts/askAll';
export { sandboxClockCommands } from './sandbox/sandboxClock';
export { sandboxImageCommands } from './sandbox/sandboxImage';
export { createBoards } from './sessions/boards';
export { arrangeCommands } from './view/arranging';
export { openFilterBox } from './view/filterBox';
