// Measures how long it takes to make a server's message safe to show. It asserts no time.
import { performance } from 'node:perf_hooks';

import { appstream } from '../../src/api/appstream/service';
import { scrub } from '../../src/api/core/scrub';
import { ms, row } from './table';

const rounds = 20;
const input = { UserName: 'ann@example.com', FirstName: 'Ann', LastName: 'Example' };
const secrets = ['AKIAIOSFODNN7EXAMPLE', 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', 'IQoJb3JpZ2luX2VjE'.repeat(40)];

/** Text that makes patterns slow: many near matches. */
const hard = 'ann@exa https://x?a [Sign in](command:x) Unexpected AKIA123 arn:aws:sts::1:assumed-role/A/';

console.log(`\nTaking secrets and links out of the message of an error, best of ${rounds}`);
for (const [name, length] of [
  ['2 kB', 2_000],
  ['1 MB', 1_000_000],
] as const) {
  const message = hard.repeat(Math.ceil(length / hard.length)).slice(0, length);
  let best = Infinity;
  for (let round = 0; round < rounds; round++) {
    const before = performance.now();
    scrub(message, appstream, 'CreateUser', input, secrets);
    best = Math.min(best, performance.now() - before);
  }
  row(name, ms(best), 'with credentials and names to look for');
}
