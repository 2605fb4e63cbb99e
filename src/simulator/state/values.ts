// The store's values as JSON that people can read. JSON has no maps and sets, so these are marked: {"$map": …}, {"$set": …}.

/**
 * A value of a store as JSON has it.
 * @returns a copy; what is undefined is left out
 */
export function toJson(value: unknown): unknown {
  if (value instanceof Map) return { $map: mapToJson(value) };
  if (value instanceof Set) return { $set: [...(value as Set<unknown>)].map(toJson) };
  if (Array.isArray(value)) return value.map(toJson);
  if (typeof value !== 'object' || value === null) return value;
  return members(value, toJson);
}

/** A map with texts as keys is an object; any other is a list of pairs. */
export function mapToJson(map: ReadonlyMap<unknown, unknown>): unknown {
  const isPlain = [...map.keys()].every(key => typeof key === 'string' && key !== '__proto__');
  if (isPlain) return members(Object.fromEntries(map) as object, toJson);
  return [...map].map(([key, item]) => [toJson(key), toJson(item)]);
}

/** The value that toJson made JSON of. @throws Error when a mark has no such content */
export function fromJson(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(fromJson);
  if (typeof json !== 'object' || json === null) return json;
  const { $map, $set } = json as { readonly $map?: unknown; readonly $set?: unknown };
  if ($map !== undefined) return new Map(entriesOf($map));
  if ($set !== undefined) {
    if (!Array.isArray($set)) throw new Error('"$set" must hold a list.');
    return new Set($set.map(fromJson));
  }
  return members(json, fromJson);
}

/** The entries of what mapToJson made. @throws Error when it is neither an object nor a list of pairs */
export function entriesOf(json: unknown): [unknown, unknown][] {
  if (Array.isArray(json)) {
    return json.map((pair: unknown) => {
      if (!Array.isArray(pair) || pair.length !== 2) throw new Error('"$map" must hold an object or a list of pairs.');
      return [fromJson(pair[0]), fromJson(pair[1])];
    });
  }
  if (typeof json !== 'object' || json === null) throw new Error('"$map" must hold an object or a list of pairs.');
  return Object.entries(json).map(([key, item]) => [key, fromJson(item)]);
}

function members(value: object, convert: (item: unknown) => unknown): object {
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .map(([name, item]) => [name, convert(item)]),
  );
}
