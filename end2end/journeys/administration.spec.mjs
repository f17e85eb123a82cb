// An administrator connects another program and imports the calendar of a year.
import { randomInt } from 'node:crypto';
import { complaint, file } from './office.mjs';
import { account, expect, expectSound, signIn, test, visit } from './support.mjs';

// An administrator has no queue: the browser says so. A token that is over answers 401.
test.use({ tolerated: [/status of 403 .*\/desk\)$/] });

/** All projects share one county: nothing is added twice. */
const someNumber = () => String(randomInt(10_000_000, 99_999_999));

/** A plan in which the days around the turn of January are free. */
const plan = (year) => JSON.stringify({
  holidays: [
    { from: `${year}-01-01`, to: `${year}-01-03`, zh: '元旦', en: "New Year's Day" },
    { from: `${year}-01-15`, to: `${year}-02-10`, zh: '示例假日', en: 'Example holiday' },
  ],
  make_up_days: [],
}, null, 2);

async function lookAt(page, { year, source, text }) {
  await page.locator('input[name=year]').fill(year);
  await page.locator('input[name=source]').fill(source);
  await page.locator('textarea[name=plan]').fill(text);
  await page.getByRole('button', { name: '查看影响' }).click();
  await expect(page).toHaveURL(/\/calendars\/import\?form=[0-9a-f-]+$/);
}

test('a token is shown once, opens what it was issued for, and ends at once', { tag: '@postgres' }, async ({ page, request }) => {
  const number = someNumber();
  await signIn(page, account({ role: 'admin' }));
  await visit(page, '/desk/admin/accounts/new');
  await page.locator('input[name=name]').fill('示例热线');
  await page.locator('select[name=organisation]').selectOption({ index: 1 });
  await page.locator('input[name=login]').fill(`m.${number}`);
  await page.locator('input[name=staff_number]').fill(`M${number}`);
  await page.getByLabel('供程序使用的账号').check();
  await page.getByLabel('话务员').check();
  await page.getByRole('button', { name: '保存' }).click();
  await expect(page).toHaveURL(/\/desk\/admin\/accounts\/[0-9a-f-]{36}$/);
  await expect(page.getByText('程序账号')).toBeVisible();

  await visit(page, '/desk/admin');
  await page.getByRole('link', { name: /^令牌/ }).click();
  await page.getByRole('link', { name: '签发令牌' }).click();
  await expectSound(page, 'admin-token-new');
  await page.getByRole('button', { name: '签发令牌' }).click();
  await expect(page.locator('#error-summary')).toContainText('请至少选择一项权限范围');
  await expectSound(page, 'admin-token-refused', await page.reload());
  await page.locator('select[name=login]').selectOption(`m.${number}`);
  await page.locator('input[name=name]').fill(`示例热线 ${number}`);
  await page.getByLabel('查看和检索案件').check();
  await page.getByRole('button', { name: '签发令牌' }).click();
  await expect(page).toHaveURL(/\/desk\/admin\/tokens\/[0-9a-f-]{36}\?form=/);
  await expect(page.getByText('令牌只显示这一次')).toBeVisible();
  const token = (await page.locator('.wq-number__value').innerText()).trim();
  expect(token).toMatch(/^wq_/);
  await page.reload();
  await expect(page.locator('h1')).toHaveText(`示例热线 ${number}`);
  await expect(page.getByText(token)).toHaveCount(0);
  await expectSound(page, 'admin-token', await page.reload());

  const ask = () => request.get('/api/v1/cases?queue=all', { headers: { authorization: `Bearer ${token}` } });
  expect((await ask()).status()).toBe(200);
  await page.locator('input[name=reason]').fill('示例：更换系统');
  await page.getByRole('button', { name: '吊销该令牌' }).click();
  await expect(page.getByText('已吊销')).toBeVisible();
  await expect(page.getByText('示例：更换系统')).toBeVisible();
  expect((await ask()).status()).toBe(401);
  await visit(page, '/desk/admin/tokens');
  await expect(page.getByRole('link', { name: number })).toContainText('已吊销');
  await expectSound(page, 'admin-tokens', await page.reload());
});

test('a year is imported after a look at the dates that would move', { tag: '@postgres' }, async ({ page, request }) => {
  const { number } = await file(request, complaint());
  await signIn(page, account({ role: 'admin' }));
  await visit(page, '/desk/admin');
  await page.getByRole('link', { name: /^工作日历/ }).click();
  await expect(page.getByRole('link', { name: /^2026/ })).toContainText('已公布');
  await expectSound(page, 'admin-calendars', await page.reload());
  await page.getByRole('link', { name: '导入年度放假安排' }).click();
  await expectSound(page, 'admin-calendar-import', await page.reload());

  await lookAt(page, { year: '2030', source: '示例通知', text: plan('2030').replace('"zh": "元旦",', '"zh": "元旦"') });
  await expect(page.locator('#error-summary')).toContainText('放假安排中有需要改正的行');
  await expect(page.getByText('不是有效的 JSON')).toBeVisible();
  await expect(page.locator('input[name=source]')).toHaveValue('示例通知');
  await expectSound(page, 'admin-calendar-wrong', await page.reload());

  // Only looked at: the dates of this year belong to other journeys.
  const now = new Date().getFullYear();
  await lookAt(page, { year: String(now), source: '示例通知', text: everyDayFree(now) });
  await expect(page.getByText('目前尚未作任何修改')).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: number.replaceAll(' ', '') }).first()).toBeVisible();
  await expectSound(page, 'admin-calendar-look', await page.reload());

  await lookAt(page, { year: '2030', source: '示例通知', text: plan('2030') });
  await page.getByText('安排中的各日').click();
  await expect(page.getByRole('cell', { name: '2030年2月10日' })).toBeVisible();
  await page.getByRole('button', { name: /^确认导入 2030 年/ }).click();
  await expect(page).toHaveURL(/\/desk\/admin\/calendars\/2030\?form=/);
  await expect(page.getByText(/已导入，重新计算了 \d+ 件未结案件的期限/)).toBeVisible();
  await expect(page.getByRole('rowheader', { name: '示例假日' })).toBeVisible();
  await expectSound(page, 'admin-calendar', await page.reload());
});

/** Whatever runs now moves when the rest of the year is free. */
function everyDayFree(year) {
  return JSON.stringify({ holidays: [{ from: `${year}-01-01`, to: `${year}-12-31`, zh: '示例假日', en: 'Example holiday' }], make_up_days: [] });
}
