// Without a network: what is typed stays on the phone, nothing is sent by itself, nothing is lost.
import { chooseKind, go, WORDS } from './consumer.mjs';
import { expect, expectHydrated, expectLargeTargets, expectSound, test, visit } from './support.mjs';

test.use({ serviceWorkers: 'allow', tolerated: [/ERR_INTERNET_DISCONNECTED/] });

const words = WORDS.zh;
const FACTS = '在示例超市买的牛奶已经过期三天，店员不肯退货，还说概不负责。';
const OTHER = '买的洗衣机漏水，商家不肯上门维修。';
const ready = (page) => page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
const notice = (page) => page.getByText('上次在这一页填写的内容没有发送');

async function write(page, business, facts) {
  await page.getByLabel('商家名称').fill(business);
  await page.locator('[name=respondent_address]').fill('示例县幸福路 2 号');
  await page.locator('[name=facts]').fill(facts);
}

test('a page that lost its network keeps what was typed, and gives it back', { tag: '@script' }, async ({ page, context }) => {
  await chooseKind(page, words, '投诉', 'business');
  await page.locator('[name=respondent_name]').fill('示例超市');
  await page.locator('[name=respondent_address]').fill('示例县幸福路 2 号');
  await context.setOffline(true);
  await expect(page.getByText('您填写的内容已保存在这台设备上')).toBeVisible();
  await page.getByRole('button', { name: words.continue, exact: true }).click();
  await expect(page.getByText('没有送达')).toBeVisible();
  await expect(page.locator('[name=respondent_name]')).toHaveValue('示例超市');
  await context.setOffline(false);
  await expect(page.getByText('网络已恢复')).toBeVisible();
  await expect(page, 'nothing is sent by itself').toHaveURL(/\/file\/business$/);

  // The telephone closes the page, and the person comes back.
  await visit(page, '/');
  await expect(page.getByText('有填写了但没有发送的内容')).toBeVisible();
  await page.locator('.wq-kept__link').click();
  await expectHydrated(page);
  await expect(page.locator('[name=respondent_name]')).toHaveValue('');
  await expect(notice(page)).toBeVisible();
  await expectSound(page, 'file-business-found');
  await expectLargeTargets(page);
  await page.getByRole('button', { name: '恢复内容' }).click();
  await expect(page.locator('[name=respondent_name]')).toHaveValue('示例超市');
  await go(page, words.continue, 'purchase');

  // The server has it now, so the phone has forgotten it.
  await visit(page, '/file/business');
  await expect(notice(page)).toBeHidden();
  await visit(page, '/');
  await expect(page.getByText('有填写了但没有发送的内容')).toBeHidden();
});

test('what is kept is thrown away on request', { tag: '@script' }, async ({ page }) => {
  await chooseKind(page, words, '举报', 'business');
  await page.locator('[name=respondent_name]').fill('示例小吃店');
  await visit(page, '/file/business');
  await page.getByRole('button', { name: '不要了' }).click();
  await expect(notice(page)).toBeHidden();
  await visit(page, '/file/business');
  await expect(notice(page)).toBeHidden();
});

test('without a network a filing is written on the phone and sent by hand', { tag: '@script' }, async ({ page, context }) => {
  await visit(page, '/');
  await ready(page);
  await context.setOffline(true);
  await page.goto('/track');
  await expect(page.getByRole('heading', { name: '没有网络时先写下来' })).toBeVisible();
  await expectHydrated(page);
  await write(page, '示例超市', FACTS);
  await page.getByRole('button', { name: '现在发送' }).click();
  await expect(page.getByText('没有送达')).toBeVisible();
  // Closed and opened again, still without a network.
  await page.goto('/');
  await expect(page.getByText('已恢复上次填写的内容')).toBeVisible();
  await expect(page.locator('[name=facts]')).toHaveValue(FACTS);

  await context.setOffline(false);
  await expect(page).toHaveURL(/\/$/);
  await page.getByRole('button', { name: '现在发送' }).click();
  await expect(page).toHaveURL(/\/file\/purchase$/);
  await visit(page, '/file/business');
  await expect(page.locator('[name=respondent_name]')).toHaveValue('示例超市');
  await visit(page, '/');
  await expect(page.getByText('有填写了但没有发送的内容')).toBeHidden();
});

test('the page for times without a network works like any other', async ({ page }) => {
  await visit(page, '/offline');
  await expectSound(page, 'offline');
  await expectLargeTargets(page);
  await write(page, '示例超市', FACTS);
  await page.getByRole('button', { name: '现在发送' }).click();
  await expect(page).toHaveURL(/\/file\/purchase$/);

  // Another filing is under way now: it makes room only when the person says so.
  await visit(page, '/offline');
  await write(page, '示例家电城', OTHER);
  await page.getByRole('button', { name: '现在发送' }).click();
  await expect(page).toHaveURL(/\/offline\?form=/);
  await expect(page.locator('[name=facts]'), 'nothing has to be typed twice').toHaveValue(OTHER);
  await expectSound(page, 'offline-own');
  await page.getByRole('checkbox', { name: '用这份内容替换' }).check();
  await page.getByRole('button', { name: '现在发送' }).click();
  await expect(page).toHaveURL(/\/file\/purchase$/);
});
