// R5: a database that another program holds for a while delays people or asks them to come back;
// it never fails them.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const WRITERS = 64;
const HELD_SECONDS = 3;
const TOLD_WITHIN_MS = 5_000;

/** Python's SQLite is everywhere this runs, the command line tool is not. */
const HOLD = `
import sqlite3, sys, time
held = sqlite3.connect(sys.argv[1], isolation_level=None)
held.execute('BEGIN IMMEDIATE')
print('held', flush=True)
time.sleep(${HELD_SECONDS})
held.execute('COMMIT')
`;

export const title = 'R5 a database held by somebody else fails nobody';

export async function check(service, { long, note }) {
  const rounds = long ? 20 : 1;
  const faults = [];
  let accepted = 0;
  service.run('demo', '--cases', '1');
  await service.start();
  for (let round = 1; round <= rounds; round += 1) {
    const holder = spawn('python3', ['-c', HOLD, join(service.data, 'weiquan.db')]);
    const released = new Promise((resolve) => holder.on('close', resolve));
    await new Promise((resolve, reject) => {
      holder.stdout.once('data', resolve);
      holder.once('close', () => reject(new Error('the database could not be held')));
    });
    const answers = await Promise.all(Array.from({ length: WRITERS }, () => timed(service)));
    await released;
    for (const { status, took } of answers) {
      if (status !== 201 && status !== 503) faults.push(`answered ${status}`);
      if (took > TOLD_WITHIN_MS) faults.push(`answered after ${took} ms`);
    }
    accepted += answers.filter(({ status }) => status === 201).length;
    note(`${round} of ${rounds} rounds`);
  }
  await sleep(100);
  if ((await service.file(randomUUID())).status !== 201) faults.push('afterwards a filing is not taken');
  await service.stop();
  service.run('verify');
  return { text: `${accepted} of ${WRITERS * rounds} taken while it was held ${HELD_SECONDS} s`, faults };
}

async function timed(service) {
  const since = Date.now();
  const { status } = await service.file(randomUUID());
  return { status, took: Date.now() - since };
}
