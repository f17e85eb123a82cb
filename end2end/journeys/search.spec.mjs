// Staff find a case by what they know of it; what they look for never stands in an address.
import { complaint, file } from './office.mjs';
import { account, expect, expectHydrated, expectSound, signIn, test, visit } from './support.mjs';

const PHONE = '14400001234';

/** Types into the search box of the page that stands, and waits for what it finds. */
async function search(page, words) {
  const before = page.url();
  const box = page.getByRole('searchbox', { name: '搜索案件' });
  await box.fill(words);
  await page.getByRole('button', { name: '搜索', exact: true }).click();
  await expect(page).not.toHaveURL(before);
  await expect(page, 'the address holds an opaque id').toHaveURL(/\/desk\/search\/[0-9a-f]{32}$/);
  await expectHydrated(page);
  await expect(box, 'the box keeps what was looked for').toHaveValue(words);
}

const row = (page, number) => page.locator(`.wq-queue a[href*="${number}"]`);

test('a case is found by its number, telephone, business and words', { tag: '@postgres' }, async ({ page, request }) => {
  const { number } = await file(request, complaint());
  await signIn(page, account({ role: 'handler' }));

  await search(page, number);
  await expect(row(page, number)).toContainText('案件编号');
  await expectSound(page, 'desk-search-number');

  await search(page, number.slice(-6));
  await expect(row(page, number)).toContainText('案件编号');

  await search(page, PHONE);
  await expect(row(page, number)).toContainText('联系电话 144****1234');
  expect(await page.locator('main').innerText(), 'the telephone stays masked').not.toContain(PHONE);
  await expectSound(page, 'desk-search-telephone');

  await search(page, '示例百货 电饭煲');
  await expect(row(page, number)).toContainText('商家 示例百货');

  await search(page, '通电');
  await expect(row(page, number)).toContainText('不通电');
  await row(page, number).click();
  await expect(page).toHaveURL(new RegExp(`/desk/cases/${number}\\?search=[0-9a-f]{32}$`));
  await expect(page.locator('.wq-case__head')).toBeVisible();
  await expectHydrated(page);

  await page.getByRole('link', { name: '返回搜索结果' }).last().click();
  await expect(page, 'the way back leads to the search').toHaveURL(/\/desk\/search\/[0-9a-f]{32}$/);
  await expectHydrated(page);
  await page.locator('.wq-filters [name=type]').selectOption('complaint');
  await page.getByRole('button', { name: '筛选' }).click();
  await expect(page).toHaveURL(/\/desk\/search\/[0-9a-f]{32}\?.*type=complaint/);
  await expect(row(page, number)).toBeVisible();
  await expectSound(page, 'desk-search-filtered');
  for (const address of [/\/desk\/search\/[0-9a-f]{32}$/, /\/desk\/cases\//, /\/desk\/search\/[0-9a-f]{32}$/]) {
    await page.goBack();
    await expect(page).toHaveURL(address);
    await expectHydrated(page);
  }
  await expect(row(page, number)).toContainText('不通电');
  await page.goBack();
  await expect(row(page, number)).toContainText('商家 示例百货');
  await expect(page.getByRole('searchbox'), 'the box says what stands below it').toHaveValue('示例百货 电饭煲');
});

test('four digits alone, nothing found and nothing typed are answered helpfully', async ({ page }) => {
  await signIn(page, account({ role: 'handler' }));
  await search(page, '7391');
  await expect(page.getByText('不按电话尾号查找')).toBeVisible();
  await expectSound(page, 'desk-search-tail');

  await search(page, '没有这样的案件');
  await expect(page.getByText('没有找到符合的案件')).toBeVisible();
  await expectSound(page, 'desk-search-nothing');

  await visit(page, '/desk/register');
  await page.getByRole('button', { name: '搜索', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('请输入要搜索的内容');
  await expect(page).toHaveTitle(/^错误：/);
  await expectSound(page, 'desk-search-errors');
  await search(page, '七天');
});

test('the last digits of a telephone find a case beside another fact, and filters narrow what is found', async ({ page, request }) => {
  const tail = String(Math.floor(Math.random() * 1e4)).padStart(4, '0');
  const filing = complaint();
  const { number } = await file(request, {
    ...filing,
    complainant: { ...filing.complainant, name: '端木秋', phone: `1440000${tail}` },
    facts: `买的蜂蜜放了两天就起泡发酸，店家说是正常现象。（${tail}）`,
  });
  await signIn(page, account({ role: 'handler' }));

  await search(page, `端木秋 ${tail}`);
  await expect(row(page, number)).toContainText('联系电话');
  await search(page, `${tail} 蜂蜜`);
  await expect(row(page, number)).toContainText('蜂蜜');
  // Two characters are a word.
  await search(page, '发酸');
  await expect(row(page, number)).toContainText('发酸');
  await expectSound(page, 'desk-search-word');
  await search(page, `发酸 ${String((Number(tail) + 1) % 1e4).padStart(4, '0')}`);
  await expect(row(page, number), 'every fact has to fit').toHaveCount(0);

  await search(page, `端木秋 ${tail}`);
  await expect(row(page, number)).toContainText('联系电话');
  const filters = page.locator('.wq-filters');
  await filters.locator('[name=state]').selectOption('registered');
  await page.getByRole('button', { name: '筛选' }).click();
  await expect(page).toHaveURL(/state=registered/);
  await expectHydrated(page);
  await row(page, number).click();
  await expect(page.locator('.wq-case__head')).toBeVisible();
  await expectHydrated(page);
  await page.getByRole('link', { name: '返回搜索结果' }).last().click();
  await expect(page, 'the way back keeps the filter').toHaveURL(/\/desk\/search\/[0-9a-f]{32}\?state=registered$/);
  await expectHydrated(page);
  await filters.locator('[name=state]').selectOption('closed');
  await page.getByRole('button', { name: '筛选' }).click();
  await expect(page.getByText('没有找到符合的案件')).toBeVisible();
  await expect(page.getByRole('searchbox')).toHaveValue(`端木秋 ${tail}`);
  expect(page.url(), 'nothing that was looked for stands in the address').not.toContain(tail);
  await expectSound(page, 'desk-search-filtered-out');
});

test.describe('a search of somebody else', () => {
  test.use({ tolerated: [/status of 404/] });

  test('is not shown', async ({ page, newPerson }) => {
    await signIn(page, account({ role: 'handler' }));
    await search(page, '张三');
    const chief = await newPerson();
    await signIn(chief, account({ role: 'department_head' }));
    const answer = await visit(chief, new URL(page.url()).pathname);
    expect(answer.status()).toBe(404);
    await expect(chief.getByText('这次搜索已经失效').first()).toBeVisible();
    await expect(chief.getByRole('searchbox')).toHaveValue('');
  });
});
