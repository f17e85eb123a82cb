// Registration on the telephone: what the office knows already, what was begun, and a link for photographs.
import { step } from './case.mjs';
import { complaint, file } from './office.mjs';
import { account, expect, expectHydrated, expectSound, hasScript, signIn, test, visit } from './support.mjs';

const FACTS = '上月在该店买的热水器漏水，店家说要等一个月才能上门，我要求退货。';

/** Characters for names of businesses, each with the letter a keyboard types for it. */
const LETTERS = Object.entries({ 安: 'a', 宝: 'b', 昌: 'c', 德: 'd', 丰: 'f', 贵: 'g', 海: 'h', 吉: 'j', 康: 'k', 林: 'l', 明: 'm', 宁: 'n' });

/** A fictional business of its own: `{ name, initials, address }`. */
function someBusiness() {
  const drawn = Array.from({ length: 5 }, () => LETTERS[Math.floor(Math.random() * LETTERS.length)]);
  return {
    name: `${drawn.map(([character]) => character).join('')}五金店`,
    initials: `${drawn.map(([, letter]) => letter).join('')}wjd`,
    address: '示例县河东镇建材路 9 号',
  };
}

/** A fictional mobile number of its own. */
const somePhone = () => `145${String(Math.floor(Math.random() * 1e8)).padStart(8, '0')}`;

const picture = (name) => ({
  name,
  mimeType: 'image/png',
  buffer: Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGPIAAAAagBpOUZKigAAAABJRU5ErkJggg==', 'base64'),
});

const found = (page, business) => page.locator('.wq-found').getByRole('button', { name: new RegExp(business.name) });

/** Adds a business to the register. */
async function keepBusiness(page, business) {
  await visit(page, '/desk/businesses');
  await page.getByRole('link', { name: '新增经营主体' }).click();
  await expect(page).toHaveURL(/\/desk\/businesses\/new$/);
  await page.locator('[name=name]').fill(business.name);
  await page.locator('[name=address]').fill(business.address);
  await page.getByRole('button', { name: '保存' }).click();
  await expect(page.getByRole('heading', { level: 1, name: business.name })).toBeVisible();
  await expectHydrated(page);
}

/** What is typed is looked up by itself; without JavaScript a button does it. */
async function lookUp(page) {
  if (hasScript()) return;
  await page.getByRole('button', { name: '查找经营者并查重' }).click();
  await expect(page).toHaveURL(/show=find/);
}

async function fillCaller(page, phone) {
  await page.locator('[name=complainant_name]').fill('司徒 明');
  await page.locator('[name=complainant_phone]').fill(phone);
  await page.locator('[name=complainant_address]').fill('示例县城关镇学府街 7 号');
}

async function fillMatter(page) {
  await page.locator('[name=item_name]').fill('热水器');
  await page.locator('[name=item_category]').selectOption('G04');
  await page.getByLabel('退还货款或服务费用').check();
  await page.locator('[name=problem]').selectOption('P01');
  await page.locator('[name=facts]').fill(FACTS);
  await page.getByLabel('已口头告知').check();
}

async function register(page) {
  await page.getByRole('button', { name: '登记', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: '登记完成' })).toBeVisible();
  await expectHydrated(page);
}

test('a business is found by name and by initials, and what repeats is noticed before it is registered', async ({ page }) => {
  const [business, phone] = [someBusiness(), somePhone()];
  await signIn(page, account({ role: 'handler' }));
  await keepBusiness(page, business);
  await expectSound(page, 'desk-business');

  await visit(page, '/desk/register');
  await fillCaller(page, phone);
  await page.locator('[name=respondent_name]').fill(business.initials);
  await lookUp(page);
  await expect(found(page, business)).toBeVisible();
  await expectSound(page, 'desk-register-found');

  // A part of the name finds it as well; taking it over fills the form.
  await page.locator('[name=respondent_name]').fill(business.name.slice(1, 7));
  await lookUp(page);
  await found(page, business).click();
  await expect(page.locator('[name=respondent_name]')).toHaveValue(business.name);
  await expect(page.locator('[name=respondent_address]')).toHaveValue(business.address);
  await expect(page.locator('[name=complainant_phone]'), 'what was typed stays').toHaveValue(phone);
  await expectHydrated(page);
  await fillMatter(page);
  // Enter in a text field does what the form is for.
  await page.locator('[name=item_name]').press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: '登记完成' })).toBeVisible();
  await expectHydrated(page);

  // The case and the entry lead to each other.
  await page.getByRole('link', { name: '打开案件' }).click();
  await expect(page).toHaveURL(/\/desk\/cases\/\d{21}/);
  const [number] = page.url().match(/\d{21}/);
  await page.getByRole('link', { name: `经营主体库：${business.name}` }).click();
  await expect(page.getByRole('heading', { level: 1, name: business.name })).toBeVisible();
  await expect(page.locator(`.wq-queue a[href*="${number}"]`)).toBeVisible();

  // The same person calls again about the same business.
  await visit(page, '/desk/register');
  await fillCaller(page, phone);
  await page.locator('[name=respondent_name]').fill(business.name);
  await lookUp(page);
  const hints = page.getByRole('main').getByText('登记前请留意');
  await expect(hints).toBeVisible();
  const earlier = page.locator('.wq-hints a').first();
  await expect(earlier).toHaveAttribute('href', `/desk/cases/${number}`);
  await expectSound(page, 'desk-register-hints');
});

