// B12: how long the tracking page takes while others sign in, export and back up.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { BINARY } from '../promises/service.mjs';
import { atOnce, atRate, percentile } from './measure.mjs';
import { open } from './pages.mjs';

const exec = promisify(execFile);
const PER_SECOND = 200;
const SECONDS = 6;
const CLERKS = 50;

export const title = 'B12 tracking while others work';

/** Runs over a service that may use both cores. */
export async function measure(service, accounts, { note }) {
  const { body: { receipt } } = await service.file('bench-isolation');
  const cookie = await open(service, receipt);
  const staff = accounts.filter(({ role }) => role === 'handler');
  const headers = await service.signIn(staff[0]);
  const signIn = (index) => {
    const { login, password } = staff[index % staff.length];
    return service.call('POST', '/api/v1/session', { body: { login, password }, headers: { 'sec-fetch-site': 'same-origin' } });
  };
  const burdens = {
    [`${CLERKS} people sign in again and again`]: () => {
      let next = 0;
      return atOnce(CLERKS, SECONDS, () => signIn(next++));
    },
    'tables are exported': () => atOnce(1, SECONDS, () => service.call('GET', '/api/v1/desk/exports/cases.csv?queue=open', { headers })),
    'backups are made': () => backUp(service),
  };
  const found = [];
  for (const [name, burden] of Object.entries(burdens)) {
    note(name);
    const alone = await tracking(service, cookie);
    const [under] = await Promise.all([tracking(service, cookie), burden()]);
    const times = under / alone;
    found.push({ what: `p99 at ${PER_SECOND} pages/s while ${name} (${times.toFixed(1)} times ${alone.toFixed(1)} ms alone)`, milliseconds: under, bar: '≤ 2 times' });
  }
  return found;
}

async function tracking(service, cookie) {
  const times = await atRate(PER_SECOND, SECONDS, async () => {
    const answer = await fetch(`${service.url}/case`, { headers: { cookie } });
    if (answer.status !== 200) throw new Error(`the tracking page answers ${answer.status}`);
    await answer.arrayBuffer();
  });
  return percentile(times, 0.99);
}

/** One after the other, each into a directory of its own: a backup is named after its second. */
async function backUp(service) {
  const end = performance.now() + SECONDS * 1000;
  while (performance.now() < end) {
    const kept = mkdtempSync(join(tmpdir(), 'weiquan-backup-'));
    try {
      await exec(BINARY, ['backup', kept, '--data', service.data]);
    } finally {
      rmSync(kept, { recursive: true, force: true });
    }
  }
}
