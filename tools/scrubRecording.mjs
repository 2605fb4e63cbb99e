// Takes names and numbers of an account out of recorded answers. The same value becomes the same word everywhere, so that a
// recording still shows which resource names which.

/** @typedef {import('../src/api/core/facts').ApiFacts} ApiFacts */
/** @typedef {import('../src/api/core/facts').Shape} Shape */

/** Members whose values are AWS's own words, though the model has no list of them. */
const ownWords =
  /^(InstanceType|.*InstanceFamil(y|ies)|Platforms?|AppstreamAgentVersion|BillingPeriod|LicenseType|ErrorCode)$/;

/** AWS's own images. */
const ownImages = /^(AppStream|Amazon)-[\w.-]+$/;

/** What a word becomes, by its form. The first that fits applies. @type {readonly [RegExp, (count: number) => string][]} */
const forms = [
  [/^[^@\s]+@[^@\s]+$/, count => `person-${count}@example.com`],
  [/^https?:\/\//, count => `https://example.com/${count}`],
  [/^\d{12}$/, count => String(count).padStart(12, '1')],
  [/^(\d{1,3}\.){3}\d{1,3}$/, count => `10.0.0.${count}`],
  [
    /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
    count => `00000000-0000-4000-8000-${String(count).padStart(12, '0')}`,
  ],
];

/** IDs of AWS that keep what they begin with. */
const prefixed = /^(subnet|sg|eni|vpce|vpc|ami|snap|i)-[0-9a-f]+$/;

/** What messages of AWS may hold besides the values of members. */
const inMessages =
  /arn:[\w-]*:[^\s'",]+|[^\s@'",]+@[^\s@'",]+|https?:\/\/[^\s'",]+|\b(?:subnet|sg|eni|vpce|vpc|ami|snap|i)-[0-9a-f]{8,}\b|\b\d{12}\b/g;

/**
 * Makes a scrubber. It remembers what it has replaced.
 *
 * @param {ApiFacts} facts of the service
 */
export function createScrubber(facts) {
  /** @type {Map<string, string>} */
  const replaced = new Map();
  /** @type {Map<string, number>} */
  const counts = new Map();

  /** @param {string} label */
  function next(label) {
    const count = (counts.get(label) ?? 0) + 1;
    counts.set(label, count);
    return count;
  }

  /** @param {string} value @param {string} label of values of this kind @returns {string} */
  function word(value, label) {
    if (value === '' || ownImages.test(value)) return value;
    const known = replaced.get(value);
    if (known !== undefined) return known;
    const made = value.startsWith('arn:') ? arn(value) : plain(value, label);
    replaced.set(value, made);
    return made;
  }

  /** @param {string} value @param {string} label */
  function plain(value, label) {
    const form = forms.find(([pattern]) => pattern.test(value));
    if (form) return form[1](next(String(form[0])));
    const [, prefix] = prefixed.exec(value) ?? [];
    return prefix ? `${prefix}-${next(prefix)}` : `${label}-${next(label)}`;
  }

  /** `arn:aws:appstream:eu-west-1:123456789012:fleet/cad`. Account and names change. @param {string} value */
  function arn(value) {
    const [start, partition, service, region, account = '', ...rest] = value.split(':');
    const [kind = '', ...names] = rest.join(':').split('/');
    const resource = names.length ? [kind, ...names.map(name => word(name, 'name'))] : [word(kind, 'name')];
    return [start, partition, service, region, word(account, 'account'), resource.join('/')].join(':');
  }

  /** A sentence of AWS without the values of members. @param {string} text */
  function message(text) {
    const values = [...replaced.keys()].filter(value => value.length > 2).sort((a, b) => b.length - a.length);
    const literal = values.map(value => value.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
    const known = literal
      ? text.replaceAll(new RegExp(`(?<![\\w-])(?:${literal})(?![\\w-])`, 'g'), value => word(value, 'name'))
      : text;
    return known.replaceAll(inMessages, value =>
      [...replaced.values()].includes(value) ? value : word(value, 'name'),
    );
  }

  /** @param {string | undefined} shapeName @param {unknown} value @param {string} member @returns {unknown} */
  function clean(shapeName, value, member) {
    const shape = shapeName === undefined ? undefined : facts.shapes[shapeName];
    if (typeof value === 'string') return text(shape, value, member);
    if (Array.isArray(value)) return value.map(item => clean(shape?.member, item, member));
    if (typeof value !== 'object' || value === null) return value;
    // The keys of a map are somebody's, those of a structure are AWS's.
    const isMap = shape?.type === 'map';
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [
        isMap ? word(name, 'key') : name,
        clean(isMap ? shape.value : shape?.members?.[name], item, isMap ? 'value' : name),
      ]),
    );
  }

  /** @param {Shape | undefined} shape @param {string} value @param {string} member */
  function text(shape, value, member) {
    if (shape?.enum && /^[A-Z0-9_]+$/.test(value)) return value;
    if (ownWords.test(member)) return value;
    if (/Message$/.test(member)) return message(value);
    if (member === 'NextToken') return word(value, 'token');
    return word(value, /Name(s)?$/.test(member) ? 'name' : member.toLowerCase());
  }

  return {
    /** @param {string} operation @param {object} input */
    input: (operation, input) => clean(facts.operations[operation]?.input, input, 'input'),
    /** @param {string} operation @param {object} answer */
    answer: (operation, answer) => clean(facts.operations[operation]?.output, answer, 'answer'),
    message,
  };
}
