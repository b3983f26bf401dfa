// The course's first exercise, from signing in to a key that is refused.
import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { paths } from '@/lib/paths'
import {
  confirmByTyping,
  expect,
  mintAdministrator,
  runPython,
  shortId,
  signInToConsole,
  test,
} from '@/tests/support/console'
import { eventually } from '@/tests/support/poll'
import type { Product } from '@/tests/support/product'

type Key = { id: string; secret: string; bootstrap: string }

async function messageCount({ ask, clusterId }: Product, topic: string): Promise<number> {
  type Detail = { messages: number }
  return (await ask<Detail>('GET', `/api/console/clusters/${clusterId}/topics/${topic}`)).messages
}

async function createTopic(page: Page, topic: string): Promise<void> {
  await page.getByRole('link', { name: 'Topics' }).first().click()
  await page.getByRole('link', { name: 'Create topic' }).first().click()
  await page.getByLabel('Topic name').fill(topic)
  await expect(page.getByLabel('Partitions')).toHaveValue('6')
  await page.getByRole('button', { name: 'Create with defaults' }).click()
  await expect(page.getByRole('heading', { level: 1, name: topic })).toBeVisible()
  await expect(page.getByText(/6 partitions · retention (1 week|7 days)/)).toBeVisible()
}

async function openWizard(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Connectors' }).first().click()
  await page
    .getByRole('link', { name: /Add connector/i })
    .first()
    .click()
  // The list has a search box of that name too.
  await expect(page).toHaveURL(/\/connectors\/add/)
  await page.getByRole('searchbox', { name: 'Search connectors' }).fill('datagen')
  await page.getByRole('button', { name: /^Sample Data/ }).click()
  const dialog = page.getByRole('dialog', { name: 'Launch Sample Data' })
  await dialog.getByRole('radio', { name: /^Orders/ }).click()
  await dialog.getByRole('link', { name: 'Additional configuration' }).click()
}

/** The file as Confluent writes it, blank lines and all. */
async function generateKey(page: Page, clusterId: string): Promise<Key> {
  await page.getByRole('button', { name: 'Generate API key & download' }).click()
  const dialog = page.getByRole('dialog', { name: 'Create API key' })
  await dialog.getByRole('button', { name: 'Create key' }).click()
  const download = page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Download and continue' }).click()
  const text = await readFile(await (await download).path(), 'utf8')
  const form =
    /^=== Confluent Cloud API key: (lkc-\w+) ===\n\nAPI key:\n([A-Z0-9]{16})\n\nAPI secret:\n(\S{64})\n\nBootstrap server:\n(\S+:\d+)\n$/
  const [, cluster, id = '', secret = '', bootstrap = ''] = form.exec(text) ?? []
  expect(cluster, text.replace(/\S{64}/, '…')).toBe(clusterId)
  return { id, secret, bootstrap }
}

test('topic, sample data, messages, an outside client, and the end of connector and key', async ({
  strangerPage: page,
  product,
}) => {
  const { email } = await mintAdministrator()
  await signInToConsole(page, email)
  await page.goto(paths.overview(product.environmentId, product.clusterId))
  await createTopic(page, 'orders')

  await openWizard(page)
  await page.getByRole('radio', { name: 'orders, 6 partitions' }).click()
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByRole('radio', { name: /^My account/ })).toBeChecked()
  const key = await generateKey(page, product.clusterId)
  await page.getByRole('button', { name: 'Continue' }).click()

  await page.getByRole('radio', { name: /^JSON\b/ }).click()
  await page.getByRole('radio', { name: /^Orders/ }).click()
  await page.getByRole('button', { name: 'Show advanced configurations' }).click()
  await page.getByLabel('Max interval between messages (ms)').fill('100')
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByRole('textbox', { name: 'Tasks, as a number' })).toHaveValue('1')
  await page.getByRole('button', { name: 'Continue' }).click()

  const nameField = page.getByLabel('Connector name')
  await expect(nameField).toHaveValue(/^DatagenSourceConnector_\d+$/)
  // What is suggested may be taken meanwhile by a test beside this one.
  const name = `exercise-${shortId()}`
  await nameField.fill(name)
  const json = page.getByLabel('Connector JSON', { exact: true }).first()
  await expect(json).toContainText('"kafka.topic": "orders"')
  await expect(json).toContainText(/"kafka\.api\.secret": "\*+"/)
  await expect(page.locator('body')).not.toContainText(key.secret)
  await page.getByRole('button', { name: 'Launch' }).click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  await expect(page.getByText('Running', { exact: true }).first()).toBeVisible()

  await page.getByRole('link', { name: 'orders', exact: true }).first().click()
  await expect(page).toHaveURL(/\/topics\/orders\/messages/)
  await page.getByRole('button', { name: 'Auto-refresh off' }).click()
  await expect(page.getByRole('button', { name: /^Live · \d/ })).toBeVisible()
  const newest = page.getByRole('row').nth(1)
  const first = await newest.innerText()
  await expect(newest).not.toHaveText(first)
  await expect(newest).toContainText('"itemid"')

  const before = await messageCount(product, 'orders')
  const read = await runPython('orders_check.py', [key.bootstrap, key.id, 'orders', '40'], key.secret)
  expect(JSON.parse(read.output || '{}'), read.errors).toEqual({ read: 40, problems: [] })
  expect(await messageCount(product, 'orders')).toBeGreaterThan(before)

  await page.goto(paths.connector(product.environmentId, product.clusterId, name))
  await page.getByRole('button', { name: 'Actions' }).click()
  await page.getByRole('menuitem', { name: 'Delete connector' }).click()
  await confirmByTyping(page, name, 'Delete connector')
  await expect(page).toHaveURL(/\/connectors$/)
  let last = -1
  await eventually(
    'the stream stopped',
    async () => {
      const now = await messageCount(product, 'orders')
      const hasStopped = now === last
      last = now
      return hasStopped
    },
    { everyMs: 1500 },
  )

  await page.goto(paths.apiKeys(product.environmentId, product.clusterId))
  await page.getByRole('row', { name: key.id }).hover()
  await page.getByRole('button', { name: `Actions for ${key.id}` }).click()
  await page.getByRole('menuitem', { name: /^Delete/ }).click()
  await confirmByTyping(page, key.id, 'Delete API key', 'Delete key')
  await expect(page.getByRole('row', { name: key.id })).toBeHidden()
  await eventually('the deleted key is refused', async () => {
    const { code } = await runPython('orders_check.py', [key.bootstrap, key.id, 'orders', '1'], key.secret)
    return code === 3
  })
  expect(await messageCount(product, 'orders')).toBe(last)
})
