// The application with a freshly made demo county, served on a port of its own.
import { execFile, spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { run } from '../build/step.mjs';
import { ROOT, TARGET } from '../build/paths.mjs';
import { freePort } from './postgres.mjs';

const BINARY = join(TARGET, 'debug', 'weiquan');
const STARTS_WITHIN_MS = 60_000;

/**
 * Fills a new data directory named `name` (and the database `url`, when given) and serves it.
 * `address` is where it listens, `accounts` the file with the demo accounts, `stop()` ends it.
 */
export async function startApplication(name, url) {
  const data = join(TARGET, 'test-data', name);
  const accounts = `${data}.accounts.jsonl`;
  rmSync(data, { recursive: true, force: true });
  mkdirSync(data, { recursive: true });
  const database = url ? ['--database', url] : [];
  // Fails with what the program wrote to standard error.
  const { stdout } = await promisify(execFile)(BINARY, ['demo', '--data', data, '--cases', '60', '--json', ...database]);
  writeFileSync(accounts, stdout);

  const address = `http://127.0.0.1:${await freePort()}`;
  const log = join(TARGET, 'test-logs', `serve-${name}.log`);
  mkdirSync(dirname(log), { recursive: true });
  const out = createWriteStream(log);
  // All journeys come from one address and would use up what a family needs.
  const settings = ['--data', data, '--listen', address.slice('http://'.length), '--limits', 'off', ...database];
  const child = spawn(BINARY, ['serve', ...settings], { cwd: ROOT });
  child.stdout.pipe(out);
  child.stderr.pipe(out);
  let ended = false;
  const end = new Promise((resolve) => child.on('close', resolve)).then(() => { ended = true; });
  const stop = async () => {
    child.kill('SIGTERM');
    const impatience = new AbortController();
    const patience = sleep(10_000, undefined, { signal: impatience.signal }).then(() => child.kill('SIGKILL'), () => {});
    await Promise.race([end, patience]);
    impatience.abort();
  };
  try {
    await ready(address, () => ended, log);
  } catch (error) {
    await stop();
    throw error;
  }
  return { address, accounts, stop };
}

async function ready(address, hasEnded, log) {
  const until = Date.now() + STARTS_WITHIN_MS;
  while (Date.now() < until && !hasEnded()) {
    const answer = await fetch(`${address}/healthz`).catch(() => null);
    if (answer?.ok) return;
    await sleep(100);
  }
  throw new Error(`the server did not become ready; see ${log}`);
}

/** Compiles the binary that `startApplication` starts. */
export const buildApplication = (note) => run('cargo', ['build', '--package', 'server'], { logs: 'test-logs', log: 'server', note });
