// Writes src/api/<service>/facts.json from a public service model of AWS in botocore's format (service-2.json).
//
//   npm run facts -- appstream path/to/service-2.json[.gz] [version]
//
// The AWS CLI and boto3 install such a file: botocore/data/appstream/2016-12-01/service-2.json.gz. Documentation
// texts are left out: help texts are read from the installed SDK when the extension is built.
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as zlib from 'node:zlib';

import type { ApiFacts, Shape } from '../api/core/facts';

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
 */
export function factsOf(model: ServiceModel, source: string): ApiFacts {
  const operations: ApiFacts['operations'] = {};
  for (const [name, op] of sorted(model.operations)) {
    const input = op.input && model.shapes[op.input.shape];
    const output = op.output && model.shapes[op.output.shape];
    const paged = input?.members?.['NextToken'] && output?.members?.['NextToken'];
    const limit = ['MaxResults', 'Limit'].find(member => input?.members?.[member]);
    operations[name] = {
      ...(op.input && { input: op.input.shape }),
      ...(op.output && { output: op.output.shape }),
      errors: [...new Set((op.errors ?? []).map(error => error.shape))],
      ...(paged && { paged: limit ? { limit } : {} }),
    };
  }
  const shapes: ApiFacts['shapes'] = {};
  for (const [name, shape] of sorted(model.shapes)) shapes[name] = shapeFacts(shape);
  const { apiVersion, endpointPrefix, jsonVersion, signingName, targetPrefix } = model.metadata;
  return {
    source,
    metadata: { apiVersion, endpointPrefix, jsonVersion, signingName, targetPrefix },
    operations,
    shapes,
  };
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
    ...(shape.pattern && { pattern: shape.pattern }),
    ...(shape.sensitive && { sensitive: true }),
    ...(shape.exception && { exception: true }),
  };
}

function sorted<T>(record: Record<string, T>): [string, T][] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Writes a service's facts file. @param args the service, the path of its model and, optionally, the model's version */
export function main(args: string[], root: string): void {
  const [service, file, source] = args;
  if (!service || !file) {
    throw new Error('Usage: npm run facts -- appstream path/to/service-2.json[.gz] ["botocore 1.43.11"]');
  }
  const raw = fs.readFileSync(file);
  const text = (file.endsWith('.gz') ? zlib.gunzipSync(raw) : raw).toString('utf8');
  const facts = factsOf(JSON.parse(text) as ServiceModel, source ?? path.basename(file));
  const lines = [
    '{',
    `"source": ${JSON.stringify(facts.source)},`,
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
