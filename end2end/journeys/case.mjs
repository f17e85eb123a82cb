// What an officer does on the page of a case.
import { expect, expectSound } from './support.mjs';

/** Takes a step from the action bar: one tap, or the page that asks for more. */
export async function step(page, name) {
  const bar = page.getByRole('group', { name: '下一步' });
  const wanted = bar.getByRole('link', { name, exact: true }).or(bar.getByRole('button', { name, exact: true }));
  await expect(bar).toBeVisible();
  // The rarer steps are folded away.
  if (!(await wanted.isVisible())) await bar.getByText('更多操作').click();
  await wanted.click();
}

export const submit = (page, name) => page.locator('main .wq-actions').getByRole('button', { name }).click();

export const head = (page) => page.locator('.wq-case__head');

/** From an accepted complaint to a closed one. */
export async function settle(page) {
  await step(page, '记录和解');
  await page.locator('[name=terms]').fill('经营者当场退还 299 元。');
  await page.locator('[name=amount]').fill('299');
  await page.getByLabel('已经当场履行').check();
  await page.locator('main .wq-actions button').click();
  await expect(head(page)).toContainText('已达成协议');

  await step(page, '办结并答复');
  await expectSound(page, 'desk-close');
  await page.locator('main .wq-actions button').click();
  await expect(page.getByRole('alert')).toBeVisible();
  await page.getByLabel('调解成功（即时履行）').check();
  await page.locator('[name=reply]').fill('双方已达成一致，经营者当场退款 299 元。');
  await page.locator('[name=recovered]').fill('299.00');
  await page.locator('main .wq-actions button').click();
  await expect(head(page)).toContainText('已办结');
  await expect(page.getByText('请消费者评价')).toBeVisible();
}
