// npm run record -- --profile P --region R [--out FILE]: asks AppStream questions that change nothing, and writes the answers to a
// file without names and numbers of the account. The tests compare such files with the simulator: see test/recordings/.
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { createAsk, record, recordingText } from './recordAnswers.mjs';
import { findRoot } from './root.mjs';

async function main() {
  const text = /** @type {const} */ ({ type: 'string' });
  const { profile, region, out } = parseArgs({ options: { profile: text, region: text, out: text } }).values;
  if (!profile || !region) throw new Error('Usage: npm run record -- --profile PROFILE --region REGION [--out FILE]');
  const root = findRoot();
  /** @type {import('../src/api/core/facts').ApiFacts} */
  const facts = JSON.parse(fs.readFileSync(path.join(root, 'src/api/appstream/facts.json'), 'utf8'));
  // The SDK reads a profile's endpoint_url only of this profile.
  process.env.AWS_PROFILE = profile;
  const calls = await record(createAsk({ region }), facts);
  const now = new Date();
  const file = path.resolve(out ?? path.join(root, 'out', `recording-${now.toISOString().slice(0, 10)}.json`));
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, recordingText(calls, { region, now }));
  const refused = calls.filter(({ error }) => error).length;
  console.log(`Wrote ${calls.length} answers, of which ${refused} are refusals, to ${file}.`);
  console.log('Names, numbers, addresses and people are replaced. Read the file before you give it to anybody.');
}

main().catch(error => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
