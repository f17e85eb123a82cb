// Official documents: looked at, issued under a number, delivered, voided, opened by the person they
// are for, and checked by everybody.
import { readFileSync } from 'node:fs';
import { head, step, submit } from './case.mjs';
import { complaint, file, officer } from './office.mjs';
import { account, expect, expectSound, signIn, test, visit } from './support.mjs';

const link = (page, name) => page.getByRole('link', { name, exact: true });

/** What a click on `target` downloads: name and bytes. */
async function download(page, target) {
  const [taken] = await Promise.all([page.waitForEvent('download'), target.click()]);
  return { name: taken.suggestedFilename(), bytes: readFileSync(await taken.path(), 'latin1') };
}

test('a document is there when the case has come to it, and opens as PDF', { tag: '@postgres' }, async ({ page, request }) => {
  const { number } = await file(request, complaint());
  await signIn(page, account({ role: 'handler' }));
  await visit(page, `/desk/cases/${number}`);
  await expect(page.getByText('可出具 1 种，已出具 0 份')).toBeVisible();
  await step(page, '开始审查');
  await expect(head(page)).toContainText('审查中');
  await step(page, '受理');
  await submit(page, '确认受理');
  await expect(head(page)).toContainText('已受理');
  await expectSound(page, 'desk-case-documents');
  await link(page, '查看、出具和送达').click();
  await expect(page.getByRole('heading', { level: 1, name: '官方文书' })).toBeVisible();
  await expectSound(page, 'desk-documents');

  const pdf = await download(page, link(page, '预览投诉受理决定书'));
  expect(pdf.name).toBe(`${number}-acceptance.pdf`);
  expect(pdf.bytes.slice(0, 5)).toBe('%PDF-');
  expect(pdf.bytes, 'it can be read aloud').toContain('/StructTreeRoot');

  const early = await page.request.get(`/desk/cases/${number}/documents/refusal`);
  expect(early.status()).toBe(409);
  const unknown = await page.request.get(`/desk/cases/${number}/documents/nonsense`);
  expect(unknown.status()).toBe(404);
});

test('a document is issued, delivered, opened, checked and voided', { tag: '@postgres' }, async ({ page, request, baseURL }) => {
  const { number, receipt } = await file(request, complaint());
  const { act } = await officer(request, baseURL);
  await act(number, { command: 'start_review' });
  await act(number, { command: 'accept' });

  await signIn(page, account({ role: 'handler' }));
  await visit(page, `/desk/documents/${number}`);
  await page.getByRole('button', { name: '出具投诉受理决定书' }).click();
  const issued = page.getByRole('link', { name: /投诉受理决定书 示例市监投受〔\d{4}〕\d+号/ });
  await expect(issued).toBeVisible();
  await expect(page.getByText('待送达')).toBeVisible();
  await expect(page.getByRole('button', { name: '出具投诉受理决定书' })).toHaveCount(0);
  await issued.click();
  await expectSound(page, 'desk-issued-document');
  const paper = await download(page, link(page, '下载已出具的文书（PDF）'));
  expect(paper.bytes.slice(0, 5)).toBe('%PDF-');
  const shown = (key) => page.locator('dt', { hasText: key }).locator('xpath=following-sibling::dd[1]');
  const code = (await shown('核验码').textContent()).trim();

  await page.getByRole('button', { name: '登记送达' }).click();
  await expect(page.getByRole('alert')).toContainText('请填写此项');
  await expectSound(page, 'desk-delivery-errors');
  await page.locator('[name=way]').selectOption('in_person');
  await page.locator('[name=proof]').fill('本人签收');
  await page.getByRole('button', { name: '登记送达' }).click();
  await expect(page.getByText('消费者 · 当面送达')).toBeVisible();
  const desk = page.url();

  await visit(page, '/track');
  await page.locator('[name=receipt]').fill(receipt);
  await page.locator('main button[type=submit]').click();
  await expect(page.locator('#documents')).toBeVisible();
  await expectSound(page, 'case-documents');
  const own = await download(page, page.locator('#documents').getByRole('link', { name: '投诉受理决定书' }));
  expect(own.bytes, 'the same paper').toBe(paper.bytes);

  await visit(page, `/check/${code.replaceAll('-', '')}`);
  await expect(page.getByText('目前有效')).toBeVisible();
  await expectSound(page, 'check-document');

  await visit(page, desk);
  await expect(page.getByText('已查看')).toBeVisible();
  await page.locator('[name=reason]').fill('送达日期有误，重新出具。');
  await page.getByRole('button', { name: '作废这份文书' }).click();
  await expect(page.getByRole('button', { name: '作废这份文书' })).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('已作废');
  await visit(page, '/check');
  await page.locator('[name=code]').fill(code.toLowerCase());
  await page.getByRole('button', { name: '核验' }).click();
  await expect(page.getByText('该文书已作废')).toBeVisible();
  await page.locator('[name=code]').fill('0000-0000-0000');
  await page.getByRole('button', { name: '核验' }).click();
  await expect(page.getByRole('alert')).toContainText('没有这个核验码');
  await expectSound(page, 'check-unknown-document');
});
