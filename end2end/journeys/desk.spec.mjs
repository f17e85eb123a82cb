// The desk: staff register, decide, answer and close; two people decide on a refusal.
import { head, settle, step, submit } from './case.mjs';
import { account, expect, expectHydrated, expectSound, signIn, test, visit } from './support.mjs';

const FACTS = '十月在该店购买电饭锅，用了三天就不通电，店家不肯退换。';

/** Fills the registration page for a complaint on the telephone. */
async function fillComplaint(page, item) {
  await page.getByLabel('姓名').fill('欧阳 一');
  await page.getByLabel('联系电话').fill('138 0013 8000');
  await page.getByLabel('联系地址').fill('甲县甲路 1 号 2 栋');
  await page.locator('[name=respondent_name]').fill('甲县顺意电器店');
  await page.locator('[name=respondent_address]').fill('甲县乙路 8 号');
  await page.locator('[name=item_name]').fill(item);
  await page.locator('[name=item_category]').selectOption('G04');
  await page.locator('[name=item_purchased_on_year]').fill('2026');
  await page.locator('[name=item_purchased_on_month]').fill('10');
  await page.getByLabel('退还货款或服务费用').check();
  await page.locator('[name=claim_amount]').fill('299');
  await page.locator('[name=problem]').selectOption('P01');
  await page.locator('[name=facts]').fill(FACTS);
}

/** Registers a case and opens it; returns its number. */
async function register(page, fill) {
  await visit(page, '/desk/register');
  await fill();
  await page.getByLabel('已口头告知').check();
  await page.getByRole('button', { name: '登记', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: '登记完成' })).toBeVisible();
  await page.getByRole('link', { name: '打开案件' }).click();
  await expect(page).toHaveURL(/\/desk\/cases\/\d{21}/);
  await expectHydrated(page);
  return page.url().match(/\d{21}/)[0];
}

const complaint = (page, item) => register(page, () => fillComplaint(page, item));

test('an officer takes a complaint to its end', { tag: '@postgres' }, async ({ page }) => {
  await signIn(page, account({ role: 'handler' }));
  await expectSound(page, 'desk-queue');
  const number = await complaint(page, '电饭锅');
  await expect(head(page)).toContainText('已登记');
  await expect(head(page)).toContainText(/剩 \d+ 个工作日|剩 \d+ 小时/);

  await step(page, '开始审查');
  await expect(head(page)).toContainText('审查中');
  await step(page, '受理');
  await expect(page.getByRole('heading', { name: '请核对' })).toBeVisible();
  await expectSound(page, 'desk-accept');
  await submit(page, '确认受理');
  await expect(head(page)).toContainText('已受理');

  await step(page, '联系经营者');
  await submit(page, '联系经营者');
  await expect(page.getByRole('alert')).toBeVisible();
  await expectSound(page, 'desk-contact-errors');
  await page.getByLabel('电话').check();
  await page.getByLabel('已联系上').check();
  await page.locator('[name=text]').fill('店家同意退款。');
  await submit(page, '联系经营者');
  await expect(page.getByText('店家同意退款。')).toBeVisible();

  await step(page, '内部备注');
  await page.locator('[name=text]').fill('店家第二次被投诉。');
  await submit(page, '内部备注');
  await expect(page.getByText('店家第二次被投诉。')).toBeVisible();
  await expect(page.getByText('（内部，消费者看不到）').first()).toBeVisible();

  await settle(page);
  await page.reload();
  await expect(head(page)).toContainText('已办结');
  await expect(page).toHaveURL(new RegExp(number));
  await expectSound(page, 'desk-case-closed');
});

test('one person proposes a refusal and another one approves it', { tag: '@postgres' }, async ({ page, newPerson }) => {
  // Whoever registered a case has no part in refusing it.
  const operator = await newPerson();
  await signIn(operator, account({ role: 'operator' }));
  const number = await complaint(operator, '二手设备');

  await signIn(page, account({ role: 'handler' }));
  await visit(page, `/desk/cases/${number}`);
  await step(page, '开始审查');
  await expect(head(page)).toContainText('审查中');
  await step(page, '提出不予受理');
  await expectSound(page, 'desk-propose-refusal');
  await page.getByLabel(/不是为生活消费需要/).check();
  await page.locator('[name=reason]').fill('设备用于经营，不是生活消费。');
  await submit(page, '提出不予受理');
  await expect(head(page)).toContainText('拟不予受理');
  await expect(page.getByRole('link', { name: '批准不予受理' })).toHaveCount(0);

  const chief = await newPerson();
  await signIn(chief, account({ role: 'department_head' }));
  await visit(chief, `/desk/cases/${number}`);
  await step(chief, '批准不予受理');
  await expect(chief.getByText('设备用于经营，不是生活消费。')).toBeVisible();
  await expectSound(chief, 'desk-approve-refusal');
  await submit(chief, '确认批准不予受理');
  await expect(head(chief)).toContainText('不予受理');
});

