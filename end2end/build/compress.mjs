// Compressed twins beside every file that gains from them, so that the server never compresses a file itself.
import { promisify } from 'node:util';
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { extname } from 'node:path';
import zlib from 'node:zlib';

const COMPRESSIBLE = new Set(['.css', '.html', '.ico', '.js', '.json', '.svg', '.ttf', '.txt', '.wasm', '.webmanifest', '.xml']);
const TWINS = ['.br', '.gz'];

const brotli = promisify(zlib.brotliCompress);
const gzip = promisify(zlib.gzip);

export const isTwin = (file) => TWINS.includes(extname(file));

/** Writes `.br` and `.gz` beside `file` unless they are there already and newer. */
export async function compress(file, { fast }) {
  if (!COMPRESSIBLE.has(extname(file)) || twinsAreCurrent(file)) return;
  const content = readFileSync(file);
  // Only a quick bundle is large enough for the difference to be felt, and only its names are its own.
  const quick = fast && extname(file) === '.wasm';
  const [br, gz] = await Promise.all([
    brotli(content, {
      params: {
        [zlib.constants.BROTLI_PARAM_QUALITY]: quick ? 5 : 11,
        [zlib.constants.BROTLI_PARAM_SIZE_HINT]: content.length,
      },
    }),
    gzip(content, { level: quick ? 6 : 9 }),
  ]);
  for (const [twin, bytes] of [['.br', br], ['.gz', gz]]) {
    if (bytes.length < content.length) writeFileSync(file + twin, bytes);
    else rmSync(file + twin, { force: true });
  }
}

function twinsAreCurrent(file) {
  const made = statSync(file).mtimeMs;
  return TWINS.every((twin) => existsSync(file + twin) && statSync(file + twin).mtimeMs >= made);
}
