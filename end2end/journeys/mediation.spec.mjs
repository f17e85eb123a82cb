// Mediation with both sides: the office invites, the business answers by its link, both agree or do not.
import { head, step, submit } from './case.mjs';
import { complaint, file, officer, track } from './office.mjs';
import { account, expect, expectHydrated, expectSound, signIn, test, visit } from './support.mjs';

/** A complaint that was accepted: `{ filed, staff }`. */
async function accepted(request, baseURL) {
  const filed = await file(request, complaint());
  const staff = await officer(request, baseURL);
  await staff.act(filed.number, { command: 'start_review' });
  await staff.act(filed.number, { command: 'accept' });
  return { filed, staff };
}

async function openCase(page, receipt) {
  await visit(page, '/track');
  await page.locator('input[name=receipt]').fill(receipt);
  await page.getByRole('button', { name: '查询' }).click();
  await expect(page).toHaveURL(/\/case$/);
  await expectHydrated(page);
}

async function press(page, name) {
  await page.locator('main').getByRole('button', { name, exact: true }).click();
  await expect(page).toHaveURL(/[?&](done|form)=/);
  await expectHydrated(page);
}

const state = (page) => page.locator('main .wq-badge').first();

test('both sides settle through the office, each on its own page', { tag: '@postgres' }, async ({ page, newPerson, request, baseURL }) => {
  const { filed } = await accepted(request, baseURL);
  await signIn(page, account({ role: 'handler' }));
  await visit(page, `/desk/cases/${filed.number}`);
  await step(page, '通知经营者线上答复');
  await submit(page, '通知经营者线上答复');
  await page.getByText('经营者线上答复', { exact: true }).click();
  await expectSound(page, 'desk-case-invited');
  const address = await page.locator('code', { hasText: '/b/' }).textContent();

  const business = await newPerson();
  await visit(business, new URL(address).pathname);
  await expect(business.locator('main')).toContainText('退还货款或服务费用');
  await expect(business.locator('main')).not.toContainText('14400001234');
  await expectSound(business, 'business-complaint');
  await business.locator('[name=statement]').fill('这批电饭煲确有质量问题，愿意协商。');
  await business.getByLabel('同意让消费者看到').check();
  await press(business, '提交说明');
  await expect(business.getByText('您的情况说明已提交')).toBeVisible();
  await press(business, '愿意调解');

  const consumer = await newPerson();
  await openCase(consumer, filed.receipt);
  await expect(consumer.locator('main')).toContainText('愿意协商');
  await expectSound(consumer, 'case-consent');
  await press(consumer, '愿意调解');
  await expect(state(consumer)).toHaveText('调解中');

  // An offer with an amount in words is shown again with everything typed.
  await visit(business, new URL(address).pathname);
  await business.getByText('提出我的方案').click();
  await business.locator('[name=terms]').fill('经营者三日内退还一半货款，商品归消费者。');
  await business.locator('[name=amount]').fill('一百');
  await press(business, '提交方案');
  await expect(business.getByRole('alert')).toContainText('金额');
  await expect(business.locator('[name=terms]')).toHaveValue(/一半货款/);
  await expectSound(business, 'business-offer-refused');
  await business.locator('[name=amount]').fill('99.50');
  await business.locator('[name=perform_by]').fill('2099-12-31');
  await press(business, '提交方案');
  await expect(business.getByRole('alert'), 'the offer is there').toHaveCount(0);

  await visit(consumer, '/case');
  await expect(consumer.locator('#mediation')).toContainText('一半货款');
  await expectSound(consumer, 'case-proposal');
  await consumer.locator('[name=answer_text]').fill('太少了');
  await press(consumer, '不同意');
  await consumer.getByText('提出我的方案').click();
  await consumer.locator('[name=terms]').fill('全额退款，我退回电饭煲。');
  await consumer.locator('[name=amount]').fill('199');
  await press(consumer, '提交方案');
  await expect(consumer.locator('#mediation')).toContainText('尚未答复');

  await visit(business, new URL(address).pathname);
  await expect(business.locator('#mediation')).toContainText('全额退款');
  await press(business, '同意这份方案');
  await expect(state(business)).toHaveText('履行中');

  await visit(page, `/desk/cases/${filed.number}`);
  await expect(head(page)).toContainText('履行中');
  await step(page, '记录履行情况');
  await expectSound(page, 'desk-performance');
  await page.getByLabel('已履行', { exact: true }).check();
  await page.locator('[name=text]').fill('消费者电话确认已到账。');
  await submit(page, '记录履行情况');
  await expect(head(page)).toContainText('已达成协议');
  const { settlement } = await track(request, filed);
  expect(settlement).toMatchObject({ amount: 19900, performed: true });
});

