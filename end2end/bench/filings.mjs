// B2: durable filings, beside SQLite committing one row of the same size at a time on the same disk.
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { atOnce, percentile, ratio } from './measure.mjs';

const PAIRS = 5;
const SECONDS = 4;
const CLIENTS = 64;

/** One row of 1 kB in three indexes, each in a durable commit of its own. */
const RAW = `
import os, sqlite3, sys, time
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute('PRAGMA journal_mode=WAL')
db.execute('PRAGMA synchronous=FULL')
db.execute('CREATE TABLE IF NOT EXISTS row (id BLOB PRIMARY KEY, number TEXT UNIQUE, at REAL, body BLOB)')
db.execute('CREATE INDEX IF NOT EXISTS row_at ON row (at)')
body = os.urandom(1024)
begin, rows = time.perf_counter(), 0
while time.perf_counter() - begin < ${SECONDS}:
    db.execute('INSERT INTO row VALUES (?, ?, ?, ?)', (os.urandom(16), os.urandom(10).hex(), time.time(), body))
    rows += 1
print(rows / (time.perf_counter() - begin))
`;

export const title = 'B2 durable filings';

export async function measure(service, { note, scratch }) {
  const pairs = [];
  const times = [];
  for (let pair = 1; pair <= PAIRS; pair += 1) {
    note(`pair ${pair} of ${PAIRS}`);
    const raw = Number(execFileSync('python3', ['-c', RAW, `${scratch}/raw.db`], { encoding: 'utf8' }));
    const filed = await atOnce(CLIENTS, SECONDS, async () => {
      const { status } = await service.file(randomUUID());
      if (status !== 201) throw new Error(`a filing was answered ${status}`);
    });
    times.push(...filed.times);
    pairs.push([filed.rate, raw]);
  }
  return [
    { what: `filings/s from ${CLIENTS} clients`, ours: pairs.map(([ours]) => ours), beside: pairs.map(([, raw]) => raw), against: 'SQLite, one row a commit', ratio: ratio(pairs), bar: '≥ 0.3' },
    { what: 'p99 of a filing', milliseconds: percentile(times, 0.99), bar: '≤ 50 ms' },
  ];
}
