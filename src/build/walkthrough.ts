// The walkthrough that VS Code offers after the installation: five steps, which what the user does completes.
import type { ContextKey } from '../explorer/contributed';
import { viewId } from '../explorer/contributed';
import { kinds } from '../kinds/all';

interface Step {
  readonly id: string;
  readonly title: string;
  /** Markdown. A link to a command alone on its line is a button. */
  readonly description: string;
  /** What the picture shows, for those who can't see it. */
  readonly alt: string;
  readonly doneWith: readonly Done[];
}

/** An event that completes a step: the user opens a view or runs a command, or a context key is set. */
type Done = `onView:${string}` | `onCommand:appstream.${string}` | `onContext:${ContextKey}`;

const steps: readonly Step[] = [
  {
    id: 'view',
    title: 'Open the AppStream view',
    description:
      'The view lists fleets, stacks, images, image builders and the rest, under all profiles and Regions that you choose. Its icon is in the Activity Bar.\n[Open View](command:appstream.explorer.focus)',
    alt: 'The side bar with profiles, Regions and fleets in a tree',
    doneWith: [`onView:${viewId}`],
  },
  {
    id: 'sandbox',
    title: 'Try it without an AWS account',
    description:
      'The sandbox is a simulated AppStream on this computer. It costs nothing, and its fleets start in seconds. It ends when you close the window.\n[Open Sandbox](command:appstream.openSandbox)',
    alt: 'A computer with a small cloud on its screen',
    doneWith: ['onContext:appstream.sandboxRunning'],
  },
  {
    id: 'profile',
    title: 'Add a profile and its Regions',
    description:
      'Choose a profile of your AWS files, then the Regions to show. The extension uses the credentials as the AWS CLI does, and signs you in when that is needed. Mark production with a word and a color, or make it read-only.\n[Add AWS Profile](command:appstream.addProfile)',
    alt: 'A list of Regions with check boxes, two of them ticked',
    doneWith: ['onContext:appstream.regionShown'],
  },
  {
    id: 'find',
    title: 'Find a resource',
    description:
      'Go to Resource searches all profiles and Regions of the view for a part of a name or an ARN. Filter shows only what matches, such as state:running.\n[Go to Resource](command:appstream.goToResource)\n[Filter](command:appstream.filter)',
    alt: 'A search box above a list, in which one row is selected',
    doneWith: ['onCommand:appstream.goToResource', 'onCommand:appstream.filter', 'onCommand:appstream.filterList'],
  },
  {
    id: 'stream',
    title: 'Start a fleet and stream',
    description:
      "A row's menu offers what its state allows: start a fleet, wait until it is running, then create a streaming URL for a user of its stack. The URL goes to your browser or clipboard and nowhere else.\n[Start Fleet](command:appstream.fleet.start)\n[Create Streaming URL](command:appstream.stack.stream)",
    alt: 'A fleet that becomes green, and a browser with a desktop in it',
    doneWith: kinds.flatMap(({ name, actions }) =>
      actions
        .filter(({ group }) => group === 'stream')
        .map(action => `onCommand:appstream.${name}.${action.name}` as const),
    ),
  },
];

/** The walkthrough for package.json. @param text puts an English text among those to translate, and returns its key */
export function walkthrough(text: (key: string, english: string) => string): object {
  return {
    id: 'start',
    title: text('walkthrough.title', 'Get Started with AppStream Explorer'),
    description: text('walkthrough.description', 'AppStream 2.0 in VS Code, with your own account or a sandbox.'),
    steps: steps.map(({ id, title, description, alt, doneWith }) => ({
      id,
      title: text(`walkthrough.${id}.title`, title),
      description: text(`walkthrough.${id}.description`, description),
      media: { svg: `media/walkthrough-${id}.svg`, altText: text(`walkthrough.${id}.picture`, alt) },
      completionEvents: doneWith,
    })),
  };
}
