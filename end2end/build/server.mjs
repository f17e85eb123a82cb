// Compiles the server.
//
//   node end2end/build/server.mjs [--release]
//
// A release binary carries target/site inside, so the site has to be built before it.
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { TARGET } from './paths.mjs';
import { run, step } from './step.mjs';

const { values: { release } } = parseArgs({ options: { release: { type: 'boolean', default: false } } });

try {
  await step('server', async (note) => {
    await run('cargo', ['build', '--package', 'server', ...(release ? ['--release'] : [])], { log: 'server', note });
    const binary = join('target', release ? 'release' : 'debug', 'weiquan');
    return `${binary}, ${(statSync(join(TARGET, '..', binary)).size / 1e6).toFixed(1)} MB`;
  });
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
