// R8: an upload that breaks, wherever it does, leaves nothing: no file, no place in the case.
import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { query } from './rows.mjs';

const MEGABYTES = 2;
const CLEAN_WITHIN_MS = 5_000;
const BOUNDARY = '----weiquan-broken';

export const title = 'R8 a broken upload leaves nothing';

export async function check(service, { long, note }) {
  const step = long ? 1 : 10;
  const faults = [];
  service.run('demo', '--cases', '1');
  await service.start();
  const { body: { receipt } } = await service.file(randomUUID());
  const before = files(service);
  for (let share = step; share < 100; share += step) {
    await cut(service, receipt, share / 100);
    note(`cut at ${share} %`);
  }
  await until(() => files(service).length === before.length);
  const left = files(service).length - before.length;
  if (left > 0) faults.push(`${left} files lie where broken uploads were`);
  const whole = await send(service, receipt);
  if (whole !== 201) faults.push(`afterwards a whole upload is answered ${whole}`);
  await killed(service, receipt, faults);
  const { body } = await service.call('GET', '/api/v1/case/evidence', { headers: { authorization: `Receipt ${receipt}` } });
  if (JSON.stringify(body).split('"id"').length - 1 !== 1) faults.push('the case does not hold the one whole file alone');
  await service.stop();
  service.run('verify');
  return { text: `cut at ${Math.ceil(100 / step) - 1} places, and killed`, faults };
}

/** Killed in the middle: what lies there is announced, so that the collector finds and deletes it. */
async function killed(service, receipt, faults) {
  const under_way = cut(service, receipt, 0.8, 1_500);
  await sleep(700);
  await service.kill();
  await under_way;
  await service.start();
  const announced = new Set(query(service, "SELECT lower(hex(id)) FROM attachment").flat());
  const strangers = files(service).map((name) => name.replaceAll('-', '').slice(0, 32)).filter((id) => !announced.has(id));
  if (strangers.length > 0) faults.push(`${strangers.length} files lie there that nobody would ever delete`);
  const kept = query(service, 'SELECT count(*) FROM attachment WHERE case_id IS NULL AND draft_hash IS NULL AND discard_after IS NULL');
  if (kept[0][0] > 0) faults.push(`${kept[0][0]} files of nobody have no day on which they go`);
}

const recording = () => Buffer.concat([Buffer.from('#!AMR\n'), randomBytes(MEGABYTES * 1024 * 1024)]);

function form(bytes) {
  const head = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="files"; filename="a.amr"\r\nContent-Type: audio/amr\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${BOUNDARY}--\r\n`)]);
}

const headers = (receipt) => ({ authorization: `Receipt ${receipt}`, 'content-type': `multipart/form-data; boundary=${BOUNDARY}` });

async function send(service, receipt) {
  const answer = await fetch(`${service.url}/api/v1/case/evidence`, { method: 'POST', headers: headers(receipt), body: form(recording()) });
  return answer.status;
}

/** Sends a part of a form, waits, and breaks the connection. */
function cut(service, receipt, share, wait = 30) {
  const body = form(recording());
  const { hostname, port } = new URL(service.url);
  const lines = Object.entries(headers(receipt)).map(([name, value]) => `${name}: ${value}\r\n`).join('');
  const head = `POST /api/v1/case/evidence HTTP/1.1\r\nhost: ${hostname}\r\ncontent-length: ${body.length}\r\n${lines}\r\n`;
  return new Promise((resolve) => {
    const socket = createConnection({ host: hostname, port: Number(port) });
    socket.on('error', resolve).on('close', resolve);
    socket.write(head);
    socket.write(body.subarray(0, Math.floor(body.length * share)), () => setTimeout(() => socket.resetAndDestroy(), wait));
  });
}

/** Names of all files that lie in the data. */
function files(service) {
  const root = join(service.data, 'files');
  if (!existsSync(root)) return [];
  return readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map(({ name }) => name);
}

async function until(done) {
  for (let waited = 0; waited < CLEAN_WITHIN_MS && !done(); waited += 50) await sleep(50);
}
