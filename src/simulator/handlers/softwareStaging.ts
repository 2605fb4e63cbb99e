// Stages software: an image builder gets or loses it at its next deployment.
import { badCombination, notFound, ServiceError } from '../base/errors';
import type { Store } from '../base/store';
import type { ImageBuilder } from '../resources/imageBuilder';

/**
 * The software that AWS licenses with AppStream, with 32 and 64 bits each.
 * (D) AssociateSoftwareToImageBuilder, CreateImageBuilder: Only these products are offered, for Windows. [docs]
 */
const products = ['Office', 'Visio', 'Project'].flatMap(product =>
  ['2021_LTSC', '2024_LTSC'].flatMap(year =>
    ['32Bit', '64Bit'].map(
      bits => `Microsoft_${product}_${year}_Professional${product === 'Office' ? '_Plus' : ''}_${bits}`,
    ),
  ),
);

/** @throws ServiceError for software that AWS does not offer, or not for this platform */
export function stageInstallation(builder: ImageBuilder, names: string[], store: Store): void {
  if (names.length > 0 && !builder.Platform.startsWith('WINDOWS')) {
    throw new ServiceError('IncompatibleImageException', `The image builder ${builder.Name} does not run Windows.`);
  }
  for (const name of names) if (!products.includes(name)) throw notFound('software', name, store.accountId);
  for (const name of names) {
    const status = builder.software.get(name)?.Status;
    if (status === 'STAGED_FOR_UNINSTALLATION') {
      builder.software.set(name, { SoftwareName: name, Status: 'INSTALLED' });
    } else if (status === undefined || status === 'FAILED_TO_INSTALL') {
      builder.software.set(name, { SoftwareName: name, Status: 'STAGED_FOR_INSTALLATION' });
    }
  }
}

/** @throws ServiceError for software that is not on the builder */
export function stageUninstallation(builder: ImageBuilder, names: string[], store: Store): void {
  for (const name of names) if (!builder.software.has(name)) throw notFound('software', name, store.accountId);
  for (const name of names) {
    const status = builder.software.get(name)?.Status;
    if (status === 'PENDING_INSTALLATION' || status === 'PENDING_UNINSTALLATION') {
      throw badCombination(`The software ${name} is being deployed.`);
    }
    if (status === 'STAGED_FOR_INSTALLATION' || status === 'FAILED_TO_INSTALL') builder.software.delete(name);
    else builder.software.set(name, { SoftwareName: name, Status: 'STAGED_FOR_UNINSTALLATION' });
  }
}
