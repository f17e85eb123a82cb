// What the machine must have for the tests, fetched from the distribution when we may.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { run, step } from '../build/step.mjs';
import { CHROME } from '../flags.mjs';
import { postgresPrograms } from './postgres.mjs';

const succeeds = (command, args) => {
  try {
    return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }) ?? '';
  } catch {
    return null;
  }
};

const PACKAGES = {
  chromium: { what: 'Chromium', present: () => existsSync(CHROME) },
  'fonts-noto-cjk': { what: 'a Chinese font', present: () => Boolean(succeeds('fc-list', [':lang=zh'])) },
  postgresql: { what: 'PostgreSQL', present: () => postgresPrograms() !== null },
  wrk: { what: 'the load generator wrk', present: () => succeeds('wrk', ['-v']) !== null || existsSync('/usr/bin/wrk') },
  faketime: { what: 'a clock that can jump', present: () => succeeds('faketime', ['--version']) !== null },
  'python3-venv': { what: 'Python virtual environments', present: () => succeeds('python3', ['-c', 'import venv, ensurepip']) !== null },
};

/** Makes sure of the Debian packages `names`; throws a message for people when it cannot. */
export async function ensurePackages(names) {
  const missing = names.filter((name) => !PACKAGES[name].present());
  if (missing.length === 0) return;
  const wanted = missing.map((name) => `${PACKAGES[name].what} (${name})`).join(', ');
  if (process.getuid() !== 0 || succeeds('apt-get', ['--version']) === null) {
    throw new Error(`missing: ${wanted}\nInstall with: sudo apt-get install ${missing.join(' ')}`);
  }
  await step(`installing ${wanted}`, async (note) => {
    const options = { env: { DEBIAN_FRONTEND: 'noninteractive' }, note, logs: 'test-logs', log: 'packages' };
    await run('apt-get', ['update', '-qq'], options);
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing, 'fontconfig'], options);
  });
}
