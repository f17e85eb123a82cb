// The peer beside us: django-helpdesk with the same job, on the same core in the same run.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { TARGET } from '../../build/paths.mjs';
import { run } from '../../build/step.mjs';
import { freePort } from '../../test/postgres.mjs';

const VERSION = '2.6.1';
const PACKAGES = [`django-helpdesk==${VERSION}`, 'django==5.2.19', 'gunicorn==27.0.1'];
const HOME = join(TARGET, 'helpdesk', VERSION);
const HERE = dirname(fileURLToPath(import.meta.url));

/** Fills a helpdesk with so many tickets and serves it on the first core while `work` runs. */
export async function beside(tickets, note, work) {
  if (!existsSync(join(HOME, 'bin', 'gunicorn'))) {
    const options = { log: 'helpdesk-install', note };
    await run('python3', ['-m', 'venv', HOME], options);
    await run(join(HOME, 'bin', 'pip'), ['install', '--quiet', '--disable-pip-version-check', ...PACKAGES], options);
  }
  const data = mkdtempSync(join(TARGET, 'bench-data', 'helpdesk-'));
  const environment = { ...process.env, HELPDESK_DATA: data, DJANGO_SETTINGS_MODULE: 'helpdesk_site', PYTHONPATH: HERE, PYTHONDONTWRITEBYTECODE: '1' };
  const facts = JSON.parse(execFileSync(join(HOME, 'bin', 'python'), [join(HERE, 'fill.py'), String(tickets)], { env: environment, encoding: 'utf8' }));
  const address = `127.0.0.1:${await freePort()}`;
  const program = ['-c', '0', join(HOME, 'bin', 'gunicorn'), '--workers', '2', '--bind', address, '--log-level', 'error', 'django.core.wsgi:get_wsgi_application()'];
  const server = spawn('taskset', program, { env: environment, stdio: 'ignore' });
  try {
    await ready(`http://${address}/${facts.page}`);
    return await work({ url: `http://${address}`, ...facts });
  } finally {
    server.kill();
    rmSync(data, { recursive: true, force: true });
  }
}

async function ready(url) {
  for (let waited = 0; waited < 30_000; waited += 100) {
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) return;
    await sleep(100);
  }
  throw new Error('the helpdesk did not start');
}
