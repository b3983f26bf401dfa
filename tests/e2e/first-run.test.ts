// From the one-time link of the first start to a console that is used by keyboard. Runs before everything else, because
// the link only works while there is no administrator.
import type { Page } from '@playwright/test'
import { test as bare } from '@playwright/test'
import { paths } from '@/lib/paths'
import { seriousFindings } from '@/tests/support/accessibility'
import {
  expect,
  mintAdministrator,
  password,
  pressUntil,
  shortId,
  signIn,
  signInToConsole,
  test,
} from '@/tests/support/console'

/** A click before React has taken over the page opens nothing. */
const openAccountMenu = (page: Page) =>
  expect(async () => {
    const menu = page.getByRole('menu')
    if (!(await menu.isVisible())) await page.getByRole('button', { name: /, account of / }).click()
    await expect(menu).toBeVisible({ timeout: 2000 })
  }).toPass({ timeout: 20_000 })

bare(
  'the set-up link makes the first administrator, who lands in the console; then the link is used up',
  async ({ page }) => {
    const link = process.env.TRIBUTARY_SETUP_LINK ?? ''
    expect(link).toContain('/set-up#')
    await page.goto(link)
    await page.getByLabel('Name').waitFor()
    expect(await seriousFindings(page, 'set-up')).toEqual([])
    await page.getByLabel('Name').fill('Mara Kessler')
    await page.getByLabel('E-mail').fill('first@example.com')
    await page.getByLabel('Password', { exact: true }).fill('short')
    await page.getByRole('button', { name: 'Create administrator' }).click()
    await expect(page.getByLabel('Password', { exact: true })).toHaveAttribute('aria-invalid', 'true')
    await page.getByLabel('Password', { exact: true }).fill(password)
    await page.getByRole('button', { name: 'Create administrator' }).click()
    await expect(page.getByRole('button', { name: /account of Mara Kessler/ })).toBeVisible()

    await page.context().clearCookies()
    await page.goto('about:blank')
    await page.goto(link)
    await expect(page.getByRole('heading', { name: 'Tributary is set up' })).toBeVisible()
  },
)

test('a wrong password says so without telling whether the account exists; nobody gets further', async ({
  strangerPage: page,
}) => {
  const { email } = await mintAdministrator()
  await page.goto(paths.environments)
  await expect(page).toHaveURL(/\/sign-in/)
  await signIn(page, email, 'wrong password')
  const message = page.getByRole('alert').filter({ hasText: /\w/ }).first()
  await expect(message).toBeVisible()
  const words = await message.innerText()
  await signIn(page, `nobody-${email}`, 'wrong password')
  await expect(message).toHaveText(words)
})

test('signing out ends the session; the page before is not shown again', async ({ strangerPage: page }) => {
  const { email } = await mintAdministrator()
  await signInToConsole(page, email)
  await openAccountMenu(page)
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await page.goto(paths.environments)
  await expect(page).toHaveURL(/\/sign-in/)
})

test('ending another session takes its page away', async ({ page, administrator, strangerPage: other }) => {
  await signInToConsole(other, administrator.email)
  await page.goto(paths.account)
  const end = page.getByRole('button', { name: 'End session' })
  await expect(end).toHaveCount(1)
  await end.click()
  await expect(end).toHaveCount(0)
  // The open page learns it from its event stream and leaves by itself.
  await expect(other).toHaveURL(/\/sign-in/)
})

test('the theme is chosen in the account menu and stays after a reload', async ({ page }) => {
  await page.goto(paths.environments)
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  await openAccountMenu(page)
  await page.getByRole('menuitemradio', { name: 'Dark' }).click()
  const dark = await background()
  await page.reload()
  expect(await background()).toBe(dark)
  await openAccountMenu(page)
  await page.getByRole('menuitemradio', { name: 'Light' }).click()
  await expect.poll(background).not.toBe(dark)
})

test('Ctrl-K finds a page of the cluster; the help lists the shortcuts', async ({ page, product }) => {
  await page.goto(paths.overview(product.environmentId, product.clusterId))
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  const search = page.getByRole('combobox', { name: 'Search or jump to' })
  await pressUntil(page, 'Control+k', search)
  await search.fill('consum')
  await expect(page.getByRole('option', { name: /Consumers/ })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/consumers$/)
  await expect(page.getByRole('heading', { level: 1, name: 'Consumers' })).toBeVisible()
  await pressUntil(page, '?', page.getByRole('dialog', { name: 'Keyboard shortcuts' }))
})

test('a topic is created with the keyboard alone', async ({ page, product }) => {
  const topic = `keys-${shortId()}`
  await page.goto(paths.topics(product.environmentId, product.clusterId))
  await expect(page.getByRole('heading', { level: 1, name: 'Topics' })).toBeVisible()
  await pressUntil(page, 'c', page.getByLabel('Topic name'))
  await expect(page.getByLabel('Topic name')).toBeFocused()
  await page.keyboard.type(topic)
  await page.keyboard.press('Tab')
  await expect(page.getByLabel('Partitions')).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('switch')).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Show advanced settings' })).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Create with defaults' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: topic })).toBeVisible()
})
