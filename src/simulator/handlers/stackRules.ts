import { badCombination, outOfRange } from '../base/errors';
import type { AgentAccess, StackInput, UserSetting } from '../resources/stack';

/** The maximum number of characters that can be copied at once: 20 MB. */
const maxCopyLength = 20_971_520;

/**
 * The rules between a stack's members, which the model lacks.
 * (D) CreateStack, UpdateStack: Only OneDrive takes domains that require admin consent; only the two clipboard settings take a maximum
 * length, when ENABLED, of up to 20,971,520; screenshots are uploaded to a bucket that is given. [docs]
 * (U) CreateStack, UpdateStack: Nothing is set twice.
 * @param agents the stack's present agent access, which an update adds to
 * @throws ServiceError when the members break a rule
 */
export function checkStack(input: StackInput, agents: AgentAccess = {}): void {
  for (const setting of input.UserSettings ?? []) checkSetting(setting);
  for (const { ConnectorType, DomainsRequireAdminConsent } of input.StorageConnectors ?? []) {
    if (DomainsRequireAdminConsent && ConnectorType !== 'ONE_DRIVE') {
      throw badCombination('Only OneDrive takes domains that require admin consent.');
    }
  }
  once(
    'user setting',
    input.UserSettings?.map(({ Action }) => Action),
  );
  once(
    'storage connector',
    input.StorageConnectors?.map(({ ConnectorType }) => ConnectorType),
  );
  if (!input.AgentAccessConfig) return;
  once(
    'agent action',
    input.AgentAccessConfig.Settings?.map(({ AgentAction }) => AgentAction),
  );
  const access = { ...agents, ...input.AgentAccessConfig };
  if (access.ScreenshotsUploadEnabled && access.S3BucketArn === undefined) {
    throw badCombination('The upload of screenshots requires a bucket.');
  }
}

function checkSetting({ Action, Permission, MaximumLength }: UserSetting): void {
  if (MaximumLength === undefined) return;
  if (!Action.startsWith('CLIPBOARD_COPY_')) throw badCombination(`${Action} takes no maximum length.`);
  if (Permission === 'DISABLED') throw badCombination(`${Action} is disabled and takes no maximum length.`);
  if (MaximumLength < 1 || MaximumLength > maxCopyLength) {
    throw outOfRange('userSettings.maximumLength', MaximumLength, 1, maxCopyLength);
  }
}

function once(what: string, values: readonly string[] = []): void {
  if (new Set(values).size < values.length) throw badCombination(`Each ${what} is set once.`);
}
