// Measures the release binary beside its limits, in one run on one machine.
//
//   node end2end/bench/run.mjs [--cases 10000,100000]
//
// It writes docs/benchmarks.md. The service has the first core, whoever asks has the second. Ratios of pairs measured one right
// after the other say more than times, which belong to this machine and this hour.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT, TARGET } from '../build/paths.mjs';
import { step } from '../build/step.mjs';
import { Service } from '../promises/service.mjs';
import { ensurePackages } from '../test/packages.mjs';
import * as browser from './browser.mjs';
import { fill } from './filling.mjs';
import * as filings from './filings.mjs';
import * as growth from './growth.mjs';
import * as isolation from './isolation.mjs';
import * as lighthouse from './lighthouse.mjs';
import * as pages from './pages.mjs';
import { number, said, write } from './report.mjs';
import * as start from './start.mjs';

const { values: options } = parseArgs({ options: { cases: { type: 'string', default: '10000,100000' } } });
const sizes = options.cases.split(',').map(Number);
const results = [];

/** A county of this size, served on the first core unless told otherwise; `work` gets the service, its accounts and how it was filled. */
async function county(cases, work, place = { core: 0 }) {
  mkdirSync(join(TARGET, 'bench-data'), { recursive: true });
  const data = mkdtempSync(join(TARGET, 'bench-data', 'county-'));
  const service = await Service.over(data, place);
  try {
    const { accounts, ...filled } = await fill(service, cases);
    await service.start();
    return await work(service, accounts, filled);
  } finally {
    await service.stop().catch(() => {});
    rmSync(data, { recursive: true, force: true });
  }
}

async function bench(name, work) {
  let found = [];
  await step(name, async (note) => {
    found = await work(note);
    return `${found.length} measured`;
  });
  for (const result of found) console.log(`  ${result.what}: ${said(result)}, bar ${result.bar}`);
  results.push(...found.map((result) => ({ bench: name, ...result })));
}

await ensurePackages(['wrk', 'python3-venv', 'chromium', 'fonts-noto-cjk']);
await county(200, async (service, accounts) => {
  await bench(pages.title, (note) => pages.measure(service, { note }));
  await bench(lighthouse.title, (note) => lighthouse.measure(service, accounts, { note }));
  await bench(filings.title, (note) => filings.measure(service, { note, scratch: service.data }));
});
await county(2000, async (service, accounts) => {
  await bench(browser.title, (note) => browser.measure(service, accounts, { note }));
  await bench(isolation.title, (note) => isolation.measure(service, accounts, { note }));
}, {});
/** What was found at each size, the smallest first. */
const found = [];
for (const cases of sizes) {
  await county(cases, async (service, accounts, filled) => {
    await bench(`Demonstration of ${cases} cases`, async () => [
      { what: 'cases made up', perSecond: filled.perSecond, bar: '' },
      { what: 'most memory meanwhile', megabytes: filled.megabytes, bar: '' },
    ]);
    await bench(growth.title, async () => {
      const handler = accounts.find(({ role }) => role === 'handler');
      const times = await growth.measure(service, handler);
      found.push(times);
      return Object.entries(times).map(([name, milliseconds]) => ({
        what: `${name} at ${cases} cases (${number(milliseconds / found[0][name])} times the first)`, milliseconds, bar: '≤ 10 ms, ≤ 1.5 times',
      }));
    });
    if (cases === sizes.at(-1)) await bench(start.title, (note) => start.measure(service, { note }));
  });
}
writeFileSync(join(TARGET, 'bench.json'), `${JSON.stringify(results, null, 2)}\n`);
write(join(ROOT, 'docs', 'benchmarks.md'), results);
