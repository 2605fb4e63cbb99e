// What the API's facts say about the members of a kind's resources: which there are, and which are sensitive.
import { factsOf } from '../../api/serviceFacts';
import type { Kind } from '../../kinds/kind';

/** The members of a kind's resources, at any depth, by name. */
export interface MemberFacts {
  readonly names: ReadonlySet<string>;
  /** Members whose values are never shown, unless the kind itself shows them. */
  readonly sensitive: ReadonlySet<string>;
  /** Members whose keys are data: tags. */
  readonly maps: ReadonlySet<string>;
}

type Listed = Pick<Kind, 'list'>;

const known = new WeakMap<Listed, MemberFacts>();

/** The members of all resources that a kind's operations return. */
export function memberFacts(kind: Listed): MemberFacts {
  const before = known.get(kind);
  if (before) return before;
  const [names, sensitive, maps] = [new Set<string>(), new Set<string>(), new Set<string>()];
  for (const qualified of kind.list.operations) {
    const { service, operation } = factsOf(qualified);
    const { shape } = service.model;
    const seen = new Set<string>();
    const visit = (name: string): void => {
      if (seen.has(name)) return;
      seen.add(name);
      const { member, value, members = {} } = shape(name);
      for (const inner of [member, value]) if (inner !== undefined) visit(inner);
      for (const [label, inner] of Object.entries(members)) {
        names.add(label);
        const { sensitive: isSensitive, type } = shape(inner);
        if (isSensitive) sensitive.add(label);
        if (type === 'map') maps.add(label);
        visit(inner);
      }
    };
    // The answer itself is no resource: its members are lists of them, and the page token.
    for (const name of Object.values(service.model.outputShape(operation).members ?? {})) visit(name);
  }
  const facts = { names, sensitive, maps };
  known.set(kind, facts);
  return facts;
}
