// What the product promises, tried on the running service.
//
//   node end2end/promises/run.mjs [--long] [name…]
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { TARGET } from '../build/paths.mjs';
import { step } from '../build/step.mjs';
import * as anything from './anything.mjs';
import * as busy from './busy.mjs';
import * as clock from './clock.mjs';
import * as disk from './disk.mjs';
import * as kill from './kill.mjs';
import * as migration from './migration.mjs';
import * as sameKey from './same_key.mjs';
import { Service } from './service.mjs';
import * as slow from './slow.mjs';
import * as stop from './stop.mjs';
import * as together from './together.mjs';
import * as upload from './upload.mjs';

const PROMISES = { kill, sameKey, busy, stop, disk, together, upload, migration, slow, clock, anything };

const { values: { long }, positionals } = parseArgs({ options: { long: { type: 'boolean', default: false } }, allowPositionals: true });
const chosen = positionals.length > 0 ? positionals : Object.keys(PROMISES);
const unknown = chosen.filter((name) => !(name in PROMISES));
if (unknown.length > 0) {
  console.error(`unknown promise ${unknown.join(', ')}; there are ${Object.keys(PROMISES).join(', ')}`);
  process.exit(2);
}

let kept = 0;
const broken = [];
for (const name of chosen) {
  const promise = PROMISES[name];
  if (promise.possible && !promise.possible()) {
    console.log(`- ${promise.title}: not tried, it needs ${promise.needs}`);
    continue;
  }
  mkdirSync(join(TARGET, 'test-data'), { recursive: true });
  const data = mkdtempSync(join(TARGET, 'test-data', `promise-${name}-`));
  const service = await Service.over(data);
  try {
    await step(promise.title, async (note) => {
      const { text, faults } = await promise.check(service, { long, note });
      if (faults.length > 0) throw new Error([...new Set(faults)].slice(0, 20).join('\n'));
      return text;
    });
    kept += 1;
  } catch (error) {
    broken.push(promise.title);
    console.error(`  ${(error.stderr ?? error.message).toString().trim()}`);
    await service.kill().catch(() => {});
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}
console.log(`${kept} kept, ${broken.length} broken`);
process.exit(broken.length > 0 ? 1 : 0);
