// What people do, in real Chromium, on SQLite and (a smaller part) on PostgreSQL.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { MODULES, ROOT, TARGET } from '../build/paths.mjs';
import { capture, tail } from '../build/step.mjs';
import { startApplication } from './application.mjs';
import { check, result, sum } from './tally.mjs';

/** Phones and tablets go side by side, one for each of two cores, each with counties of its own. */
const LANES = ['phone', 'tablet'];

/** All journeys on SQLite, then those that matter for it on PostgreSQL; `database(name)` makes an empty one. */
export async function journeys(database, note) {
  const results = await Promise.all(LANES.map(async (device) => {
    const only = [`--project=${device}`, `--project=${device}-nojs`];
    const sqlite = await suite(`sqlite-${device}`, { note, only });
    const url = database(`journeys_${device}`);
    const postgres = await suite(`postgres-${device}`, { url, note, only: [...only, '--grep', '@postgres'] });
    return [sqlite, postgres];
  }));
  return sum(results.flat());
}

/** Journeys against a fresh demo county `name`. `only` are arguments of Playwright that choose them. */
async function suite(name, { url, only, note }) {
  const application = await startApplication(name, url);
  const report = join(TARGET, `journeys-${name}.json`);
  // Playwright empties the directory when it starts.
  const traces = `--output=${join(TARGET, 'test-results', name)}`;
  rmSync(report, { force: true });
  try {
    const { code, text } = await capture(process.execPath, [join(MODULES, '@playwright', 'test', 'cli.js'), 'test', traces, ...only], {
      cwd: join(ROOT, 'end2end'),
      logs: 'test-logs',
      log: `journeys-${name}`,
      note,
      env: {
        BASE_URL: application.address,
        DEMO_ACCOUNTS: application.accounts,
        JOURNEYS_RESULT: report,
      },
    });
    return existsSync(report) ? counted(JSON.parse(readFileSync(report, 'utf8')), code) : check(false, tail(text));
  } finally {
    await application.stop();
  }
}

function counted(report, code) {
  const { expected, unexpected, flaky } = report.stats;
  const findings = [
    ...report.errors.map(({ message }) => plain(message)),
    ...specsOf(report.suites).filter((spec) => failuresOf(spec).length > 0).map(describe),
  ];
  const failed = unexpected + flaky + report.errors.length;
  return result(expected, code === 0 ? failed : Math.max(failed, 1), findings.join('\n'));
}

const specsOf = (suites = []) => suites.flatMap((suite) => [...(suite.specs ?? []), ...specsOf(suite.suites)]);

// A spec's own `ok` speaks of its first project only.
const failuresOf = ({ tests }) => tests.filter(({ status }) => status !== 'expected' && status !== 'skipped');

const plain = (text = '') => text.replaceAll(/\x1b\[[0-9;]*m/g, '');

function describe(spec) {
  const { title, file, line } = spec;
  const failures = failuresOf(spec);
  const project = failures.map(({ projectName }) => projectName).join(', ');
  const reason = plain(failures.flatMap(({ results }) => results).map(({ error }) => error?.message).find(Boolean));
  return `${file}:${line} [${project}] ${title}\n${reason.split('\n').slice(0, 12).map((text) => `    ${text}`).join('\n')}`;
}
