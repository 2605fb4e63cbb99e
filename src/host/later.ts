// What is loaded when it is first needed, in one file: forms, the details of resources, the rows of the Activity view, the search in all Regions, Go to
// Resource, Sort and Group. Each further file would split what they share with others into more chunks.
export { createActivityView } from './activity/activityView';
export { createDetails } from './details/details';
export { createForms } from './forms/forms';
export { findCommands } from './profiles/findInRegions';
export { goToCommands } from './profiles/goToResource';
export { arrangeCommands } from './view/arranging';
