// B7, B8: how much memory the idle service takes, and how soon it answers.
import { execFileSync } from 'node:child_process';
import { median } from './measure.mjs';

const STARTS = 7;

export const title = 'B7, B8 memory and cold start';

export async function measure(service, { note }) {
  const times = [];
  for (let start = 1; start <= STARTS; start += 1) {
    note(`start ${start} of ${STARTS}`);
    await service.stop();
    const since = performance.now();
    await service.start();
    times.push(performance.now() - since);
  }
  const resident = Number(execFileSync('ps', ['-o', 'rss=', '-p', String(service.pid)], { encoding: 'utf8' })) / 1024;
  return [
    { what: 'start to first answer', milliseconds: median(times), bar: '≤ 150 ms' },
    { what: 'memory when idle', megabytes: resident, bar: '≤ 40 MB' },
  ];
}
