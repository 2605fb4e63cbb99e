// The page of a form. It knows nothing of AWS: it draws the fields that the extension sends, checks what is entered with
// the code that the extension checks it with again, and hands it over.
import { openChannel } from './channel';
import { drawForm } from './form';

const channel = openChannel(form => {
  document.title = form.title;
  drawForm(form, channel, document.body);
});
