// Each text of a form suggests what is there, or has a reason not to.
import * as assert from 'node:assert/strict';

import { pageForm } from '../../../src/explorer/forms/pageForm';
import { sourceOf } from '../../../src/explorer/suggest/suggestSources';
import type { Field } from '../../../src/forms/field';
import { formsOfKinds } from '../../simulator/formCases';

describe('The text members of forms', () => {
  /** What nothing that is there can be meant by: names of what is new, words, numbers of things and paths. */
  const free = new Set([
    ...['Name', 'DisplayName', 'Description', 'TitleText', 'AmiName', 'AmiDescription'],
    ...['newImageName', 'newImageDisplayName', 'newImageDescription'],
    ...['DestinationImageName', 'DestinationImageDescription'],
    ...['RedirectURL', 'FeedbackURL', 'FooterLinkURL', 'AllowedUrl', 'DeniedUrl', 'UsbDeviceFilterString'],
    ...['S3Key', 'ExecutablePath', 'ExecutableParameters', 'LaunchPath', 'LaunchParameters', 'WorkingDirectory'],
    ...['AbsoluteAppPath', 'AbsoluteIconPath', 'AbsoluteManifestPath', 'Value'],
    ...['UserName', 'FirstName', 'LastName', 'UserId', 'SessionContext', 'AccountName', 'AccountPassword'],
    // Of directories the name is new in the one form that has it; the domains are Google's and Microsoft's, the connector AWS's.
    ...['ResourceIdentifier', 'Domain', 'DomainsRequireAdminConsent'],
    // WorkSpaces has no place in this API.
    'WorkspaceImageId',
  ]);
  const texts = (field: Field, name = field.name): { name: string; suggest: string | undefined }[] => {
    switch (field.kind) {
      case 'text':
        return [{ name, suggest: field.suggest }];
      case 'group':
        return field.fields.flatMap(member => texts(member));
      case 'list':
        return texts(field.item, field.item.kind === 'group' ? undefined : field.name.replace(/s$/, ''));
      default:
        return [];
    }
  };
  const place = { title: '', line: '', key: '' };

  for (const [form, described] of formsOfKinds()) {
    it(`of ${form} have suggestions if they can name something that exists`, () => {
      const { fields } = pageForm(described, form.endsWith('.create') ? undefined : {}, place, {});
      const all = fields.flatMap(field => texts(field));
      for (const { suggest } of all) if (suggest !== undefined) sourceOf(suggest);
      const without = all.filter(({ suggest }) => suggest === undefined);
      const isFree = (name: string): boolean =>
        free.has(name) || (name === 'DirectoryName' && form.startsWith('directoryConfig'));
      assert.deepEqual(
        without.filter(({ name }) => !isFree(name)),
        [],
      );
    });
  }
});
