// What every measurement is made of.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const exec = promisify(execFile);

/** The value below which `share` of all values lie. */
export function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

export const median = (values) => percentile(values, 0.5);

/** Ratios of pairs that were measured one right after the other: the middle one and the span. */
export function ratio(pairs) {
  const all = pairs.map(([ours, beside]) => ours / beside);
  return { median: median(all), least: Math.min(...all), most: Math.max(...all) };
}

/** Answers each second from one generator with 32 connections, by wrk on the second core. */
export async function throughput(url, { seconds, header }) {
  const headers = header ? ['-H', header] : [];
  const { stdout } = await exec('taskset', ['-c', '1', 'wrk', '-t1', '-c32', `-d${seconds}s`, ...headers, url]);
  if (/Non-2xx/.test(stdout)) throw new Error(`answers other than 200 at ${url}\n${stdout}`);
  return Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)[1]);
}

/**
 * Calls `send` at a fixed rate and answers how long each call took from the moment it was due, in
 * milliseconds: a call that had to wait for its turn counts its waiting.
 */
export async function atRate(perSecond, seconds, send) {
  const begin = performance.now();
  const calls = [];
  for (let index = 0; index < perSecond * seconds; index += 1) {
    const due = begin + (index * 1000) / perSecond;
    const wait = due - performance.now();
    if (wait > 1) await new Promise((resolve) => { setTimeout(resolve, wait); });
    calls.push(send(index).then(() => performance.now() - due));
  }
  return Promise.all(calls);
}

/** Calls `send` again and again from `clients` at once; answers the times it took and the rate. */
export async function atOnce(clients, seconds, send) {
  const begin = performance.now();
  const end = begin + seconds * 1000;
  const times = [];
  await Promise.all(Array.from({ length: clients }, async () => {
    for (let since = performance.now(); since < end; since = performance.now()) {
      await send();
      times.push(performance.now() - since);
    }
  }));
  return { times, rate: times.length / ((performance.now() - begin) / 1000) };
}
