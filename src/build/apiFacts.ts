// Writes src/api/<service>/facts.json from a public service model of AWS in botocore's format (service-2.json).
//
//   npm run facts -- appstream path/to/service-2.json[.gz] [version] [operation …]
//
// The AWS CLI and boto3 install such a file: botocore/data/appstream/2016-12-01/service-2.json.gz. Documentation
// texts are left out: help texts are read from the installed SDK when the extension is built. With operations, the
// file has only these and the shapes that they need.
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as zlib from 'node:zlib';

import type { ApiFacts, OperationFacts, Shape } from '../api/core/facts';
import { pageTokens } from '../api/core/paging';

interface ServiceModel {
  metadata: ApiFacts['metadata'];
  operations: Record<string, { input?: Ref; output?: Ref; errors?: Ref[] }>;
  shapes: Record<string, ModelShape>;
}
interface Ref {
  shape: string;
}
interface ModelShape extends Omit<Shape, 'type' | 'members' | 'member' | 'key' | 'value'> {
  type: string;
  members?: Record<string, Ref>;
  member?: Ref;
  key?: Ref;
  value?: Ref;
}

/**
 * Reduces a service model to the facts that this project uses.
 * @param model the parsed service-2.json
 * @param source where it came from, for the record: `botocore 1.43.11`
 * @param only the operations that the facts have; all if there are none
 * @throws Error if the model lacks one of them
 */
export function factsOf(model: ServiceModel, source: string, only: readonly string[] = []): ApiFacts {
  for (const name of only) if (!model.operations[name]) throw new Error(`The model has no operation ${name}`);
  const operations: ApiFacts['operations'] = {};
  for (const [name, op] of sorted(model.operations)) {
    if (only.length && !only.includes(name)) continue;
    const input = op.input && model.shapes[op.input.shape];
    const output = op.output && model.shapes[op.output.shape];
    const token = pageTokens.find(member => input?.members?.[member] && output?.members?.[member]);
    const limit = ['MaxResults', 'Limit', 'ResourcesPerPage'].find(member => input?.members?.[member]);
    operations[name] = {
      ...(op.input && { input: op.input.shape }),
      ...(op.output && { output: op.output.shape }),
      errors: [...new Set((op.errors ?? []).map(error => error.shape))],
      ...(token && { paged: { ...(token !== 'NextToken' && { token }), ...(limit && { limit }) } }),
    };
  }
  const shapes: ApiFacts['shapes'] = {};
  const used = only.length ? shapesOf(Object.values(operations), model) : undefined;
  for (const [name, shape] of sorted(model.shapes)) if (used?.has(name) ?? true) shapes[name] = shapeFacts(shape);
  const { apiVersion, endpointPrefix, jsonVersion, signingName, targetPrefix } = model.metadata;
  return {
    source,
    ...(only.length && { partial: true }),
    metadata: { apiVersion, endpointPrefix, jsonVersion, signingName, targetPrefix },
    operations,
    shapes,
  };
}

/** The shapes that operations need, with those inside them. */
function shapesOf(operations: readonly OperationFacts[], { shapes }: ServiceModel): ReadonlySet<string> {
  const found = new Set<string>();
  const add = (name: string | undefined): void => {
    const shape = name !== undefined && !found.has(name) ? shapes[name] : undefined;
    if (name === undefined || !shape) return;
    found.add(name);
    const { members = {}, member, key, value } = shape;
    for (const ref of [...Object.values(members), member, key, value]) add(ref?.shape);
  };
  for (const { input, output, errors } of operations) [input, output, ...errors].forEach(add);
  return found;
}

function shapeFacts(shape: ModelShape): Shape {
  const refs = (members: Record<string, Ref>): Record<string, string> =>
    Object.fromEntries(Object.entries(members).map(([name, ref]) => [name, ref.shape]));
  return {
    type: shape.type as Shape['type'],
    ...(shape.required?.length && { required: shape.required }),
    ...(shape.members && { members: refs(shape.members) }),
    ...(shape.member && { member: shape.member.shape }),
    ...(shape.key && { key: shape.key.shape }),
    ...(shape.value && { value: shape.value.shape }),
    ...(shape.enum && { enum: shape.enum }),
    ...(shape.min !== undefined && { min: shape.min }),
    ...(shape.max !== undefined && { max: shape.max }),
    // JavaScript lacks this class of Java.
    ...(shape.pattern && { pattern: shape.pattern.replaceAll('\\p{Print}', '[ -~]') }),
    ...(shape.sensitive && { sensitive: true }),
    ...(shape.exception && { exception: true }),
  };
}

function sorted<T>(record: Record<string, T>): [string, T][] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Writes a service's facts file. @param args the service, the path of its model, the model's version and the operations, if not all */
export function main(args: string[], root: string): void {
  const [service, file, source, ...only] = args;
  if (!service || !file) {
    throw new Error('Usage: npm run facts -- appstream path/to/service-2.json[.gz] ["botocore 1.43.11"] [operation …]');
  }
  const raw = fs.readFileSync(file);
  const text = (file.endsWith('.gz') ? zlib.gunzipSync(raw) : raw).toString('utf8');
  const facts = factsOf(JSON.parse(text) as ServiceModel, source ?? path.basename(file), only);
  const lines = [
    '{',
    `"source": ${JSON.stringify(facts.source)},`,
    ...(facts.partial ? ['"partial": true,'] : []),
    `"metadata": ${JSON.stringify(facts.metadata)},`,
    `"operations": {\n${entries(facts.operations)}\n},`,
    `"shapes": {\n${entries(facts.shapes)}\n}`,
    '}',
  ];
  fs.writeFileSync(path.join(root, 'src/api', service, 'facts.json'), lines.join('\n') + '\n');
}

// One line per operation or shape, so that a diff of a newer model shows what changed.
function entries(record: Record<string, unknown>): string {
  return Object.entries(record)
    .map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`)
    .join(',\n');
}
