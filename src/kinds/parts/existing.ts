import { isApiError } from '../../api/core/errors';

/**
 * Asks for what another answer named. What has been deleted since is left out: for one such name the API refuses all.
 * @param ask asks for some of the names in one request
 */
export async function collectExisting<T>(
  names: readonly string[],
  ask: (names: readonly string[]) => Promise<readonly T[]>,
): Promise<readonly T[]> {
  try {
    return await ask(names);
  } catch (error) {
    if (!isApiError(error) || error.reason !== 'notFound') throw error;
    if (names.length <= 1) return [];
    return (await Promise.all(names.map(name => collectExisting([name], ask)))).flat();
  }
}
