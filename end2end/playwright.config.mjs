// The journeys in real Chromium: a phone and a tablet, each with and without JavaScript.
// The test runner makes the demo county, starts the server and passes its address as BASE_URL.
import { defineConfig, devices } from '@playwright/test';
import { CHROME, FLAGS } from './flags.mjs';

const phone = { ...devices['Pixel 7'], viewport: { width: 390, height: 844 }, screen: { width: 390, height: 844 } };
const tablet = { ...devices['Galaxy Tab S9'], viewport: { width: 1180, height: 820 }, screen: { width: 1180, height: 820 } };
const withoutScript = { javaScriptEnabled: false };
/** Journeys about what only a script does. */
const script = /@script/;

export default defineConfig({
  testDir: './journeys',
  outputDir: '../target/test-results',
  reporter: [['line'], ['json', { outputFile: process.env.JOURNEYS_RESULT ?? '../target/test-results.json' }]],
  workers: 1,
  retries: 0,
  timeout: 60_000,
  globalTimeout: 45 * 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  use: {
    baseURL: process.env.BASE_URL ?? 'http://127.0.0.1:3000',
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    // What a worker fetches, a journey could not watch; the journey about it lets it in.
    serviceWorkers: 'block',
    // A trace films every page, which takes as long as the journey; `--trace on` where one is needed.
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: CHROME, args: FLAGS },
  },
  projects: [
    { name: 'phone', use: phone },
    { name: 'tablet', use: tablet },
    { name: 'phone-nojs', grepInvert: script, use: { ...phone, ...withoutScript } },
    { name: 'tablet-nojs', grepInvert: script, use: { ...tablet, ...withoutScript } },
  ],
});
