// POST /assistant: the form on a builder's page stands for what an administrator does on its desktop. It creates an image
// from an image builder (Image Assistant), or packages the app block of an app block builder.
import { ServiceError } from '../base/errors';
import type { Store } from '../base/store';
import { openedBy } from '../base/streamingUrl';
import type { World } from '../base/world';
import { createImage } from '../handlers/imageAssistant';
import { escapeHtml, htmlPage } from './html';
import type { Page } from './page';

/** The form on a builder's page. @param query the page's own query, which the form sends back as its permission */
export function assistantForm(kind: string, query: string): string {
  const pass = `<input type="hidden" name="pass" value="${escapeHtml(query)}">`;
  if (kind === 'app-block-builder') {
    return `<h2>Package the app block</h2>
<form method="post" action="/assistant">${pass}
<p>Records an installation and uploads it: the app block becomes ACTIVE.</p>
<button>Make the package</button>
</form>`;
  }
  return `<h2>Image Assistant</h2>
<form method="post" action="/assistant">${pass}
<p>Makes an image from this builder, which stops itself afterwards.</p>
<label for="name">Image name</label>
<input id="name" name="name" required maxlength="101" pattern="[a-zA-Z0-9][a-zA-Z0-9_.\\-]{0,100}" autocomplete="off">
<label for="displayName">Display name</label>
<input id="displayName" name="displayName" maxlength="100" autocomplete="off">
<label for="description">Description</label>
<input id="description" name="description" maxlength="256" autocomplete="off">
<button>Create image</button>
</form>`;
}

/** @param body the form, URL-encoded */
export function assist(body: string, world: World): Page {
  const form = new URLSearchParams(body);
  const opened = openedBy(form.get('pass') ?? '', world);
  if ('refused' in opened) return answer(403, 'Not done', opened.refused);
  const { parameters, region } = opened;
  const store = world.store(parameters.awsAccountId, region);
  const [kind, builder = ''] = parameters.fleetRef.split('/');
  try {
    if (kind === 'app-block-builder') return packageAppBlock(builder, store);
    if (kind !== 'image-builder') return answer(403, 'Not done', 'Only a builder has this form.', region);
    const text = (member: string) => form.get(member)?.trim() ?? '';
    const name = text('name');
    if (!/^[a-zA-Z0-9][a-zA-Z0-9_.-]{0,100}$/.test(name)) {
      return answer(
        400,
        'No image was made',
        'Its name begins with a letter or digit and has only letters, digits, _, . and -.',
        region,
      );
    }
    createImage(
      { builder, name, displayName: text('displayName'), description: text('description') },
      { store, world },
    );
    return answer(
      200,
      `The image ${name} is being made`,
      `The builder ${builder} is taking a snapshot and stops afterwards.`,
      region,
    );
  } catch (error) {
    if (error instanceof ServiceError) return answer(409, 'Not done', error.message, region);
    throw error;
  }
}

function packageAppBlock(name: string, store: Store): Page {
  const builder = store.appBlockBuilders.get(name);
  const block = [...store.appBlocks.values()].find(({ Arn }) => builder?.appBlocks.has(Arn));
  if (builder?.State !== 'RUNNING' || !block) return answer(409, 'Not done', 'The builder does not run.', store.region);
  block.State = 'ACTIVE';
  return answer(200, `The app block ${block.Name} is ACTIVE`, 'Its package was made and uploaded.', store.region);
}

function answer(status: number, title: string, text: string, region = ''): Page {
  return { status, region, html: htmlPage(title, `<p>${escapeHtml(text)}</p>\n<p>You can close this page.</p>`) };
}