test('a question is answered and closed', async ({ page }) => {
  await signIn(page, account({ role: 'handler' }));
  await register(page, async () => {
    await page.getByLabel('咨询', { exact: true }).check();
    await page.locator('[name=channel]').selectOption('visit');
    await page.locator('[name=facts]').fill('请问购物小票丢了，商品有问题还能退货吗？');
  });
  await expect(head(page)).toContainText('待答复');
  await step(page, '办结并答复');
  await page.getByLabel('已答复').check();
  await page.locator('[name=reply]').fill('可以。付款记录、发票等同样能证明购买。');
  await page.locator('main .wq-actions button').click();
  await expect(head(page)).toContainText('已办结');
  await expect(page.getByText('匿名提交')).toBeVisible();
});

test('a registration with errors keeps everything typed, and shows the receipt when done', async ({ page }) => {
  await signIn(page, account({ role: 'handler' }));
  await visit(page, '/desk/register');
  await expectSound(page, 'desk-register');
  await fillComplaint(page, '电风扇');
  await page.locator('[name=complainant_phone]').fill('12');
  await page.locator('[name=claim_amount]').fill('三百');
  await page.getByRole('button', { name: '登记', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('11 位手机号码');
  await expect(page).toHaveTitle(/^错误：/);
  await expectSound(page, 'desk-register-errors');
  await expect(page.locator('[name=facts]')).toHaveValue(FACTS);
  await expect(page.getByLabel('退还货款或服务费用')).toBeChecked();
  expect(page.url(), 'nothing typed stands in the address').not.toMatch(/138|%E/);

  await page.locator('[name=complainant_phone]').fill('13800138000');
  await page.locator('[name=claim_amount]').fill('300');
  await page.getByLabel('已口头告知').check();
  await page.getByRole('button', { name: '登记', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: '登记完成' })).toBeVisible();
  await expect(page.locator('.wq-number--secret')).toContainText(/[0-9A-Z]{4}-[0-9A-Z]{4}/);
  await expectSound(page, 'desk-registered');
});

test('of two officers at the same case the second is told and loses nothing', async ({ page, newPerson }) => {
  await signIn(page, account({ role: 'handler' }));
  const number = await complaint(page, '热水壶');
  await step(page, '开始审查');
  await expect(head(page)).toContainText('审查中');
  await step(page, '要求补充材料');
  await page.locator('[name=items]').fill('购物小票或者付款记录');

  const second = await newPerson();
  await signIn(second, account({ role: 'department_head' }));
  await visit(second, `/desk/cases/${number}`);
  await step(second, '分配承办人');
  await second.locator('[name=to]').first().check();
  await submit(second, '分配承办人');
  await expect(head(second)).toContainText('承办人工号');

  await submit(page, '要求补充材料');
  await expect(page.getByText('案件已被更新')).toBeVisible();
  await expectSound(page, 'desk-conflict');
  await expect(page.locator('[name=items]')).toHaveValue('购物小票或者付款记录');
  await submit(page, '要求补充材料');
  await expect(head(page)).toContainText('待补正');
  await expect(head(page)).toContainText('承办人工号');
});

test('personal data is masked until somebody says why they need it', async ({ page }) => {
  await signIn(page, account({ role: 'handler' }));
  await complaint(page, '台灯');
  await expect(page.getByText('13800138000')).toHaveCount(0);
  await page.getByText('查看完整信息').click();
  await page.getByLabel('联系电话').check();
  await page.locator('[name=reason]').fill('回电核实购买时间');
  await page.getByRole('button', { name: '查看', exact: true }).click();
  await expect(page.getByText('13800138000')).toBeVisible();
  await expectSound(page, 'desk-revealed');
});

test('a wrong password is refused kindly and signing out ends the session', async ({ page }) => {
  const handler = account({ role: 'handler' });
  await visit(page, '/desk/account');
  await expect(page).toHaveURL(/\/desk\/sign-in\?back=/);
  await expectSound(page, 'desk-sign-in');
  await page.locator('[name=login]').fill(handler.login);
  await page.locator('[name=password]').fill('not-the-password');
  await page.getByRole('button', { name: '登录' }).click();
  await expect(page.getByText('账号或密码不正确')).toBeVisible();
  await expect(page.locator('[name=login]')).toHaveValue(handler.login);
  await page.locator('[name=password]').fill(handler.password);
  await page.getByRole('button', { name: '登录' }).click();
  await expect(page).toHaveURL(/\/desk\/account$/);
  await expectSound(page, 'desk-account');
  await page.locator('main').getByRole('button', { name: '退出', exact: true }).click();
  await expect(page).toHaveURL(/\/desk\/sign-in$/);
  await visit(page, '/desk');
  await expect(page).toHaveURL(/\/desk\/sign-in$/);
});

test('the queue keeps its filter in the address and opens a case beside it', async ({ page }) => {
  await signIn(page, account({ role: 'handler' }));
  const number = await complaint(page, '电水壶');
  await visit(page, '/desk?queue=all');
  await page.locator('.wq-filters [name=type]').selectOption('complaint');
  await page.getByRole('button', { name: '筛选' }).click();
  await expect(page).toHaveURL(/type=complaint/);
  await expectSound(page, 'desk-queue-filtered');
  await page.locator(`.wq-queue a[href*="${number}"]`).click();
  await expect(page).toHaveURL(new RegExp(`${number}\\?queue=all&type=complaint`));
  await expect(head(page)).toBeVisible();
  await expectSound(page, 'desk-case');
});
