// A private PostgreSQL cluster in a temporary directory, gone when the tests are over.
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const INSTALLED = '/usr/lib/postgresql';

/** The directory of PostgreSQL's programs, the newest version first; null when there is none. */
export function postgresPrograms() {
  if (!existsSync(INSTALLED)) return null;
  const versions = readdirSync(INSTALLED).sort((a, b) => Number(b) - Number(a));
  const found = versions.find((version) => existsSync(join(INSTALLED, version, 'bin', 'initdb')));
  return found ? join(INSTALLED, found, 'bin') : null;
}

/** A TCP port of the loopback address that nobody listens on. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** Starts the cluster; `url` reaches it, `database(name)` makes an empty database, `stop()` ends it. */
export async function startPostgres() {
  const programs = postgresPrograms();
  const directory = mkdtempSync(join(tmpdir(), 'weiquan-postgres-'));
  const port = await freePort();
  // PostgreSQL refuses to run as root.
  const asRoot = process.getuid() === 0;
  const run = (program, args) => {
    const command = [join(programs, program), ...args];
    const [first, ...rest] = asRoot ? ['runuser', '-u', 'postgres', '--', ...command] : command;
    return execFileSync(first, rest, { cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] });
  };
  chmodSync(directory, 0o700);
  if (asRoot) execFileSync('chown', ['postgres', directory]);
  const data = join(directory, 'data');
  run('initdb', ['-D', data, '-U', 'weiquan', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync', '--no-instructions']);
  // -F: no fsync; what is in here need not survive.
  run('pg_ctl', ['-D', data, '-w', '-l', join(directory, 'log'), '-o', `-F -p ${port} -k ${directory} -c listen_addresses=127.0.0.1 -c max_connections=200`, 'start']);
  const url = (database) => `postgres://weiquan@127.0.0.1:${port}/${database}`;
  return {
    url: url('postgres'),
    database(name) {
      run('createdb', ['-h', '127.0.0.1', '-p', String(port), '-U', 'weiquan', name]);
      return url(name);
    },
    stop() {
      try {
        run('pg_ctl', ['-D', data, '-m', 'immediate', '-w', 'stop']);
      } finally {
        rmSync(directory, { recursive: true, force: true });
      }
    },
  };
}
