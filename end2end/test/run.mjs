// The engine of `make test`: every stage one after the other, counted, ending with `N passed, M failed`.
//
//   node end2end/test/run.mjs [stage,stage…]
//
// Stages: format lint rust calendars promises site journeys html. The whole output of each program is in
// target/test-logs.
import { join } from 'node:path';
import { ROOT } from '../build/paths.mjs';
import { capture, run, step, tail } from '../build/step.mjs';
import { buildApplication } from './application.mjs';
import { calendars } from './calendars.mjs';
import { forgetPages, html } from './html.mjs';
import { journeys } from './journeys.mjs';
import { ensurePackages } from './packages.mjs';
import { promises } from './promises.mjs';
import { startPostgres } from './postgres.mjs';
import { format, lint, tests } from './rust.mjs';
import { check, sum } from './tally.mjs';

/** Started when the first stage asks for it, and stopped at the end whatever happens. */
let cluster = null;
async function postgres() {
  cluster ??= await startPostgres();
  return cluster;
}

const SITE_SCRIPT = join(ROOT, 'end2end/build/site.mjs');

async function site(note) {
  const options = { logs: 'test-logs', log: 'site', note };
  const { code, text } = await capture(process.execPath, [SITE_SCRIPT, '--check-budgets'], options);
  return check(code === 0, tail(text));
}

async function inChromium(note) {
  forgetPages();
  // A second without work when the stage before has just built it.
  await run(process.execPath, [SITE_SCRIPT], { logs: 'test-logs', log: 'site', note });
  await buildApplication(note);
  const { database } = await postgres();
  return journeys(database, note);
}

const STAGES = [
  { name: 'format', packages: [], work: format },
  { name: 'lint', packages: [], work: lint },
  { name: 'rust', packages: ['postgresql'], work: async (note) => tests((await postgres()).url, note) },
  { name: 'calendars', packages: ['python3-venv'], work: calendars },
  { name: 'promises', packages: ['faketime', 'python3-venv'], work: promises },
  { name: 'site', packages: [], work: site },
  { name: 'journeys', packages: ['chromium', 'fonts-noto-cjk', 'postgresql'], work: inChromium },
  { name: 'html', packages: [], work: html },
];

function chosenStages(argument = '') {
  const names = argument.split(',').filter(Boolean);
  const unknown = names.filter((name) => !STAGES.some((stage) => stage.name === name));
  if (unknown.length > 0) {
    console.error(`unknown stage ${unknown.join(', ')}; there are ${STAGES.map(({ name }) => name).join(', ')}`);
    process.exit(2);
  }
  return names.length === 0 ? STAGES : STAGES.filter(({ name }) => names.includes(name));
}

/** Runs one stage; a stage that breaks down counts as one failure. */
async function runStage({ name, work }) {
  let outcome;
  try {
    await step(name, async (note) => {
      outcome = await work(note);
      const counts = `${outcome.passed} passed, ${outcome.failed} failed`;
      if (outcome.failed > 0) throw new Error(counts);
      return counts;
    });
  } catch (error) {
    outcome ??= check(false, error.message);
    console.log(`  ${name}: ${outcome.passed} passed, ${outcome.failed} failed`);
    console.log(outcome.findings.replaceAll(/^/gm, '    '));
  }
  return outcome;
}

function stop() {
  cluster?.stop();
  cluster = null;
}

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    stop();
    process.exit(130);
  });
}

const stages = chosenStages(process.argv[2]);
try {
  await ensurePackages([...new Set(stages.flatMap(({ packages }) => packages))]);
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
const outcomes = [];
try {
  for (const stage of stages) outcomes.push(await runStage(stage));
} finally {
  stop();
}
// Said once more where a long log ends: which stages, and the first of what each found.
const failing = stages.flatMap(({ name }, index) => (outcomes[index].failed > 0 ? [{ name, ...outcomes[index] }] : []));
for (const { name, failed, findings } of failing) {
  console.log(`${name}: ${failed} failed; whole in target/test-logs`);
  console.log((findings ?? '').split('\n').slice(0, 5).join('\n').replaceAll(/^/gm, '  '));
}
const { passed, failed } = sum(outcomes);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
