// The table of docs/benchmarks.md: what was measured, beside what, in which run.
import { writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';

/** Three digits say enough. */
export const number = (value) => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));

/** One result in words. */
export function said({ ours, beside, against, ratio, score, milliseconds, kilobytes, megabytes, perSecond }) {
  if (ratio) {
    const span = `${number(ratio.least)}–${number(ratio.most)}; ${number(Math.max(...ours))}/s beside ${number(Math.max(...beside))}/s`;
    return `${number(ratio.median)} of ${against} (${span})`;
  }
  if (score !== undefined) return `${score}`;
  if (perSecond !== undefined) return `${number(perSecond)}/s`;
  if (kilobytes !== undefined) return `${number(kilobytes)} kB`;
  return milliseconds === undefined ? `${number(megabytes)} MB` : `${number(milliseconds)} ms`;
}

/** Writes the table and what machine it belongs to. */
export function write(path, results) {
  const busy = loadavg()[2] > cpus().length / 2 ? ' **The machine was doing other work meanwhile: only the ratios say something.**' : '';
  const lines = results.map((result) => `| ${result.bench} | ${result.what} | ${said(result)} | ${result.bar} |`);
  writeFileSync(path, [
    '# Benchmarks',
    '',
    'Written by `make bench`: the release binary beside its limits and a peer, in one run on one machine, the service on the first core and whoever asks on the second. A ratio is the middle one of its pairs, with the span.',
    '',
    `${cpus().length} cores (${cpus()[0].model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GB of memory, ${new Date().toISOString().slice(0, 10)}.${busy}`,
    '',
    '| promise | what | measured | bar |',
    '| --- | --- | --- | --- |',
    ...lines,
    '',
  ].join('\n'));
}
