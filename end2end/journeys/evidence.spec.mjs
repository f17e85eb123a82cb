// Photographs and recordings: with a filing, into a case, at the desk.
import { chooseKind, fillContact, go, press, WORDS } from './consumer.mjs';
import { complaint, file, track } from './office.mjs';
import { account, expect, expectHydrated, expectSound, hasScript, signIn, test, visit } from './support.mjs';

/** One grey point. */
const PICTURE = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGPIAAAAagBpOUZKigAAAABJRU5ErkJggg==', 'base64');
const picture = (name) => ({ name, mimeType: 'image/png', buffer: PICTURE });
const recording = (name) => ({ name, mimeType: 'audio/amr', buffer: Buffer.from(`#!AMR\n${name.repeat(50)}`) });
const heic = (name) => ({ name, mimeType: 'image/heic', buffer: Buffer.from('\0\0\0\x18ftypheic\0\0\0\0', 'latin1') });

const choose = (page, ...files) => page.locator('input[type=file]').setInputFiles(files);

async function upload(page, url) {
  await press(page, '上传');
  await expect(page).toHaveURL(url);
  await expectHydrated(page);
}

/** With a script each file goes off as it is chosen, without one the button sends them all. */
async function handIn(page, url, ...files) {
  await choose(page, ...files);
  if (!hasScript()) {
    await upload(page, url);
    return;
  }
  await expect(sent(page, 'kept', 'refused')).toHaveCount(files.length);
  // What was sent is there after a reload, drawn by the server.
  await visit(page, page.url());
}

/** Files of this page that have come so far. */
const sent = (page, ...states) => page.locator(states.map((state) => `.wq-file[data-state=${state}]`).join(', '));

async function open(page, receipt) {
  await visit(page, '/track');
  await page.locator('input[name=receipt]').fill(receipt);
  await page.getByRole('button', { name: '查询' }).click();
  await expect(page).toHaveURL(/\/case$/);
  await expectHydrated(page);
}

test('photographs are handed in with a filing and come along with the case', { tag: '@postgres' }, async ({ page }) => {
  const words = WORDS.zh;
  await chooseKind(page, words, '举报', 'business');
  await page.locator('[name=respondent_name]').fill('顺达小吃店');
  await go(page, words.continue, 'story');
  await page.locator('[name=facts]').fill('后厨把过期的肉洗一洗又端上桌，我拍了照片。');
  await go(page, words.continue, 'evidence');
  await expectSound(page, 'file-evidence');

  // What cannot be taken is named with the reason; the rest stays.
  await page.locator('[name=note]').fill('后厨照片和通话录音');
  await choose(page, picture('后厨.png'), heic('IMG_0001.HEIC'), recording('通话录音.amr'));
  if (hasScript()) {
    await expect(sent(page, 'kept')).toHaveCount(2);
    await expect(sent(page, 'refused')).toHaveText(/IMG_0001.HEIC.*HEIC 格式/);
    await expectSound(page, 'file-evidence-refused');
    await visit(page, '/file/evidence');
  } else {
    await upload(page, /\/file\/evidence\?form=/);
    await expect(page.locator('.wq-error-summary, .govuk-error-summary, [role=alert]').first()).toContainText('IMG_0001.HEIC');
    await expectSound(page, 'file-evidence-refused');
  }
  await expect(page.locator('.wq-file')).toHaveCount(2);

  // The same picture again is no mistake, and a wrong one is taken out.
  await handIn(page, /\/file\/evidence$/, picture('又一次.png'));
  await expect(page.locator('.wq-file')).toHaveCount(2);
  await page.getByRole('button', { name: /删除.*通话录音/ }).click();
  await expect(page.locator('.wq-file')).toHaveCount(1);
  await expectHydrated(page);

  // Files that were chosen are not left behind by going on.
  await choose(page, recording('第二段录音.amr'));
  await go(page, words.continue, 'contact');
  await fillContact(page, words);
  await go(page, words.continue, 'check');
  await expect(page.locator('main')).toContainText('2 个文件：后厨.png、第二段录音.amr');
  await page.getByRole('checkbox', { name: words.promise }).check();
  await press(page, '提交举报');
  await expect(page).toHaveURL(/\/file\/done$/);
  const receipt = (await page.locator('.wq-number__value').allInnerTexts())[1].trim();
  await open(page, receipt);
  await expect(page.locator('#evidence .wq-file')).toHaveCount(2);
  await expect(page.locator('#evidence')).toContainText('后厨照片和通话录音');
});

test('the person adds evidence to an open case and opens it again', async ({ page, request }) => {
  const filed = await file(request, complaint());
  await open(page, filed.receipt);
  await handIn(page, /\/case\?done=evidence$/, picture('小票.png'), recording('通话.amr'));
  if (!hasScript()) await expect(page.getByText('材料已提交')).toBeVisible();
  await expect(page.locator('#evidence .wq-file')).toHaveCount(2);
  await expectSound(page, 'case-evidence', await page.reload());
  const shown = page.locator('#evidence img');
  await shown.scrollIntoViewIfNeeded();
  await expect.poll(() => shown.evaluate((image) => image.naturalWidth)).toBe(1);

  const download = page.waitForEvent('download');
  await page.locator('#evidence').getByRole('link', { name: '小票.png' }).click();
  expect((await download).suggestedFilename()).toBe('小票.png');

  const { evidence } = await track(request, filed);
  const stranger = await request.get(`/case/evidence/${evidence.files[0].id}`);
  expect(stranger.status()).toBe(410);
});

test('staff see the evidence, keep files of their own inside and share others', async ({ page, request, newPerson }) => {
  const filed = await file(request, complaint());
  const person = await newPerson();
  await open(person, filed.receipt);
  await handIn(person, /\/case\?done=evidence$/, picture('小票.png'));

  await signIn(page, account({ role: 'handler' }));
  await visit(page, `/desk/cases/${filed.number}`);
  await expect(page.getByRole('link', { name: '小票.png' })).toBeVisible();
  await expect(page.locator('.wq-file__digest')).toHaveText(/^[0-9a-f]{12}$/);
  await page.getByText('上传材料', { exact: true }).click();
  await choose(page, recording('询问记录.amr'));
  await upload(page, new RegExp(`/desk/cases/${filed.number}$`));
  await expect(page.getByRole('link', { name: '询问记录.amr' })).toBeVisible();
  await expect(page.getByText('内部材料，消费者看不到')).toBeVisible();
  await expectSound(page, 'desk-case-evidence');

  await person.goto('/case');
  await expect(person.locator('#evidence')).toContainText('小票.png');
  await expect(person.locator('#evidence')).not.toContainText('询问记录');
});
