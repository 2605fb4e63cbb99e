// What a pattern asks for, in words, because users don't read regular expressions. The keys are the names of the API's shapes, so that no
// pattern is repeated here. test/unit/explorer/patternMessage.test.ts compares the words with the patterns.
import * as l10n from '@vscode/l10n';

/**
 * The message for a text that doesn't match a shape's pattern. `Use …` lists every allowed character. Letters are A to Z.
 * @param shape the shape's name in the API's facts, with its service before it (see `qualifiedName`)
 * @returns undefined for a shape of a newer model without words
 */
export function patternMessage(shape: string): string | undefined {
  return Object.hasOwn(messages, shape) ? messages[shape]?.() : undefined;
}

const name = (): string => l10n.t('Use up to 101 letters, digits, . _ -; begin with a letter or digit.');
const imported = (): string => l10n.t('Use letters, digits, spaces, _ . ( ) -.');
const ofTheme = (): string => l10n.t('Use letters, digits, spaces, - @ . / # & + _.');

const messages: Readonly<Record<string, () => string>> = {
  AmiName: () => l10n.t('Use 3 to 128 letters, digits, ( ) . - / _.'),
  AppDisplayName: () => l10n.t('Use up to 100 letters, digits, spaces, _ . -; begin with a letter or digit.'),
  AppName: () => l10n.t('Use up to 100 letters, digits, _ . -; begin with a letter or digit.'),
  Arn: () => l10n.t('Enter an ARN, such as arn:aws:iam::123456789012:role/name.'),
  AwsAccountId: () => l10n.t('Use digits.'),
  EmbedHostDomain: () => l10n.t('Enter a domain in lowercase, such as portal.example.com.'),
  FilterName: name,
  FilterValue: () => l10n.t('Use up to 201 letters, digits, _ : / . -; begin with a letter or digit.'),
  ImageImportDescription: imported,
  ImageImportDisplayName: imported,
  InstanceType: () => l10n.t('Enter an instance type, such as stream.standard.medium.'),
  LaunchParameters: () => l10n.t("This contains a NUL character, which AWS doesn't accept."),
  Name: name,
  NvidiaGridDriverVersion: () => l10n.t('Enter a version, such as 16.3 or 535.129.03.'),
  PhotonAmiId: () => l10n.t('Enter an AMI ID, such as ami-0123456789abcdef0.'),
  S3Bucket: () => l10n.t('Use lowercase letters, digits, . -; do not end with a dot.'),
  S3BucketArn: () => l10n.t('Enter a bucket ARN, such as arn:aws:s3:::my-bucket.'),
  StreamingUrlUserId: () => l10n.t('Use letters, digits, _ + = , . @ -.'),
  TagKey: () => l10n.t('Use letters in any script, digits, spaces, _ . : / = + - @; do not begin with "aws:".'),
  TagValue: () => l10n.t('Use letters in any script, digits, spaces, _ . : / = + - @.'),
  ThemeFooterLinkDisplayName: ofTheme,
  ThemeTitleText: ofTheme,
  UUID: () => l10n.t('Enter an ID, such as 01234567-89ab-cdef-0123-456789abcdef.'),
  UrlPattern: () =>
    l10n.t('Enter * or a URL that begins with http:// or https://, without spaces, commas and semicolons.'),
  UsbDeviceFilterString: () =>
    l10n.t(
      'Enter eight parts with commas between them: name, class, subclass, protocol, vendor ID, product ID, then 0 or 1 for sharing automatically and 0 or 1 for skipping the reset.',
    ),
  UserAttributeValue: () =>
    l10n.t("Use letters from A to Z, digits, spaces, _ -; AWS doesn't accept accents and other characters."),
  Username: () => l10n.t('Enter an e-mail address without spaces.'),
  WorkspaceImageId: () => l10n.t('Enter a WorkSpaces image ID, such as wsi-0123abcd.'),
};
