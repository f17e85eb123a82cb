// A person follows their own case with nothing but the receipt.
import { complaint, file, officer, question, track } from './office.mjs';
import { expect, expectHydrated, expectSound, test, visit } from './support.mjs';

// A visit that is over answers 410, and the browser says so.
test.use({ tolerated: [/status of 410/] });

async function open(page, receipt) {
  await visit(page, '/track');
  await page.locator('input[name=receipt]').fill(receipt);
  await page.getByRole('button', { name: '查询' }).click();
  await expect(page).toHaveURL(/\/case$/);
  await expectHydrated(page);
}

test('a receipt opens its case however it is typed', { tag: '@postgres' }, async ({ page, request }) => {
  const filed = await file(request, question());
  await visit(page, '/track');
  await expectSound(page, 'track');
  const typed = filed.receipt.toLowerCase().replaceAll('-', ' ').replace(/[0-9]/, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
  await open(page, ` ${typed} `);
  await expect(page.getByText('下一步：答复咨询')).toBeVisible();
  await expect(page.getByText(/最迟 .*前/).first()).toBeVisible();
  await expect(page.locator('.wq-number__value')).toHaveText(/^[0-9 ]+$/);
  await expectSound(page, 'case', await page.reload());
});

test('a wrong receipt is refused without a hint whether it exists', async ({ page }) => {
  const messages = [];
  for (const receipt of ['ABCD', '0000-0000-0000-0000-0000-0000']) {
    await visit(page, '/track');
    await page.locator('input[name=receipt]').fill(receipt);
    await page.getByRole('button', { name: '查询' }).click();
    await expect(page).toHaveURL(/\/track\?form=[0-9a-f-]+$/);
    await expect(page).toHaveTitle(/^错误：/);
    await expect(page.locator('input[name=receipt]')).toHaveValue(receipt);
    messages.push(await page.locator('.wq-error').innerText());
  }
  expect(messages[0]).toBe(messages[1]);
  await expectSound(page, 'track-refused');
});

// Without a script the receipt is typed: the server never sees the fragment.
test('the QR code fills the receipt in and leaves no trace in the address bar', { tag: '@script' }, async ({ page, request }) => {
  const { receipt } = await file(request, question());
  await visit(page, `/track#${receipt}`);
  await expect(page.locator('input[name=receipt]')).toHaveValue(receipt);
  await expect(page).toHaveURL(/\/track$/);
  await page.getByRole('button', { name: '查询' }).click();
  await expect(page).toHaveURL(/\/case$/);
});

test('messages go both ways, and an empty one is refused beside its field', async ({ page, request, baseURL }) => {
  const filed = await file(request, question());
  const staff = await officer(request, baseURL);
  await staff.act(filed.number, { command: 'send_message', text: '请问是哪一天签收的？' });
  await open(page, filed.receipt);
  await expect(page.getByText('请问是哪一天签收的？')).toBeVisible();

  await page.getByRole('button', { name: '发送留言' }).click();
  await expect(page.locator('#error-summary')).toContainText('请写下要留言的内容');
  await expectSound(page, 'case-message-refused', await page.reload());

  await page.locator('textarea[name=message]').fill('11 月 20 日签收。</textarea><script>alert(1)</script>');
  await page.getByRole('button', { name: '发送留言' }).click();
  await expect(page.getByText('留言已发出')).toBeVisible();
  await page.reload();
  await expect(page.getByText('11 月 20 日签收。')).toHaveCount(1);
  await expect(page.locator('textarea[name=message]')).toHaveValue('');
});

test('material that is asked for is supplied on the same page', async ({ page, request, baseURL }) => {
  const filed = await file(request, complaint());
  const staff = await officer(request, baseURL);
  const reviewing = await staff.act(filed.number, { command: 'start_review' });
  await staff.act(filed.number, { command: 'request_material', items: '购物小票的照片', due: reviewing.last_material_day });
  await open(page, filed.receipt);
  await expect(page.getByText('购物小票的照片').first()).toBeVisible();
  await expectSound(page, 'case-material', await page.reload());
  await page.locator('textarea[name=material]').fill('小票已拍照，纸质的明天送到窗口。');
  await page.getByRole('button', { name: '提交补充内容' }).click();
  await expect(page.getByText('材料已收到')).toBeVisible();
  await expect(page.locator('textarea[name=material]')).toHaveCount(0);
});

test('a case is taken back on a page of its own, and can be taken up again', async ({ page, request }) => {
  const filed = await file(request, question());
  await open(page, filed.receipt);
  await page.getByRole('link', { name: '撤回' }).click();
  await expect(page).toHaveURL(/\/case\/withdraw$/);
  await expect(page.getByRole('heading', { name: '撤回这件案件？' })).toBeVisible();
  await expectSound(page, 'case-withdraw', await page.reload());
  await page.getByRole('button', { name: '确认撤回' }).click();
  await expect(page).toHaveURL(/\/case\?done=withdrawn$/);
  expect((await track(request, filed)).state).toBe('closed');
  await expect(page.getByRole('link', { name: '撤回' })).toHaveCount(0);

  await page.getByRole('link', { name: '申请重新办理' }).click();
  await expect(page.locator('textarea[name=reopen_reason]')).toBeVisible();
  await expectSound(page, 'case-reopen', await page.reload());
  await page.getByRole('button', { name: '提交申请' }).click();
  await expect(page.locator('#error-summary')).toBeVisible();
  await page.locator('textarea[name=reopen_reason]').fill('商家没有兑现承诺。');
  await page.getByRole('button', { name: '提交申请' }).click();
  await expect(page.getByText('已重新办理')).toBeVisible();
  expect((await track(request, filed)).state).toBe('reopened');
});

test('leaving closes the case on this device', async ({ page, request }) => {
  const filed = await file(request, question());
  await open(page, filed.receipt);
  await page.getByRole('button', { name: '离开' }).click();
  await expect(page).toHaveURL(/\/track$/);
  const response = await visit(page, '/case');
  expect(response.status()).toBe(410);
  await expect(page.getByRole('heading', { name: '请重新查询' })).toBeVisible();
  await expectSound(page, 'case-over', response);
  await page.getByRole('link', { name: '填写查询凭证' }).click();
  await expect(page).toHaveURL(/\/track$/);
});

test('the case is there in English too', async ({ page, request }) => {
  const filed = await file(request, question());
  await open(page, filed.receipt);
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.getByText('Next step: Answer a consultation')).toBeVisible();
  await expect(page.getByText(/^By .* at the latest$/)).toBeVisible();
  await expectSound(page, 'case-en', await page.reload());
});
