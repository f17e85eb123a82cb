// A person without a receipt opens the case with a code; an administrator sees what went out.
import { complaint, file } from './office.mjs';
import { account, expect, expectSound, signIn, test, visit } from './support.mjs';

// Where no code is expected the page answers 410: the browser says so.
test.use({ tolerated: [/status of 410/] });

/** A fictional mobile number of its own: codes are asked for once a minute. */
const somePhone = () => `144${String(Math.floor(Math.random() * 1e8)).padStart(8, '0')}`;

async function fileWith(request, phone) {
  const filing = complaint();
  return file(request, { ...filing, complainant: { ...filing.complainant, phone } });
}

/** The message of a case in the outbox, as the administrator reads it. */
async function outboxRow(page, number, words) {
  const digits = number.replaceAll(' ', '');
  const row = page.locator('.wq-row').filter({ hasText: words }).filter({
    has: page.locator('.wq-row__number', { hasText: grouped(digits) }),
  });
  await expect(async () => {
    await visit(page, '/desk/admin/messages');
    await expect(row.first()).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 15_000 });
  return row.first();
}

const grouped = (digits) => [[0, 6], [6, 8], [8, 9], [9, 15], [15, 20], [20, 21]].map(([from, to]) => digits.slice(from, to)).join(' ');

test('number and telephone open the case with a code of the outbox', { tag: '@postgres' }, async ({ page, request, newPerson }) => {
  const phone = somePhone();
  const { number } = await fileWith(request, phone);
  await visit(page, '/track');
  await page.getByRole('link', { name: '没有凭证？用登记编号和手机号查询' }).click();
  await expect(page).toHaveURL(/\/track\/phone$/);
  await expectSound(page, 'track-phone', await page.reload());

  await page.getByRole('button', { name: '获取验证码' }).click();
  await expect(page.locator('#error-summary')).toContainText('请填写登记编号');
  await expectSound(page, 'track-phone-refused', await page.reload());
  await page.locator('input[name=number]').fill(grouped(number));
  await page.locator('input[name=phone]').fill(`+86 ${phone}`);
  await page.getByRole('button', { name: '获取验证码' }).click();
  await expect(page).toHaveURL(/\/track\/code\?form=[0-9a-f-]+$/);
  await expectSound(page, 'track-code', await page.reload());
  await expect(page.getByText(/验证码已经发到/)).toBeVisible();

  const desk = await newPerson();
  await signIn(desk, account({ role: 'admin' }));
  const row = await outboxRow(desk, number, '查询验证码');
  const [, code] = (await row.innerText()).match(/验证码 (\d{6})/);

  await page.locator('input[name=code]').fill(code === '000000' ? '000001' : '000000');
  await page.getByRole('button', { name: '查询', exact: true }).click();
  await expect(page.locator('#error-summary')).toContainText('验证码不正确或者已经过期');
  await expectSound(page, 'track-code-refused', await page.reload());
  await page.locator('input[name=code]').fill(` ${code.slice(0, 3)} ${code.slice(3)}`);
  await page.getByRole('button', { name: '查询', exact: true }).click();
  await expect(page).toHaveURL(/\/case$/);
  await expect(page.locator('.wq-number__value')).toHaveText(grouped(number));
  await page.locator('textarea[name=message]').fill('请问办到哪一步了？');
  await page.getByRole('button', { name: '发送留言' }).click();
  await expect(page.getByText('留言已发出')).toBeVisible();
});

test('a telephone that is not of the case is answered alike and gets nothing', async ({ page, request }) => {
  const { number } = await fileWith(request, somePhone());
  await visit(page, '/track/phone');
  await page.locator('input[name=number]').fill(number);
  await page.locator('input[name=phone]').fill(somePhone());
  await page.getByRole('button', { name: '获取验证码' }).click();
  await expect(page.getByText(/验证码已经发到/)).toBeVisible();
  await page.getByText('没有收到验证码').click();
  await page.getByRole('button', { name: '重新获取验证码' }).click();
  await expect(page).toHaveURL(/\/track\/phone\?form=/);
  await expect(page.locator('#error-summary')).toContainText('请 1 分钟后再试');
  await expect(page.locator('input[name=number]')).toHaveValue(number);
});

test('without a request there is no code to enter', async ({ page }) => {
  const response = await visit(page, '/track/code');
  expect(response.status()).toBe(410);
  await expect(page.getByRole('heading', { name: '请重新获取验证码' })).toBeVisible();
  await expectSound(page, 'track-code-over', response);
});

test('an administrator reads the outbox and sees a recipient for a reason', async ({ page, request }) => {
  const phone = somePhone();
  const { number } = await fileWith(request, phone);
  await signIn(page, account({ role: 'admin' }));
  await visit(page, '/desk/admin');
  await page.getByRole('link', { name: /发件箱/ }).click();
  await expect(page).toHaveURL(/\/desk\/admin\/messages$/);
  const row = await outboxRow(page, number, '已登记');
  await expectSound(page, 'admin-messages', await page.reload());
  await expect(row).toContainText(`${phone.slice(0, 3)}****${phone.slice(-4)}`);
  await row.click();
  await expect(page.getByText(phone)).toHaveCount(0);
  await page.locator('summary', { hasText: '查看收件人' }).click();
  await page.getByRole('button', { name: '查看' }).click();
  await expect(page.locator('#error-summary')).toBeVisible();
  await page.locator('input[name=reason]').fill('运营商要求核对号码');
  await page.getByRole('button', { name: '查看' }).click();
  await expect(page.getByText(phone)).toBeVisible();
  await expectSound(page, 'admin-message');
  await visit(page, '/desk/admin/messages?state=failed');
  await expect(page.locator('.wq-tabs [aria-current=page]')).toHaveText('发送失败');
});

test('an administrator sees how the work in the background stands', async ({ page }) => {
  await signIn(page, account({ role: 'admin' }));
  await visit(page, '/desk/admin/jobs');
  await expectSound(page, 'admin-jobs', await page.reload());
  await page.getByRole('link', { name: /等待执行/ }).click();
  await expect(page).toHaveURL(/state=waiting/);
  await expect(page.locator('.wq-tabs [aria-current=page]')).toContainText('等待执行');
  await expectSound(page, 'admin-jobs-waiting', await page.reload());
});

test('who is no administrator is refused', async ({ page }) => {
  await signIn(page, account({ role: 'handler' }));
  const response = await page.request.get('/desk/admin/messages', { headers: { accept: 'text/html' } });
  expect(response.status()).toBe(403);
});
