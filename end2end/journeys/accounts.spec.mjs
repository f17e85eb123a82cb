// An administrator sets up an organisation and an account; the person behind it comes, works and goes.
import { account, expect, expectHydrated, expectSound, signIn, test, visit } from './support.mjs';

const PASSWORD = '三只狐狸 过马路';

const save = (page) => page.getByRole('button', { name: '保存', exact: true }).click();

/** An organisation's code that nobody has yet. */
async function freeCode(page) {
  await visit(page, '/desk/admin/organisations');
  const taken = await page.locator('.wq-tree__code').allInnerTexts();
  const codes = Array.from({ length: 60 }, (_, place) => String(40 + place));
  return codes.find((code) => !taken.map((text) => text.trim()).includes(code));
}

async function addOrganisation(page, code, name) {
  await page.getByRole('link', { name: '新增机构' }).click();
  await expect(page).toHaveURL(/\/desk\/admin\/organisations\/new$/);
  await expectHydrated(page);
  await expectSound(page, 'admin-organisation-new');
  await page.locator('[name=name_zh]').fill(name);
  await page.locator('[name=kind]').selectOption('station');
  await page.locator('[name=parent]').selectOption('01');
  await page.locator('[name=organisation_code]').fill(code);
  await save(page);
  // What is missing is named, what was typed stays.
  await expect(page.getByRole('alert').first()).toBeVisible();
  await expect(page.locator('[name=name_zh]')).toHaveValue(name);
  await expect(page.locator('[name=organisation_code]')).toHaveValue(code);
  await expectHydrated(page);
  await expectSound(page, 'admin-organisation-errors');
  await page.locator('[name=name_en]').fill(`Service Station ${code}`);
  await page.locator('[name=telephone]').fill('0990-8820099');
  await page.locator('[name=address]').fill('示例市示例县城关镇中心街 1 号');
  await save(page);
  await expect(page).toHaveURL(new RegExp(`/desk/admin/organisations/${code}`));
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await expectHydrated(page);
}

/** Makes an account; returns its address and the first password, which is shown once. */
async function addAccount(page, { login, name, organisation, number }) {
  await visit(page, '/desk/admin/accounts/new');
  await expectSound(page, 'admin-account-new');
  await page.locator('[name=name]').fill(name);
  await page.locator('[name=organisation]').selectOption(organisation);
  await page.locator('[name=login]').fill(login);
  await page.locator('[name=staff_number]').fill(number);
  await page.locator('[value=operator]').check();
  await save(page);
  await expect(page.getByText('密码只显示这一次')).toBeVisible();
  await expectHydrated(page);
  await expectSound(page, 'admin-account-password');
  const password = (await page.locator('.wq-number__value').innerText()).trim();
  const address = new URL(page.url()).pathname;
  await visit(page, address);
  await expect(page.locator('.wq-number__value'), 'the page of the account does not show it').toHaveCount(0);
  return { address, password };
}

/** The first sign-in leads to a password of one's own and nowhere else. */
async function takeOver(page, login, first) {
  await signIn(page, { login, password: first });
  await visit(page, '/desk');
  await expect(page).toHaveURL(/\/desk\/account/);
  await expect(page.getByText('您正在使用管理员给的初始密码')).toBeVisible();
  await expectSound(page, 'desk-account-first');
  await page.locator('[name=current_password]').fill(first);
  await page.locator('[name=new_password]').fill(PASSWORD);
  await page.locator('[name=repeated_password]').fill('别的密码 不一样');
  await page.getByRole('button', { name: '修改密码' }).click();
  await expect(page.locator('#f-repeated_password-error')).toBeVisible();
  await expectHydrated(page);
  await expectSound(page, 'desk-account-errors');
  await page.locator('[name=current_password]').fill(first);
  await page.locator('[name=new_password]').fill(PASSWORD);
  await page.locator('[name=repeated_password]').fill(PASSWORD);
  await page.getByRole('button', { name: '修改密码' }).click();
  await expect(page.getByText('密码已修改')).toBeVisible();
  await page.getByRole('link', { name: '返回待办' }).click();
  await expect(page).toHaveURL(/\/desk$/);
  await expectHydrated(page);
}

