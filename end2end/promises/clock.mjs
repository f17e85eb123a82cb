// R13: a clock that jumps moves no deadline, and stops nothing but what has truly expired.
import { randomUUID } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Debian's libfaketime; the machine's own clock is left alone. */
const LIBRARY = ['x86_64', 'aarch64']
  .map((machine) => `/usr/lib/${machine}-linux-gnu/faketime/libfaketimeMT.so.1`)
  .find((path) => existsSync(path));

/** Jumps from the true time, or instants (UTC); the last one comes back. */
const JUMPS = ['+1h', '-1h', '-1d', '@2026-12-31 15:59:59.999', '@2026-12-31 16:00:00', '@2028-02-29 04:00:00', '+10y', '-1y', '+0'];
const REFUSALS = [409, 422, 503];

export const title = 'R13 a clock that jumps moves no deadline';
export const needs = 'libfaketime (package faketime)';
export const possible = () => LIBRARY !== undefined;

export async function check(service, { long, note }) {
  const rounds = long ? 50 : 1;
  const faults = [];
  const account = service.county(1).find(({ login }) => login === 'handler');
  const file = join(service.data, 'clock');
  const jump = (to) => writeFileSync(file, to);
  service.environment = { LD_PRELOAD: LIBRARY, FAKETIME_TIMESTAMP_FILE: file, FAKETIME_NO_CACHE: '1', FAKETIME_DONT_FAKE_MONOTONIC: '1', TZ: 'UTC' };
  jump('+0');
  await service.start();
  const { body: { number, receipt } } = await service.file(randomUUID());
  const before = await deadlines(service, account, number);
  if (before.length === 0) faults.push('the case has no deadline to watch');
  let taken = 0;
  for (let round = 1; round <= rounds; round += 1) {
    for (const to of JUMPS) {
      jump(to);
      const { status } = await service.track(receipt);
      if (status !== 200) faults.push(`at ${to} the case was answered ${status}`);
      const filed = await service.file(randomUUID());
      if (filed.status === 201) taken += 1;
      else if (!REFUSALS.includes(filed.status) || !filed.isJson) faults.push(`at ${to} a filing was answered ${filed.status}`);
      const now = await deadlines(service, account, number);
      if (JSON.stringify(now) !== JSON.stringify(before)) faults.push(`at ${to} the deadlines of the case are others`);
      note(`at ${to}, ${round} of ${rounds} rounds`);
    }
  }
  if ((await service.file(randomUUID())).status !== 201) faults.push('back in time a filing is not taken');
  await sessionExpires(service, account, jump, faults);
  await service.stop();
  service.environment = {};
  service.run('verify');
  return { text: `${JUMPS.length * rounds} jumps, ${taken} filings on the way`, faults };
}

/** Day and limit of every clock of the case. */
async function deadlines(service, account, number) {
  const headers = await service.signIn(account);
  const { status, body } = await service.call('GET', `/api/v1/cases/${number}`, { headers });
  if (status !== 200) throw new Error(`the case was answered ${status}`);
  return body.clocks.map(({ clock, started_at: begun, due, wall }) => [clock, begun, due, wall]);
}

async function sessionExpires(service, account, jump, faults) {
  const headers = await service.signIn(account);
  jump('+1y');
  const { status } = await service.call('GET', '/api/v1/session', { headers });
  if (status !== 401) faults.push(`a session of a year ago is answered ${status}`);
  jump('+0');
}
