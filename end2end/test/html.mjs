// The HTML the server sent, as the journeys saved it, against the HTML standard and the rules of accessibility.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { FileSystemConfigLoader, HtmlValidate, esmResolver } from 'html-validate';
import { filesUnder } from '../build/cache.mjs';
import { ROOT, TARGET } from '../build/paths.mjs';
import { result } from './tally.mjs';

export const PAGES = join(TARGET, 'test-pages');
const CONFIG = JSON.parse(readFileSync(join(ROOT, 'end2end', '.htmlvalidate.json'), 'utf8'));

/** Forgets the pages of the last run. */
export function forgetPages() {
  rmSync(PAGES, { recursive: true, force: true });
  mkdirSync(PAGES, { recursive: true });
}

/**
 * Leptos' own marks, which no author can change: empty markup declarations between nodes, a nonce in
 * `crossorigin`, and the values of resources in scripts after the end of the document.
 */
export function withoutMarks(html) {
  return html
    .replaceAll('<!>', '')
    .replaceAll(/(<link\b[^>]*?) crossorigin="[^"]*"/g, '$1')
    .replace(/(<\/body><\/html>)(?:\s*<script\b[^>]*>[^]*?<\/script>)+\s*$/, '$1');
}

export async function html() {
  const validator = new HtmlValidate(new FileSystemConfigLoader([esmResolver()], CONFIG));
  const files = filesUnder(PAGES).filter((file) => file.endsWith('.html'));
  if (files.length === 0) return result(0, 1, 'no pages were saved: the journeys have to run first');
  const findings = [];
  for (const file of files) {
    const report = await validator.validateString(withoutMarks(readFileSync(file, 'utf8')), file);
    const errors = report.results.flatMap(({ messages }) => messages).filter(({ severity }) => severity === 2);
    if (errors.length === 0) continue;
    const lines = errors.map(({ line, column, ruleId, message }) => `  ${line}:${column} ${ruleId}: ${message}`);
    findings.push([relative(ROOT, file), ...new Set(lines)].join('\n'));
  }
  return result(files.length - findings.length, findings.length, findings.join('\n'));
}
