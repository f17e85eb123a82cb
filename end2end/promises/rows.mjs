// A look into the database beside the service.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Python's SQLite is everywhere this runs, the command line tool is not. */
const QUERY = `
import json, sqlite3, sys
print(json.dumps(sqlite3.connect(sys.argv[1]).execute(sys.argv[2]).fetchall()))
`;

/** The rows of a query, each a list. */
export function query(service, sql) {
  return JSON.parse(execFileSync('python3', ['-c', QUERY, join(service.data, 'weiquan.db'), sql], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
}
