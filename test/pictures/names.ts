// The pictures of the README: the file of each in media/, and what it shows. The README repeats the words for those who can't see
// the picture; `test/unit/pictures.test.ts` compares them.
export const pictures = {
  'readme-view': "The AppStream view: two marked profiles, their Regions, and a fleet's context menu",
  'readme-sessions': "A fleet's sessions in the view, and the tooltip of one of them",
  'readme-find': 'Go to Resource: what matches "cad" in all Regions of the view, with the state of each',
  'readme-form': 'A form that updates a fleet: it names the account and the Region, and marks the field that changes',
  'readme-dialog':
    'A dialog that asks before a fleet stops. It begins with the word PRODUCTION and names the account and the Region',
  'readme-stream':
    'Steps to a streaming URL of a stack: who streams, how long the URL is valid, and what to do with it',
  'readme-activity': 'The Activity view: an action on three fleets, of which one failed, with a row for each',
} as const;

export type PictureName = keyof typeof pictures;

/** The largest size of a picture, in bytes: the VSIX has all of them. */
export const largestPicture = 120_000;