test('an account is made, taken over, used on two devices and ended', async ({ page, newPerson }) => {
  test.slow();
  await signIn(page, account({ role: 'admin' }));
  const code = await freeCode(page);
  await expectSound(page, 'admin-organisations');
  const [organisation, login] = [`第${code}消费维权服务站`, `station.${code}.${Math.random().toString(36).slice(2, 8)}`];
  await addOrganisation(page, code, organisation);
  await page.locator('[name=telephone]').fill('0990-8820098');
  await save(page);
  await expect(page.getByText('0990-8820099 → 0990-8820098')).toBeVisible();
  await expectSound(page, 'admin-organisation');

  const number = `${code}-001`;
  const made = await addAccount(page, { login, name: '上官 云', organisation: code, number });
  const person = await newPerson();
  await takeOver(person, login, made.password);

  // Roles are added while the person works.
  await visit(page, made.address);
  await page.locator('[value=handler]').check();
  await save(page);
  await expect(page.getByText(/角色：.* → .*/).first()).toBeVisible();
  await expectHydrated(page);

  // A second device, ended from the first.
  const tablet = await newPerson();
  await signIn(tablet, { login, password: PASSWORD });
  await visit(person, '/desk/account');
  const others = person.getByRole('button', { name: '退出这台设备' });
  await expect(others).toHaveCount(1);
  await expectSound(person, 'desk-account-sessions');
  await others.click();
  await expect(others).toHaveCount(0);
  await visit(tablet, '/desk');
  await expect(tablet).toHaveURL(/\/desk\/sign-in/);
  await visit(person, '/desk');
  await expect(person, 'the own device stays signed in').toHaveURL(/\/desk$/);

  // Disabled: out at once, and not in again.
  await visit(page, made.address);
  await page.getByRole('button', { name: '停用账号' }).click();
  await expect(page.getByRole('button', { name: '启用账号' })).toBeVisible();
  await expectHydrated(page);
  await expectSound(page, 'admin-account-locked');
  await visit(person, '/desk');
  await expect(person).toHaveURL(/\/desk\/sign-in/);
  await person.locator('input[name=login]').fill(login);
  await person.locator('input[name=password]').fill(PASSWORD);
  await person.locator('main form button[type=submit]').click();
  await expect(person.getByText(/账号或密码不正确/).first()).toBeVisible();
  await expect(person).toHaveURL(/\/desk\/sign-in/);

  // Without open cases and people the organisation can be closed; the trail has it all.
  await visit(page, `/desk/admin/organisations/${code}`);
  await page.getByRole('button', { name: '停用该机构' }).click();
  await expect(page.getByRole('button', { name: '恢复该机构' })).toBeVisible();
  await visit(page, '/desk/admin/trail');
  await expectSound(page, 'admin-trail');
  const heads = page.locator('.wq-trail__head');
  for (const deed of ['新增机构', '修改机构', '停用机构', '新增账号', '修改账号', '本人修改密码', '停用账号']) {
    await expect(heads.filter({ hasText: deed }).first(), deed).toBeVisible();
  }
});

test('accounts are found by name, and nobody changes their own', async ({ page }) => {
  const admin = account({ role: 'admin' });
  await signIn(page, admin);
  await visit(page, '/desk/admin');
  await expectSound(page, 'admin');
  await page.getByRole('link', { name: /账号与角色/ }).click();
  await expect(page).toHaveURL(/\/desk\/admin\/accounts$/);
  await page.locator('[name=name]').fill(admin.name);
  await page.getByRole('main').getByRole('button', { name: '搜索', exact: true }).click();
  await expect(page.getByText('共 1 个账号')).toBeVisible();
  expect(page.url(), 'no name stands in the address').not.toMatch(/%E/);
  await expectHydrated(page);
  await expectSound(page, 'admin-accounts');
  await page.locator('.wq-tree__link').click();
  await expect(page.getByText('不能修改自己的角色、机构和状态')).toBeVisible();
  await expect(page.getByRole('button', { name: '停用账号' })).toHaveCount(0);
  await expectHydrated(page);
  await expectSound(page, 'admin-account-own');
});
