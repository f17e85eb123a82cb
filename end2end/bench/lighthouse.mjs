// B6: Lighthouse as a phone on a slow line sees the pages of the consumer.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TARGET } from '../build/paths.mjs';
import { run } from '../build/step.mjs';
import { CHROME, FLAGS } from '../flags.mjs';
import { complaint } from '../promises/service.mjs';
import { median } from './measure.mjs';

/** The last that runs on Node.js 20 (Apache-2.0); kept out of the tools that a build needs. */
const VERSION = '12.8.2';
const HOME = join(TARGET, 'lighthouse', VERSION);
const PROGRAM = join(HOME, 'node_modules', '.bin', 'lighthouse');
const RUNS = 3;
const PAGES = { start: '/', filing: '/file', tracking: '/track' };
const ANSWER = { command: 'close', outcome: 'answered', reply: '可以，七天内无需说明理由。' };
const BARS = { performance: 95, accessibility: 100, 'best-practices': 100, seo: 100 };

export const title = 'B6 Lighthouse 12 as a phone';

export async function measure(service, accounts, { note }) {
  if (!existsSync(PROGRAM)) {
    await run('npm', ['install', '--prefix', HOME, '--no-audit', '--no-fund', '--loglevel=error', `lighthouse@${VERSION}`], { log: 'lighthouse-install', note });
  }
  const results = [];
  const pages = { ...PAGES, survey: await survey(service, accounts) };
  for (const [name, path] of Object.entries(pages)) {
    const scores = [];
    for (let time = 1; time <= RUNS; time += 1) {
      note(`${name}, ${time} of ${RUNS}`);
      scores.push(await look(service.url + path, note));
    }
    for (const [category, bar] of Object.entries(BARS)) {
      const score = median(scores.map((all) => all[category]));
      results.push({ what: `${category} of ${name}`, score, bar: `≥ ${bar}` });
    }
  }
  return results;
}

/** The path of the survey of a question that was answered. */
async function survey(service, accounts) {
  const question = { ...complaint('请问网购的电饭煲七天内可以退货吗？'), type: 'consultation' };
  for (const member of ['respondent', 'item', 'problem', 'claims']) delete question[member];
  const { body: filed } = await service.call('POST', '/api/v1/cases', { body: question, headers: { 'idempotency-key': 'bench-survey' } });
  const headers = await service.signIn(accounts.find(({ role }) => role === 'handler'));
  const { body: { version } } = await service.call('GET', `/api/v1/cases/${filed.number}`, { headers });
  const closed = await service.call('POST', `/api/v1/cases/${filed.number}/commands`, { body: ANSWER, headers: { ...headers, 'if-match': `"${version}"` } });
  if (closed.status !== 200) throw new Error(`closing a question was answered ${closed.status}`);
  const { body } = await service.track(filed.receipt);
  return `/s/${body.survey}`;
}

async function look(url, note) {
  const profile = mkdtempSync(join(tmpdir(), 'lighthouse-'));
  const report = join(profile, 'report.json');
  try {
    const flags = ['--headless=new', ...FLAGS, `--user-data-dir=${profile}`].join(' ');
    const options = ['--quiet', '--output=json', `--output-path=${report}`, `--only-categories=${Object.keys(BARS)}`, `--chrome-flags=${flags}`];
    await run(PROGRAM, [url, ...options], { log: 'lighthouse', note, env: { CHROME_PATH: CHROME } });
    const { categories } = JSON.parse(readFileSync(report, 'utf8'));
    return Object.fromEntries(Object.entries(categories).map(([name, { score }]) => [name, Math.round(score * 100)]));
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
}
