// The console in a browser: every test gets an administrator of its own, signed in, and watches what the page complains of.
import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { test as playwright, expect, type Locator, type Page } from '@playwright/test'
import { hashPassword } from '@/lib/crypto'
import { db } from '@/lib/db'
import { env } from '@/lib/env'
import { systemContext } from '@/lib/organizations/system-context'
import { insertUser } from '@/lib/users/create'
import { makeSession } from './browser'
import { openProduct, type Product } from './product'

export const password = 'correct horse battery'

export type Administrator = { id: string; email: string; fullName: string }

export async function mintAdministrator(fullName = 'Mara Kessler'): Promise<Administrator> {
  const { organizationId } = await systemContext(db, 'e2e')
  const email = `${crypto.randomUUID()}@example.com`
  const hash = await hashPassword(password)
  const { id } = await db.$transaction((tx) =>
    insertUser(tx, { email, fullName, roleName: 'OrganizationAdmin', organizationId }, hash),
  )
  return { id, email, fullName }
}

/** Puts a session of the administrator into the page's browser. */
export async function signInAs(page: Page, { id }: Administrator): Promise<void> {
  const [name, value] = (await makeSession(id)).cookie.split('=') as [string, string]
  await page.context().addCookies([{ name, value, url: env.url, httpOnly: true, sameSite: 'Lax' }])
}

export async function signIn(page: Page, email: string, typed = password): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(typed)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

/** Signed in, and the full load after it is done. */
export async function signInToConsole(page: Page, email: string): Promise<void> {
  await signIn(page, email)
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
  await expect(page.getByRole('button', { name: /, account of / })).toBeVisible()
}

/** A shortcut works once React has taken over the page that the server drew. */
export async function pressUntil(page: Page, key: string, shown: Locator): Promise<void> {
  await expect(async () => {
    if (!(await shown.isVisible())) await page.keyboard.press(key)
    await expect(shown).toBeVisible({ timeout: 2000 })
  }).toPass({ timeout: 20_000 })
}

/** Errors that a page may not have: console errors, exceptions, refusals of its content policy. */
export function watchComplaints(page: Page): string[] {
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error')
      complaints.push(`${page.url()}: ${message.text()} ${message.location().url}`)
  })
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`))
  return complaints
}

export const shortId = (): string => crypto.randomUUID().slice(0, 8)

export async function makeTopic(
  { ask, clusterId }: Product,
  { prefix = 'topic', partitions = 1 } = {},
): Promise<string> {
  const name = `${prefix}-${shortId()}`
  await ask('POST', `/kafka/v3/clusters/${clusterId}/topics`, {
    topic_name: name,
    partitions_count: partitions,
  })
  return name
}

export async function produceText(
  { ask, clusterId }: Product,
  topic: string,
  record: { key?: string; value: string },
): Promise<void> {
  await ask('POST', `/kafka/v3/clusters/${clusterId}/topics/${encodeURIComponent(topic)}/records`, {
    ...(record.key === undefined ? {} : { key: { type: 'STRING', data: record.key } }),
    value: { type: 'STRING', data: record.value },
  })
}

/** Fills the dialog that wants a name typed before something is deleted. */
export async function confirmByTyping(
  page: Page,
  name: string,
  title: string,
  action = title,
): Promise<void> {
  const dialog = page.getByRole('dialog', { name: title })
  const button = dialog.getByRole('button', { name: action })
  await expect(button).toBeDisabled()
  await dialog.getByRole('textbox').fill(name)
  await button.click()
  await expect(dialog).toBeHidden()
}

export async function chooseOption(page: Page, control: Locator, option: string): Promise<void> {
  await control.click()
  await page.getByRole('option', { name: option, exact: true }).click()
}

export type Finished = { code: number | null; output: string; errors: string }

/** A Python program of tests/support/clients with the secret on its standard input. */
export async function runPython(script: string, args: string[], secret: string): Promise<Finished> {
  const child = spawn('.venv/bin/python', [`tests/support/clients/${script}`, ...args])
  child.stdin.end(`${secret}\n`)
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const [output, errors, code] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  return { code, output, errors }
}

export type Fixtures = {
  product: Product
  administrator: Administrator
  complaints: string[]
  /** A page in a window of its own, with nobody signed in. */
  strangerPage: Page
}

/** `product` talks to the API of the default cluster; `page` is signed in as `administrator`. */
export const test = playwright.extend<Fixtures>({
  product: async ({}, use) => use(await openProduct()),
  administrator: async ({}, use) => use(await mintAdministrator()),
  page: async ({ page, administrator }, use) => {
    await signInAs(page, administrator)
    await use(page)
  },
  strangerPage: async ({ browser }, use) => {
    const context = await browser.newContext({ baseURL: env.url })
    await use(await context.newPage())
    await context.close()
  },
  complaints: async ({ page }, use) => {
    const complaints = watchComplaints(page)
    await use(complaints)
    expect(complaints).toEqual([])
  },
})

export { expect } from '@playwright/test'