test('a registration that was begun is kept and taken up again', async ({ page }) => {
  const [business, phone] = [someBusiness(), somePhone()];
  await signIn(page, account({ role: 'operator' }));
  await visit(page, '/desk/register');
  await fillCaller(page, phone);
  await page.locator('[name=respondent_name]').fill(business.name);
  await page.locator('[name=facts]').fill('来电中断，待回拨。');
  if (hasScript()) {
    await expect(page.getByText('填写的内容已保存')).toBeVisible();
    await expect(page, 'a reload finds it again').toHaveURL(/draft=/);
  }
  await page.getByRole('button', { name: '暂存' }).click();
  await expect(page.getByText('已暂存。可以先登记别的来电')).toBeVisible();
  await expectSound(page, 'desk-register-kept');
  expect(page.url(), 'nothing typed stands in the address').not.toContain(phone);

  await visit(page, '/desk');
  const begun = page.locator('.wq-begun__row').filter({ hasText: business.name });
  await expect(begun, 'people are masked').not.toContainText('司徒 明');
  await expectSound(page, 'desk-queue-begun');
  await begun.getByRole('link').click();
  await expect(page.locator('[name=complainant_phone]')).toHaveValue(phone);
  await expect(page.locator('[name=facts]')).toHaveValue('来电中断，待回拨。');
  await expectHydrated(page);
  await page.locator('[name=respondent_address]').fill(business.address);
  await fillMatter(page);
  await register(page);

  await visit(page, '/desk');
  await expect(begun).toHaveCount(0);
});

test('what was begun in vain is thrown away', async ({ page }) => {
  const business = someBusiness();
  await signIn(page, account({ role: 'operator' }));
  await visit(page, '/desk/register');
  await page.locator('[name=respondent_name]').fill(business.name);
  await page.getByRole('button', { name: '暂存' }).click();
  await expect(page.getByText('已暂存。可以先登记别的来电')).toBeVisible();
  await visit(page, '/desk');
  const begun = page.locator('.wq-begun__row').filter({ hasText: business.name });
  await begun.getByRole('button', { name: /删除/ }).click();
  await expect(begun).toHaveCount(0);
});

test('the caller adds photographs on their own telephone', { tag: '@postgres' }, async ({ page, request, newPerson }) => {
  const { number } = await file(request, complaint());
  await signIn(page, account({ role: 'handler' }));
  await visit(page, `/desk/cases/${number}`);
  await page.getByRole('link', { name: '请本人用手机补充照片' }).click();
  await expect(page).toHaveURL(new RegExp(`/desk/cases/${number}/link$`));
  await expectSound(page, 'desk-case-link');
  await page.getByRole('button', { name: '生成链接' }).click();
  await expect(page.getByText('链接已生成')).toBeVisible();
  await expect(page.getByRole('img', { name: '打开案件的二维码' })).toBeVisible();
  await expectSound(page, 'desk-case-link-made');
  const code = (await page.locator('.wq-number__value').innerText()).trim();
  expect(page.url(), 'the code stands in no address').not.toContain(code.slice(0, 4));

  const person = await newPerson();
  if (hasScript()) {
    await visit(person, `/track#${code.replaceAll('-', '')}`);
  } else {
    await visit(person, '/track');
    await person.locator('input[name=receipt]').fill(code);
  }
  await person.getByRole('button', { name: '查询', exact: true }).click();
  await expect(person).toHaveURL(/\/case$/);
  await expectHydrated(person);
  await person.locator('input[type=file]').setInputFiles([picture('漏水的热水器.png')]);
  if (hasScript()) {
    await expect(person.locator('.wq-file[data-state=kept]')).toHaveCount(1);
  } else {
    await person.getByRole('button', { name: '上传', exact: true }).click();
    await expect(person.getByText('材料已提交')).toBeVisible();
  }

  await visit(page, `/desk/cases/${number}`);
  await expect(page.getByRole('link', { name: '漏水的热水器.png' })).toBeVisible();
  await step(page, '开始审查');
  await expect(page.getByRole('link', { name: '漏水的热水器.png' })).toBeVisible();
});
