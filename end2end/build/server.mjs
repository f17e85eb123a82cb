// Compiles the server.
//
//   node end2end/build/server.mjs [--release]
//
// A release binary carries target/site inside, so the site has to be built before it. It fills a small county and verifies
// every event of it before it is called done: the tests run the unoptimised binary, and an optimiser has been wrong before.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { TARGET } from './paths.mjs';
import { run, step } from './step.mjs';

const { values: { release } } = parseArgs({ options: { release: { type: 'boolean', default: false } } });

async function tryOut(note) {
  const data = mkdtempSync(join(tmpdir(), 'weiquan-'));
  const weiquan = (...command) => run(join(TARGET, 'release', 'weiquan'), [...command, '--data', data], { log: 'own-county', note });
  try {
    await weiquan('demo', '--cases', '200');
    await weiquan('verify');
    return '200 cases filled and verified';
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}

try {
  await step('server', async (note) => {
    await run('cargo', ['build', '--package', 'server', ...(release ? ['--release'] : [])], { log: 'server', note });
    const binary = join('target', release ? 'release' : 'debug', 'weiquan');
    return `${binary}, ${(statSync(join(TARGET, '..', binary)).size / 1e6).toFixed(1)} MB`;
  });
  if (release) await step('its own county', tryOut);
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
