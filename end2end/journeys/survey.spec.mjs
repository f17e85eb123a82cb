// One tap tells how satisfied a person is.
import { file, officer, question, track } from './office.mjs';
import { expect, expectAccessible, saveHtml, test } from './support.mjs';

// Unknown links answer 404, and the browser says so.
test.use({ tolerated: [/status of 404/] });

const MOST_BYTES = 20_000;

/** A closed case and the address of its survey. */
async function closed(request, baseURL) {
  const filed = await file(request, question());
  const staff = await officer(request, baseURL);
  await staff.act(filed.number, { command: 'close', outcome: 'answered', reply: '可以，七天内无需说明理由。' });
  const { survey } = await track(request, filed);
  return { ...filed, path: `/s/${survey}` };
}

/** The survey is never hydrated, so there is nothing to wait for. */
async function expectSound(page, name, response) {
  await expectAccessible(page);
  await saveHtml(page, name, response);
}

test('the whole survey is small and has no script', async ({ page, request, baseURL }) => {
  const { path } = await closed(request, baseURL);
  const finished = [];
  page.on('requestfinished', (done) => finished.push(done));
  const response = await page.goto(path, { waitUntil: 'networkidle' });
  expect(response.status()).toBe(200);
  let bytes = 0;
  for (const done of finished) {
    const { responseBodySize, responseHeadersSize } = await done.sizes();
    bytes += responseBodySize + responseHeadersSize;
  }
  expect(bytes, 'bytes of everything on a cold visit').toBeLessThan(MOST_BYTES);
  expect(await (await page.request.get(path)).text()).not.toContain('<script');
  expect(finished.map((done) => done.resourceType())).not.toContain('script');
  await expectSound(page, 'survey', response);
});

test('one tap is enough, and looking never answers', { tag: '@postgres' }, async ({ page, request, baseURL }) => {
  const { path, receipt } = await closed(request, baseURL);
  await page.goto(path);
  await page.reload();
  expect((await track(request, { receipt })).rating).toBeNull();
  const answers = page.locator('button[name=score]');
  await expect(answers).toHaveText([/非常满意/, /^\D*满意/, /基本满意/, /不满意/, /非常不满意/]);
  await page.getByRole('button', { name: '非常满意' }).click();
  await expect(page.getByText('已收到您的评价')).toBeVisible();
  expect((await track(request, { receipt })).rating.satisfaction).toBe(5);
  await expectSound(page, 'survey-received', await page.reload());
});

test('a bad rating is complete with its reason, and can be changed', async ({ page, request, baseURL }) => {
  const { path, receipt } = await closed(request, baseURL);
  await page.goto(path);
  await page.getByRole('button', { name: '非常不满意' }).click();
  await expect(page.getByText('还差一步')).toBeVisible();
  expect((await track(request, { receipt })).rating).toBeNull();

  await page.locator('textarea[name=comment]').fill('等了太久');
  await page.getByRole('button', { name: '提交' }).click();
  await expect(page.locator('#error-summary')).toContainText('请至少选一项原因');
  await expect(page.locator('textarea[name=comment]')).toHaveValue('等了太久');
  await expectSound(page, 'survey-refused', await page.reload());

  await page.getByLabel('办理超时').check();
  await page.getByLabel('愿意接受电话回访').check();
  await page.getByRole('button', { name: '提交' }).click();
  await expect(page.getByRole('heading', { name: '谢谢您的评价' })).toBeVisible();
  await expectSound(page, 'survey-thanks', await page.reload());
  const { rating } = await track(request, { receipt });
  expect(rating).toMatchObject({ satisfaction: 1, reasons: ['overtime'], comment: '等了太久' });

  await page.goto(path);
  await expect(page.getByText('您的评价：非常不满意')).toBeVisible();
  await page.locator('button[value="4"]').click();
  await expect(page.getByText('已收到您的评价')).toBeVisible();
  expect((await track(request, { receipt })).rating.satisfaction).toBe(4);
});

test('the survey speaks English', async ({ page, request, baseURL }) => {
  const { path } = await closed(request, baseURL);
  await page.goto(path);
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page).toHaveURL(new RegExp(`${path}$`));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^How satisfied/);
  await expectSound(page, 'survey-en', await page.reload());
});

test('a link that leads nowhere says so kindly', async ({ page }) => {
  const response = await page.goto('/s/not-a-token');
  expect(response.status()).toBe(404);
  await expect(page.getByRole('heading', { name: '没有找到这个评价' })).toBeVisible();
  await expectSound(page, 'survey-unknown', response);
});