test('an officer writes down what both sides say, holds the case up and ends it without agreement', async ({ page, request, baseURL }) => {
  const { filed } = await accepted(request, baseURL);
  await signIn(page, account({ role: 'handler' }));
  await visit(page, `/desk/cases/${filed.number}`);
  for (const side of ['消费者', '经营者']) {
    await step(page, '记录调解意愿');
    await page.getByLabel(side, { exact: true }).check();
    await page.getByLabel('愿意调解', { exact: true }).check();
    await submit(page, '记录调解意愿');
  }
  await expect(head(page)).toContainText('调解中');

  await step(page, '约定调解时间');
  await page.getByLabel('现场调解').check();
  await page.locator('[name=at]').fill('2020-01-01T09:00');
  await page.locator('[name=place]').fill('市场监管所调解室');
  await submit(page, '约定调解时间');
  await expect(page.getByRole('alert')).toContainText('调解时间应晚于现在');
  await expect(page.locator('[name=place]')).toHaveValue('市场监管所调解室');
  await expectSound(page, 'desk-session-refused');
  await page.locator('[name=at]').fill('2099-12-30T09:00');
  await submit(page, '约定调解时间');
  await expect(page.locator('main')).toContainText('市场监管所调解室');

  await step(page, '中止办理');
  await page.getByLabel('证据不足').check();
  await page.locator('[name=text]').fill('等待进货凭证。');
  await submit(page, '中止办理');
  await expect(page.getByRole('alert')).toContainText('复核日期');
  await page.getByLabel('等待鉴定、检测').check();
  await submit(page, '中止办理');
  await expect(head(page)).toContainText('已中止');
  await expectSound(page, 'desk-case-suspended');
  await step(page, '恢复办理');
  await page.locator('[name=text]').fill('鉴定报告已收到。');
  await submit(page, '恢复办理');

  await step(page, '终止调解');
  await page.getByLabel(/明确表示无法达成调解协议/).check();
  await page.locator('[name=reason]').fill('双方金额差距过大。');
  await submit(page, '终止调解');
  await expect(head(page)).toContainText('终止调解');
  await step(page, '办结并答复');
  await page.locator('[name=reply]').fill('经调解未能达成协议，您可以申请仲裁或者提起诉讼。');
  await submit(page, '办结并答复');
  await expect(head(page)).toContainText('已办结');
  const tracked = await track(request, filed);
  expect(tracked.outcome).toBe('terminated');
});

test.describe(() => {
  test.use({ tolerated: [/status of 404/] });
  test('a consumer asks for another officer, a head decides, and who stood down is out of the case', { tag: '@postgres' }, async ({ page, newPerson, request, baseURL }) => {
    const { filed, staff } = await accepted(request, baseURL);
    const concerned = account({ role: 'handler' });
    const take = async () => {
      const { colleagues } = await staff.look(filed.number);
      const { account: to } = colleagues.find(({ number }) => number === concerned.number);
      await staff.act(filed.number, { command: 'assign', to });
    };
    await take();

    const consumer = await newPerson();
    await openCase(consumer, filed.receipt);
    await consumer.getByText('申请承办人回避').click();
    await press(consumer, '提交回避申请');
    await expect(consumer.locator('main').getByRole('alert')).toBeVisible();
    await expectSound(consumer, 'case-recusal-refused');
    await consumer.locator('[name=recusal]').fill('承办人是店主的表弟，我在店里见过他。');
    await press(consumer, '提交回避申请');
    await expect(state(consumer)).toHaveText('已中止');
    await expectSound(consumer, 'case-recusal-asked');

    await signIn(page, concerned);
    await visit(page, `/desk/cases/${filed.number}`);
    await expect(page.locator('main')).toContainText('我在店里见过他');
    await expect(page.locator('main').getByText('决定回避', { exact: true })).toHaveCount(0);
    await expectSound(page, 'desk-case-challenged');

    const chief = await newPerson();
    await signIn(chief, account({ role: 'department_head' }));
    await visit(chief, `/desk/cases/${filed.number}`);
    await step(chief, '决定回避');
    await expect(chief.locator('main')).toContainText('我在店里见过他');
    await expectSound(chief, 'desk-recusal');
    await chief.getByLabel('应当回避，另行分配承办人').check();
    await chief.locator('[name=text]').fill('经核实为近亲属，应当回避。');
    await submit(chief, '决定回避');
    await expect(head(chief)).toContainText('已受理');
    await expect(chief.locator('main')).toContainText('决定回避，另行安排承办人');
    await step(chief, '分配承办人');
    await expect(chief.getByRole('radio', { name: concerned.number })).toHaveCount(0);
    await expectSound(chief, 'desk-assign-after-recusal');

    await visit(consumer, '/case');
    await expect(state(consumer)).toHaveText('已受理');
    await expect(consumer.locator('main')).toContainText('决定回避，另行安排承办人');
    const gone = await visit(page, `/desk/cases/${filed.number}`);
    expect(gone.status()).toBe(404);
  });
});

test.describe(() => {
  test.use({ tolerated: [/status of 410/] });
  test('a link that never was leads nowhere', async ({ page }) => {
    const response = await visit(page, '/b/nobody-has-this-token');
    expect(response.status()).toBe(410);
    await expect(page.getByRole('heading', { name: '链接已失效' })).toBeVisible();
    await expectSound(page, 'business-over', response);
  });
});
