// B1: the tracking page of a case, beside a constant page of the same length served by axum.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { TARGET } from '../build/paths.mjs';
import { freePort } from '../test/postgres.mjs';
import { beside as helpdesk } from './peer/helpdesk.mjs';
import { atRate, percentile, ratio, throughput } from './measure.mjs';

const PAIRS = 5;
const STATIC = join(TARGET, 'release', 'examples', 'static_page');

export const title = 'B1 tracking page';

export async function measure(service, { note }) {
  const { body: { receipt } } = await service.file('bench-page');
  const cookie = await open(service, receipt);
  const page = await fetch(`${service.url}/case`, { headers: { cookie } });
  const length = Buffer.byteLength(await page.text());
  if (page.status !== 200) throw new Error(`the tracking page answers ${page.status}`);

  const beside = `127.0.0.1:${await freePort()}`;
  const limit = spawn('taskset', ['-c', '0', STATIC, beside, String(length)]);
  try {
    await sleep(300);
    const pairs = [];
    for (let pair = 1; pair <= PAIRS; pair += 1) {
      note(`pair ${pair} of ${PAIRS}`);
      const theirs = await throughput(`http://${beside}/`, { seconds: 4 });
      pairs.push([await throughput(`${service.url}/case`, { seconds: 4, header: `Cookie: ${cookie}` }), theirs]);
    }
    const calm = await atRate(500, 8, async () => {
      const answer = await fetch(`${service.url}/case`, { headers: { cookie } });
      await answer.arrayBuffer();
    });
    const peers = await helpdesk(1000, note, async (peer) => {
      const found = [];
      for (let pair = 1; pair <= PAIRS; pair += 1) {
        note(`pair ${pair} of ${PAIRS} with the peer`);
        const theirs = await throughput(`${peer.url}/${peer.page}`, { seconds: 4 });
        found.push([await throughput(`${service.url}/case`, { seconds: 4, header: `Cookie: ${cookie}` }), theirs]);
      }
      return found;
    });
    return [
      { what: 'pages/s beside a ticket of the same length', ours: peers.map(([ours]) => ours), beside: peers.map(([, theirs]) => theirs), against: 'django-helpdesk with two workers', ratio: ratio(peers), bar: '≥ 30' },
      { what: `pages/s, ${length} bytes, one core`, ours: pairs.map(([ours]) => ours), beside: pairs.map(([, theirs]) => theirs), against: 'a constant page served by axum', ratio: ratio(pairs), bar: '≥ 0.05' },
      { what: 'p99 at 500 pages/s', milliseconds: percentile(calm, 0.99), bar: '≤ 3 ms' },
    ];
  } finally {
    limit.kill();
  }
}

/** Opens a case as the form does; answers the cookie that keeps it open. */
export async function open(service, receipt) {
  const answer = await fetch(`${service.url}/fn/track/open`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
    body: new URLSearchParams({ receipt }),
  });
  const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
  if (cookies.length === 0) throw new Error(`opening a case was answered ${answer.status} without a cookie`);
  return cookies.join('; ');
}
