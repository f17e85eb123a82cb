// R3: a full disk refuses politely, reading goes on, and the service recovers by itself.
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const SIZE_MB = 24;
const BALLAST_MB = 4;
const RECOVERS_WITHIN_MS = 5_000;

export const title = 'R3 a full disk refuses politely, and the service recovers by itself';

/** A disk of its own needs the rights to mount one. */
export const needs = 'the rights to mount a disk';
export const possible = () => process.getuid() === 0 && mounts();

function mounts() {
  const probe = '/tmp/weiquan-mount-probe';
  try {
    mkdirSync(probe, { recursive: true });
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', probe], { stdio: 'ignore' });
    execFileSync('umount', [probe], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  } finally {
    rmSync(probe, { recursive: true, force: true });
  }
}

export async function check(service, { note }) {
  const faults = [];
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE_MB}m`, 'tmpfs', service.data]);
  try {
    service.run('demo', '--cases', '1');
    const ballast = join(service.data, 'ballast');
    writeFileSync(ballast, Buffer.alloc(BALLAST_MB * 1024 * 1024));
    await service.start();
    const receipts = await fill(service, faults, note);
    await readingGoesOn(service, receipts, faults);
    rmSync(ballast);
    await recovers(service, faults);
    await service.stop();
    service.run('verify');
    return { text: `${receipts.length} filings until ${SIZE_MB} MB were full`, faults };
  } finally {
    if (existsSync(service.data)) execFileSync('umount', ['-l', service.data]);
  }
}

const refused = (status) => status === 503 || status === 507;

/** Files until the disk is full; answers the receipts. */
async function fill(service, faults, note) {
  const receipts = [];
  for (;;) {
    const facts = '购买的电饭煲不通电。'.repeat(90);
    const answers = await Promise.all(Array.from({ length: 16 }, () => service.file(randomUUID(), facts)));
    receipts.push(...answers.filter(({ status }) => status === 201).map(({ body }) => body.receipt));
    const rest = answers.filter(({ status }) => status !== 201);
    for (const { status, isJson } of rest) {
      if (!refused(status) || !isJson) faults.push(`a full disk answered a filing with ${status}`);
    }
    note(`${receipts.length} filings`);
    if (rest.length === answers.length || faults.length > 0) return receipts;
  }
}

async function readingGoesOn(service, receipts, faults) {
  for (const receipt of receipts.slice(-20)) {
    const { status } = await service.track(receipt);
    if (status !== 200) faults.push(`on a full disk a case was answered ${status}`);
  }
  if (!(await service.answers('/'))) faults.push('on a full disk the start page did not answer');
}

async function recovers(service, faults) {
  const until = Date.now() + RECOVERS_WITHIN_MS;
  while (Date.now() < until) {
    if ((await service.file(randomUUID())).status === 201) return;
    await sleep(100);
  }
  faults.push(`no filing is taken ${RECOVERS_WITHIN_MS / 1000} s after there is space again`);
}
