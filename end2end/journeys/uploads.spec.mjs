// Photographs from a phone: made small on it, each sent on its own, over a line that breaks.
import { createHash } from 'node:crypto';
import { chooseKind, go, WORDS } from './consumer.mjs';
import { complaint, file, track } from './office.mjs';
import { expect, expectHydrated, expectSound, hasScript, test, visit } from './support.mjs';

test.use({ tolerated: [/ERR_INTERNET_DISCONNECTED/] });

const words = WORDS.zh;
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
const choose = (page, ...files) => page.locator('input[type=file]').setInputFiles(files);
const recording = (name) => ({ name, mimeType: 'audio/amr', buffer: Buffer.from(`#!AMR\n${name.repeat(50)}`) });
const row = (page, name) => page.locator('.wq-file').filter({ hasText: name });
const expectState = (page, name, state) => expect(row(page, name)).toHaveAttribute('data-state', state);

/** As a phone writes it: lying on its side in the file, upright by a note beside it, with the place. */
async function photograph(page, name) {
  const drawn = await page.evaluate(() => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 2400, height: 1800 });
    const context = canvas.getContext('2d');
    const picture = context.createImageData(2400, 1800);
    let grain = 1;
    // A soft colour with the grain of a small sensor.
    for (let n = 0; n < picture.data.length; n += 1) {
      grain = (grain * 1_103_515_245 + 12_345) % 2_147_483_648;
      picture.data[n] = n % 4 === 3 ? 255 : 120 + ((n / 4) % 2400) / 30 + grain / 2 ** 27;
    }
    context.putImageData(picture, 0, 0);
    return canvas.toDataURL('image/jpeg', 0.98).split(',')[1];
  });
  const plain = Buffer.from(drawn, 'base64');
  const exif = Buffer.concat([
    Buffer.from('Exif\0\0MM\0*\0\0\0\x08\0\x02', 'latin1'),
    Buffer.from('\x01\x12\0\x03\0\0\0\x01\0\x06\0\0', 'latin1'),
    Buffer.from('\x88\x25\0\x04\0\0\0\x01\0\0\0\x26\0\0\0\0GPS 31.2304N 121.4737E', 'latin1'),
  ]);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(exif.length + 2);
  const buffer = Buffer.concat([plain.subarray(0, 2), Buffer.from([0xff, 0xe1]), length, exif, plain.subarray(2)]);
  return { name, mimeType: 'image/jpeg', buffer };
}

async function open(page, { receipt }) {
  await visit(page, '/track');
  await page.locator('input[name=receipt]').fill(receipt);
  await page.getByRole('button', { name: '查询' }).click();
  await expect(page).toHaveURL(/\/case$/);
  await expectHydrated(page);
}

/** Hands files in and waits until the server has them. */
async function handIn(page, ...files) {
  await choose(page, ...files);
  if (hasScript()) {
    for (const { name } of files) await expectState(page, name, 'kept');
  } else {
    await page.getByRole('button', { name: '上传', exact: true }).click();
    await expect(page).toHaveURL(/done=evidence/);
  }
}

test('a photograph leaves the phone small, upright and without its position', { tag: '@postgres' }, async ({ page, request }) => {
  // Keeps what is sent for the test to look at; the page sends it unchanged.
  await page.addInitScript(() => {
    const send = XMLHttpRequest.prototype.send;
    XMLHttpRequest.prototype.send = function keep(form) {
      form.get('files').arrayBuffer().then((bytes) => { window.sent = new TextDecoder('latin1').decode(bytes); });
      return send.call(this, form);
    };
  });
  const filed = await file(request, complaint());
  await open(page, filed);
  const taken = await photograph(page, '小票.jpg');
  expect(taken.buffer.includes('GPS 31.2304N')).toBe(true);
  await handIn(page, taken);
  if (hasScript()) {
    expect(await page.evaluate(() => window.sent.length)).toBeLessThan(taken.buffer.length / 2);
    expect(await page.evaluate(() => window.sent.includes('GPS'))).toBe(false);
  }

  const { evidence: { files: [kept] } } = await track(request, filed);
  expect(kept.sha256 === sha256(taken.buffer)).toBe(!hasScript());
  await visit(page, '/case');
  await expect(page.locator('.wq-file__digest')).toHaveText(kept.sha256.slice(0, 12));
  const shown = page.locator('#evidence img');
  await shown.scrollIntoViewIfNeeded();
  const upright = hasScript() ? [1500, 2000] : [1800, 2400];
  await expect.poll(() => shown.evaluate((image) => [image.naturalWidth, image.naturalHeight])).toEqual(upright);

  // Whoever wants the original to count as evidence sends it untouched.
  const original = await photograph(page, '原图.jpg');
  original.buffer = Buffer.concat([original.buffer, Buffer.from('as it was')]);
  if (hasScript()) await page.getByRole('checkbox', { name: '保留原图作为证据' }).check();
  await handIn(page, original);
  const { evidence: { files } } = await track(request, filed);
  expect(files.map((each) => each.sha256)).toContain(sha256(original.buffer));
});

