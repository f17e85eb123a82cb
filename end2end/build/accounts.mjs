// Prints the JSON lines of `weiquan demo --json` on standard input as an aligned table.
import { readFileSync } from 'node:fs';

const accounts = readFileSync(0, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line));
const wide = /[\u1100-\u115f\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/;
const width = (text) => [...text].reduce((sum, char) => sum + (wide.test(char) ? 2 : 1), 0);
const cells = [Object.keys(accounts[0] ?? {}), ...accounts.map((account) => Object.values(account).map((value) => String(value)))];
const widths = [];
for (const row of cells) row.forEach((cell, index) => { widths[index] = Math.max(widths[index] ?? 0, width(cell)); });
for (const row of cells) {
  console.log(`    ${row.map((cell, index) => cell + ' '.repeat(widths[index] - width(cell))).join('  ').trimEnd()}`);
}
