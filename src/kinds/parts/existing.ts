import { isApiError } from '../../api/core/errors';

/**
 * Reads resources that another response named, leaving out those that have been deleted since. The API refuses a whole
 * request for one missing name, so after such an error each name is requested separately.
 * @param read requests some of the names in one request
 * @throws ApiError for other errors
 */
export async function collectExisting<T>(
  names: readonly string[],
  read: (names: readonly string[]) => Promise<readonly T[]>,
): Promise<readonly T[]> {
  try {
    return await read(names);
  } catch (error) {
    if (!isApiError(error) || error.reason !== 'notFound') throw error;
    if (names.length <= 1) return [];
    return (await Promise.all(names.map(name => collectExisting([name], read)))).flat();
  }
}
