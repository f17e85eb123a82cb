// Along a filtered list from case to case, also after a decision took one out of it.
import { head, step, submit } from './case.mjs';
import { complaint, file } from './office.mjs';
import { account, expect, expectHydrated, expectSound, signIn, test, visit } from './support.mjs';

/** What nobody has looked at yet: the first step already takes a case out of this list. */
const LIST = '/desk?queue=unreviewed&type=complaint&state=registered&org=01';

const along = (page) => page.getByRole('navigation', { name: '列表中的前后案件' });
const numberOf = (page) => page.url().match(/cases\/(\d{21})/)[1];
/** Waits for another case than `number`; returns its number. */
async function another(page, number) {
  await expect(page).not.toHaveURL(new RegExp(number));
  await expect(page).toHaveURL(/cases\/\d{21}\?/);
  // The page shows the digits in groups.
  await expect(head(page).locator('.wq-case__number')).toHaveText(new RegExp([...numberOf(page)].join('\\s*')));
  await expectHydrated(page);
  return numberOf(page);
}

async function go(page, name) {
  const before = numberOf(page);
  await along(page).getByRole('link', { name }).click();
  return another(page, before);
}

test('an officer goes along the list and on after a decision', { tag: '@postgres' }, async ({ page, request }) => {
  for (let n = 0; n < 3; n += 1) await file(request, complaint());
  await signIn(page, account({ role: 'handler' }));
  await visit(page, LIST);
  const listed = await page.locator('main .wq-queue a').evaluateAll((rows) => rows.map((row) => row.pathname.slice(-21)));
  expect(listed.length).toBeGreaterThan(2);

  await page.locator('main .wq-queue a').first().click();
  await expect(head(page)).toBeVisible();
  expect(numberOf(page)).toBe(listed[0]);
  await expect(along(page).getByRole('link', { name: '上一件' })).toHaveCount(0);
  expect(await go(page, '下一件')).toBe(listed[1]);
  await expectSound(page, 'desk-along');

  // A decision is made: the case leaves the list, its place stays.
  await step(page, '开始审查');
  await expect(head(page)).toContainText('审查中');
  await step(page, '受理');
  await expect(page.getByRole('heading', { name: '请核对' })).toBeVisible();
  await expect(along(page), 'a form is no place to leave in passing').toHaveCount(0);
  await submit(page, '确认受理');
  await expect(head(page)).toContainText('已受理');
  await expectHydrated(page);
  expect(await go(page, '下一件')).toBe(listed[2]);
  expect(await go(page, '上一件'), 'the decided case is not in between any more').toBe(listed[0]);

  await along(page).getByRole('link', { name: '回到列表' }).click();
  await expect(page).toHaveURL(LIST);
  await expect(page.locator(`main .wq-queue a[href*="${listed[1]}"]`)).toHaveCount(0);
  await expect(page.locator(`main .wq-queue a[href*="${listed[2]}"]`)).toHaveCount(1);
});

test('a case opened by its address leads along no list', async ({ page, request }) => {
  const { number } = await file(request, complaint());
  await signIn(page, account({ role: 'handler' }));
  await visit(page, `/desk/cases/${number}`);
  await expect(head(page)).toBeVisible();
  await expect(along(page)).toHaveCount(0);
});
