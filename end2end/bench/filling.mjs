// How fast a county of so many cases is made up, and with how much memory.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { BINARY } from '../promises/service.mjs';

const LOOK_EVERY_MS = 200;

/** Fills the data of a service; answers its accounts, cases a second and the most memory in MB. */
export async function fill(service, cases) {
  const since = performance.now();
  const child = spawn(BINARY, ['demo', '--cases', String(cases), '--json', '--data', service.data], { stdio: ['ignore', 'pipe', 'ignore'] });
  let text = '';
  child.stdout.on('data', (part) => { text += part; });
  let megabytes = 0;
  const looks = setInterval(() => { megabytes = Math.max(megabytes, resident(child.pid)); }, LOOK_EVERY_MS);
  const code = await new Promise((done) => { child.on('close', done); });
  clearInterval(looks);
  if (code !== 0) throw new Error(`the demonstration ended with ${code}`);
  const perSecond = cases / ((performance.now() - since) / 1000);
  const accounts = text.split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line));
  return { accounts, perSecond, megabytes };
}

function resident(pid) {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