test('a file that the line lost is sent again, cancelled or taken away, and none is left behind', async ({ page }) => {
  await chooseKind(page, words, '举报', 'business');
  await page.locator('[name=respondent_name]').fill('顺达小吃店');
  await go(page, words.continue, 'story');
  await page.locator('[name=facts]').fill('后厨把过期的肉洗一洗又端上桌，我拍了照片。');
  await go(page, words.continue, 'evidence');
  await expectHydrated(page);
  if (hasScript()) {
    // No line: the file waits on the page, and the page does not go on without it.
    await page.route('**/fn/draft/evidence', (route) => route.abort('internetdisconnected'));
    await choose(page, recording('第一段.amr'));
    await expectState(page, '第一段', 'lost');
    await expectSound(page, 'file-evidence-lost');
    await page.getByRole('button', { name: words.continue, exact: true }).click();
    await expect(page.getByRole('status').filter({ hasText: '请重试或删除后再继续' })).toBeVisible();
    await expect(page).toHaveURL(/\/file\/evidence$/);
    await page.unroute('**/fn/draft/evidence');
    await page.getByRole('button', { name: /^重试/ }).click();
    await expectState(page, '第一段', 'kept');

    // A slow line: what is on its way can be cancelled.
    let release;
    const held = new Promise((resolve) => { release = resolve; });
    await page.route('**/fn/draft/evidence', async (route) => {
      if (route.request().isNavigationRequest()) return route.continue();
      await held;
      return route.continue().catch(() => {});
    });
    await choose(page, recording('第二段.amr'), recording('第三段.amr'));
    await expectState(page, '第三段', 'waiting');
    await row(page, '第三段').getByRole('button', { name: /^取消/ }).click();
    await expect(row(page, '第三段')).toHaveCount(0);
    // Going on waits for the file and then goes on by itself.
    await page.getByRole('button', { name: words.continue, exact: true }).click();
    await expect(page.getByText('传完后会自动进入下一步')).toBeVisible();
    await expect(page).toHaveURL(/\/file\/evidence$/);
    release();
  } else {
    await choose(page, recording('第一段.amr'), recording('第二段.amr'));
    await page.getByRole('button', { name: words.continue, exact: true }).click();
  }
  await expect(page).toHaveURL(/\/file\/contact$/);

  // What was sent is there afterwards; one of them is taken away where it was just uploaded.
  await visit(page, '/file/evidence');
  await expect(page.locator('.wq-file')).toHaveCount(2);
  await choose(page, recording('第四段.amr'));
  if (hasScript()) {
    await expectState(page, '第四段', 'kept');
    await row(page, '第四段').getByRole('button', { name: /^删除/ }).click();
    await expect(row(page, '第四段')).toHaveCount(0);
    await choose(page, recording('第五段.amr'), recording('第六段.amr'));
    await expectState(page, '第五段', 'kept');
    await expectState(page, '第六段', 'refused');
    await expect(row(page, '第六段')).toContainText('最多 3 个');
  } else {
    await page.getByRole('button', { name: '上传', exact: true }).click();
  }
  await visit(page, '/file/evidence');
  await expect(page.locator('.wq-file')).toHaveCount(3);
});
