// One browser application: compiled, bound to JavaScript, shrunk, named after its content.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cached, digest, filesUnder, keyOf } from './cache.mjs';
import { TARGET } from './paths.mjs';
import { run } from './step.mjs';
import { WASM_BINDGEN, WASM_OPT } from './tools.mjs';

const SOURCES = ['app', 'Cargo.toml', 'Cargo.lock', '.cargo/config.toml'];
// Not compiled into the bundle, so a change in them costs nobody a rebuild.
const NOT_COMPILED = ['tests', 'assets', 'snapshots', 'proptest-regressions'];

// What rustc's own output uses, and nothing more: with --all-features wasm-opt writes
// constructs that browsers refuse, and the page silently stays without its application.
const WASM_FEATURES = [
  '--enable-bulk-memory',
  '--enable-multivalue',
  '--enable-mutable-globals',
  '--enable-nontrapping-float-to-int',
  '--enable-reference-types',
  '--enable-sign-ext',
];

/**
 * Builds `feature` of the crate `client` and returns the directory with its files and their common
 * name: `<name>.js` and `<name>_bg.wasm`, as Leptos asks for them.
 */
export async function bundle(feature, { fast, note }) {
  const rustc = execFileSync('rustc', ['--version'], { encoding: 'utf8' });
  const mode = fast ? 'fast' : 'release';
  const sources = keyOf(SOURCES, { except: NOT_COMPILED, also: [rustc, mode, feature] });
  const compiled = await cached(`${mode}/${feature}/wasm`, sources, (into) => compile(feature, { fast, note, into }));
  const wasm = join(compiled.directory, 'client.wasm');
  const recipe = digest(readFileSync(wasm), execFileSync(WASM_BINDGEN, ['--version']), ...WASM_FEATURES);
  const packed = await cached(`${mode}/${feature}/pkg`, recipe, (into) => pack(feature, { fast, note, wasm, into }));
  const script = filesUnder(packed.directory).find((file) => file.endsWith('.js') && !file.includes('snippets-'));
  return { directory: packed.directory, name: script.split('/').pop().slice(0, -'.js'.length), fresh: packed.fresh };
}

async function compile(feature, { fast, note, into }) {
  const profile = fast ? 'wasm-dev' : 'wasm-release';
  await run('cargo', [
    'build', '--package', 'client', '--lib', '--target', 'wasm32-unknown-unknown',
    '--no-default-features', '--features', feature, '--profile', profile,
  ], { log: `bundle-${feature}`, note });
  // Both applications have the same file name here, so each is taken away as soon as it is built.
  cpSync(join(TARGET, 'wasm32-unknown-unknown', profile, 'client.wasm'), join(into, 'client.wasm'));
}

async function pack(feature, { fast, note, wasm, into }) {
  note('wasm-bindgen');
  await run(WASM_BINDGEN, [
    wasm, '--target', 'web', '--no-typescript', '--out-name', feature, '--out-dir', into,
    ...(fast ? [] : ['--remove-name-section', '--remove-producers-section']),
  ], { log: `bindgen-${feature}` });
  const raw = join(into, `${feature}_bg.wasm`);
  if (!fast) {
    note('wasm-opt');
    await run(process.execPath, [WASM_OPT, '-Oz', ...WASM_FEATURES, raw, '-o', raw], { log: `wasm-opt-${feature}` });
  }
  nameByContent(feature, into);
}

/** The hash is in every name, so that a browser may keep each file for ever. */
function nameByContent(feature, directory) {
  const script = join(directory, `${feature}.js`);
  const raw = join(directory, `${feature}_bg.wasm`);
  const snippets = join(directory, 'snippets');
  const name = `${feature}-${digest(...[script, raw, ...filesUnder(snippets)].map((file) => readFileSync(file)))}`;
  const source = readFileSync(script, 'utf8')
    .replaceAll(`${feature}_bg.wasm`, `${name}_bg.wasm`)
    .replaceAll('./snippets/', `./snippets-${name}/`);
  writeFileSync(join(directory, `${name}.js`), source);
  cpSync(raw, join(directory, `${name}_bg.wasm`));
  if (existsSync(snippets)) cpSync(snippets, join(directory, `snippets-${name}`), { recursive: true });
  for (const old of [script, raw, snippets]) rmSync(old, { recursive: true, force: true });
}
