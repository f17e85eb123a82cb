// R9: a start that dies in the middle of bringing the schema up to date does no harm; the next one
// completes it.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { TARGET } from '../build/paths.mjs';
import { query } from './rows.mjs';
import { BINARY } from './service.mjs';

export const title = 'R9 killed while it migrates, the next start completes it';

const TABLES = "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name";
const DONE = 'SELECT version, success FROM _sqlx_migrations ORDER BY version';

export async function check(service, { long, note }) {
  const kills = long ? 1000 : 12;
  const faults = [];
  const took = await migrate(service.data);
  const wanted = schema(service);
  let halfway = 0;
  for (let round = 1; round <= kills; round += 1) {
    const data = mkdtempSync(join(TARGET, 'test-data', 'migration-'));
    try {
      await migrate(data, (took * round) / kills);
      if (begun(data)) halfway += 1;
      await migrate(data);
      const found = schema({ data });
      if (found !== wanted) faults.push(`killed at ${round} of ${kills}, the schema is another one`);
    } catch (error) {
      faults.push(`killed at ${round} of ${kills}, the next start failed: ${error.message}`);
    } finally {
      rmSync(data, { recursive: true, force: true });
    }
    note(`${round} of ${kills} kills`);
  }
  await service.start();
  await service.stop();
  return { text: `${kills} kills over ${Math.round(took)} ms, ${halfway} after the first step`, faults };
}

/** Brings a schema up to date, or dies after so many milliseconds; answers how long it took. */
function migrate(data, dies) {
  const since = performance.now();
  const child = spawn(BINARY, ['migrate', '--data', data], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (text) => { said += text; });
  const timer = dies === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), dies);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (code === 0 || signal === 'SIGKILL') resolve(performance.now() - since);
      else reject(new Error(said));
    });
  });
}

const schema = (service) => JSON.stringify([query(service, TABLES), query(service, DONE)]);

/** Whether something of the schema is there. */
function begun(data) {
  try {
    return query({ data }, DONE).length > 0;
  } catch {
    return false;
  }
}
