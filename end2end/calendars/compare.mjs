// Compares the built-in calendar with npm `chinese-days`, day by day.
//
//     cargo run -q -p domain --example calendar_days | node end2end/calendars/compare.mjs

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const { isWorkday } = require("chinese-days");
const theirData = JSON.parse(readFileSync(require.resolve("chinese-days/dist/chinese-days.json"), "utf8"));

const isWeekend = (text) => [0, 6].includes(new Date(`${text}T00:00:00Z`).getUTCDay());

// A weekend day between two days off of one holiday may be called either way; it is free in both.
const sameKind = (text, ours) => {
  if (text in theirData.workdays) return ours === "make_up_day";
  if (text in theirData.holidays) return ours === "holiday";
  return isWeekend(text) ? ours === "weekend" || ours === "holiday" : ours === "working_day";
};

let passed = 0;
let failed = 0;
const seen = new Set();
for (const line of readFileSync(0, "utf8").trim().split("\n")) {
  const [text, ours] = line.split(",");
  seen.add(text);
  const worked = ours === "working_day" || ours === "make_up_day";
  if (isWorkday(text) === worked && sameKind(text, ours)) {
    passed += 1;
  } else {
    failed += 1;
    console.log(`${text}: here ${ours}, there ${isWorkday(text) ? "worked" : "free"}`);
  }
}

// Every day that the other calendar names has to be here.
for (const text of Object.keys({ ...theirData.holidays, ...theirData.workdays })) {
  if (!seen.has(text)) {
    failed += 1;
    console.log(`${text}: missing here`);
  }
}

console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
