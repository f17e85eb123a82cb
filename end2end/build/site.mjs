// Builds what the server serves as files into target/site: both browser applications, the style
// sheets, the assets, their compressed twins, and site.json, which tells the server their names.
//
//   node end2end/build/site.mjs [--fast] [--check-budgets]
//
// --fast           quick bundles for local work: larger, but built in a fraction of the time
// --check-budgets  fails when a bundle is over its budget; it is said either way
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, rmdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { bundle } from './bundle.mjs';
import { digest, filesUnder } from './cache.mjs';
import { compress, isTwin } from './compress.mjs';
import { CACHE, MODULES, ROOT, SITE } from './paths.mjs';
import { step } from './step.mjs';
import { style } from './style.mjs';
import { ensureWasmBindgen } from './tools.mjs';

const APPLICATIONS = ['public', 'desk'];
const WORKER = 'service-worker.js';
const SHEETS = ['public', 'desk', 'survey'];
/** Brotli bytes of script and WASM together: the most a bundle may weigh (docs/decisions/0010-islands.md). */
const BUDGETS = { public: 250_000, desk: 450_000 };

const { values: options } = parseArgs({
  options: { fast: { type: 'boolean', default: false }, 'check-budgets': { type: 'boolean', default: false } },
});
const fast = options.fast;

/** Files of the site by their path in it, and where each is copied from. */
const wanted = new Map();
const names = {};

function want(path, source) {
  wanted.set(path, source);
}

async function applications() {
  for (const application of APPLICATIONS) {
    await step(`${application} application`, async (note) => {
      const { directory, name, fresh } = await bundle(application, { fast, note });
      for (const file of filesUnder(directory, ['.key'])) want(join('pkg', relative(directory, file)), file);
      names[application] = { ...names[application], js: name };
      return fresh ? 'unchanged' : name;
    });
  }
}

async function sheets() {
  await step('style sheets', async () => {
    const results = [];
    for (const sheet of SHEETS) {
      const { directory, name, fresh } = await style(sheet);
      want(join('pkg', name), join(directory, name));
      names[sheet] = { ...names[sheet], css: name };
      if (!fresh) results.push(name);
    }
    return results.join(', ') || 'unchanged';
  });
}

function assets() {
  const directory = join(ROOT, 'app', 'assets');
  for (const file of filesUnder(directory)) want(relative(directory, file), file);
  want(WORKER, serviceWorker(join(directory, WORKER)));
}

/** The service worker learns what the public pages are drawn with, and so changes whenever they do. */
function serviceWorker(source) {
  const own = [names.public.js, names.public.css, 'icon-192', 'favicon'];
  const files = [...wanted.keys()].filter((path) => own.some((name) => path.includes(name))).map((path) => `/${path}`).sort();
  const text = readFileSync(source, 'utf8');
  const site = { version: digest(text, ...files), files };
  const file = join(CACHE, WORKER);
  writeFileSync(file, text.replace(/^const SITE = .*;$/m, () => `const SITE = ${JSON.stringify(site)};`));
  return file;
}

/**
 * The typeface of official documents: read by the server, never by a page. It is called .otf so that
 * it gets no compressed twins.
 */
function typefaces() {
  const directory = join(MODULES, '@expo-google-fonts', 'noto-serif-sc');
  want('typefaces/NotoSerifSC-Regular.otf', join(directory, '400Regular', 'NotoSerifSC_400Regular.ttf'));
  want('typefaces/NotoSerifSC-LICENSE.txt', join(directory, 'LICENSE_FONT'));
}

function copyChanged(path, source) {
  const file = join(SITE, path);
  const content = readFileSync(source);
  if (existsSync(file) && readFileSync(file).equals(content)) return;
  mkdirSync(dirname(file), { recursive: true });
  copyFileSync(source, file);
}

function removeStale() {
  const kept = new Set([...wanted.keys(), 'site.json']);
  for (const file of filesUnder(SITE)) {
    const path = relative(SITE, file);
    const original = isTwin(path) ? path.slice(0, -'.br'.length) : path;
    if (!kept.has(original)) rmSync(file);
  }
  removeEmptyDirectories(SITE);
}

function removeEmptyDirectories(directory) {
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    const inner = join(directory, entry.name);
    removeEmptyDirectories(inner);
    if (readdirSync(inner).length === 0) rmdirSync(inner);
  }
}

async function files() {
  await step('files of the site', async () => {
    mkdirSync(SITE, { recursive: true });
    for (const [path, source] of wanted) copyChanged(path, source);
    removeStale();
    await Promise.all([...wanted.keys()].map((path) => compress(join(SITE, path), { fast })));
    const manifest = join(SITE, 'site.json');
    const text = `${JSON.stringify(names, null, 2)}\n`;
    // Untouched when nothing changed: the server is rebuilt when an embedded file is newer than it.
    if (!existsSync(manifest) || readFileSync(manifest, 'utf8') !== text) writeFileSync(manifest, text);
    return `${wanted.size} in target/site`;
  });
}

/** Bytes of a file as it lies there, and as a browser gets it. */
function sizes(path) {
  const file = join(SITE, path);
  const twin = `${file}.br`;
  return [statSync(file).size, statSync(existsSync(twin) ? twin : file).size];
}

const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`.padStart(10);

function report() {
  const overBudget = [];
  console.log(`  ${''.padEnd(14)}${'raw'.padStart(10)}${'brotli'.padStart(10)}${'budget'.padStart(10)}`);
  const line = (label, paths, budget) => {
    const [raw, sent] = paths.map(sizes).reduce(([a, b], [c, d]) => [a + c, b + d], [0, 0]);
    console.log(`  ${label.padEnd(14)}${kilobytes(raw)}${kilobytes(sent)}${budget ? kilobytes(budget) : ''}`);
    if (budget && sent > budget) overBudget.push(label);
  };
  for (const application of APPLICATIONS) {
    const own = names[application].js;
    line(`${application} bundle`, [...wanted.keys()].filter((path) => path.includes(own)), BUDGETS[application]);
  }
  for (const sheet of SHEETS) line(`${sheet} style`, [join('pkg', names[sheet].css)]);
  return overBudget;
}

try {
  await ensureWasmBindgen();
  await applications();
  await sheets();
  assets();
  typefaces();
  await files();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
const overBudget = report();
if (fast) {
  console.log('  quick bundles: sizes mean nothing');
} else if (overBudget.length > 0) {
  console.log(`  over budget: ${overBudget.join(', ')}`);
  if (options['check-budgets']) process.exit(1);
}
