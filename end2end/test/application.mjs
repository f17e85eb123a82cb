// The application with a freshly made demo county, served on a port of its own.
import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { capture, run, tail } from '../build/step.mjs';
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
  const options = { logs: 'test-logs', log: `demo-${name}` };
  const demo = await capture(BINARY, ['demo', '--data', data, '--json', ...database], options);
  if (demo.code !== 0) throw new Error(`weiquan demo ended with ${demo.code}\n${tail(demo.text)}`);
  writeFileSync(accounts, demo.text.split('\n').filter((line) => line.startsWith('{')).join('\n'));

  const address = `http://127.0.0.1:${await freePort()}`;
  const log = join(TARGET, 'test-logs', `serve-${name}.log`);
  mkdirSync(dirname(log), { recursive: true });
  const out = createWriteStream(log);
  const child = spawn(BINARY, ['serve', '--data', data, '--listen', address.slice('http://'.length), ...database], { cwd: ROOT });
  child.stdout.pipe(out);
  child.stderr.pipe(out);
  let ended = false;
  const end = new Promise((resolve) => child.on('close', resolve)).then(() => { ended = true; });
  await ready(address, () => ended, log);
  return {
    address,
    accounts,
    async stop() {
      child.kill('SIGTERM');
      await Promise.race([end, sleep(10_000).then(() => child.kill('SIGKILL'))]);
    },
  };
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
