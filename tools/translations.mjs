// npm run translations: prints what each language lacks and which of its texts are stale. Writes its files in the order of the
// English ones, without the stale texts.
import fs from 'node:fs';
import path from 'node:path';

import { findRoot } from './root.mjs';
import { contentOf, differences, languagesIn, translationsOf } from './translationFiles.mjs';

const root = findRoot();
for (const language of languagesIn(root)) {
  for (const translation of translationsOf(root, language)) {
    const { file, english, translated } = translation;
    const { missing, stale } = differences(translation);
    console.log(`${file}: ${missing.length} missing, ${stale.length} stale`);
    for (const key of missing) console.log(`  missing: ${JSON.stringify(key)}: ${JSON.stringify(english[key])}`);
    for (const key of stale) console.log(`  removed: ${JSON.stringify(key)}: ${JSON.stringify(translated[key])}`);
    fs.writeFileSync(path.join(root, file), contentOf(translation));
    if (missing.length) process.exitCode = 1;
  }
}
