// Official documents: taken from the page of a case as PDF, to be numbered and sealed.
import { readFileSync } from 'node:fs';
import { head, step, submit } from './case.mjs';
import { complaint, file } from './office.mjs';
import { account, expect, expectSound, signIn, test, visit } from './support.mjs';

test('a document is there when the case has come to it, and opens as PDF', { tag: '@postgres' }, async ({ page, request }) => {
  const { number } = await file(request, complaint());
  await signIn(page, account({ role: 'handler' }));
  await visit(page, `/desk/cases/${number}`);
  const link = (name) => page.getByRole('link', { name, exact: true });
  await expect(link('投诉登记表')).toBeVisible();
  await expect(link('投诉受理决定书')).toHaveCount(0);
  await step(page, '开始审查');
  await expect(head(page)).toContainText('审查中');
  await step(page, '受理');
  await submit(page, '确认受理');
  await expect(link('投诉受理决定书')).toBeVisible();
  await expectSound(page, 'desk-case-documents');

  const [download] = await Promise.all([page.waitForEvent('download'), link('投诉受理决定书').click()]);
  expect(download.suggestedFilename()).toBe(`${number}-acceptance.pdf`);
  const pdf = readFileSync(await download.path(), 'latin1');
  expect(pdf.slice(0, 5)).toBe('%PDF-');
  expect(pdf, 'it can be read aloud').toContain('/StructTreeRoot');

  const early = await page.request.get(`/desk/cases/${number}/documents/refusal`);
  expect(early.status()).toBe(409);
  const unknown = await page.request.get(`/desk/cases/${number}/documents/nonsense`);
  expect(unknown.status()).toBe(404);
});
