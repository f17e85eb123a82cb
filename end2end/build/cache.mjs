// Work is skipped when the contents of everything it reads are what they were.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { CACHE, ROOT } from './paths.mjs';

/** Ten hexadecimal digits of SHA-256: enough to tell versions of one file apart. */
export function digest(...parts) {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex').slice(0, 10);
}

/** Every file under `path` (itself when it is a file), sorted, without directories named in `except`. */
export function filesUnder(path, except = []) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => !except.includes(entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => filesUnder(join(path, entry.name), except));
}

/** A key over names and contents of the files and directories `paths` (relative to the root). */
export function keyOf(paths, { except = [], also = [] } = {}) {
  const files = paths.flatMap((path) => filesUnder(join(ROOT, path), except));
  return digest(...also, ...files.flatMap((file) => [relative(ROOT, file), readFileSync(file)]));
}

/** The directory `name` made by `make(directory)` for this `key`; made again only when the key has changed. */
export async function cached(name, key, make) {
  const directory = join(CACHE, name);
  const mark = join(directory, '.key');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === key) return { directory, fresh: true };
  const draft = `${directory}.draft`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true });
  await make(draft);
  writeFileSync(join(draft, '.key'), key);
  rmSync(directory, { recursive: true, force: true });
  renameSync(draft, directory);
  return { directory, fresh: false };
}
