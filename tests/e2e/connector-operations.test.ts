// A sink in operation: dead letters put right and sent again, offsets sent back and restored; every page looked at by axe.
import type { Page } from '@playwright/test'
import pg from 'pg'
import { paths } from '@/lib/paths'
import { findingsInBothThemes } from '@/tests/support/accessibility'
import { expect, makeTopic, produceText, shortId, test } from '@/tests/support/console'
import { eventually } from '@/tests/support/poll'
import { connectorsPath, openProduct, type Product } from '@/tests/support/product'
import { startTargetDatabase, type TargetDatabase } from '@/tests/support/target-database'

let target: TargetDatabase
let database: pg.Client
let product: Product
const name = `orders-to-postgres-${shortId()}`
let topic: string

test.beforeAll(async () => {
  target = await startTargetDatabase()
  database = new pg.Client({ connectionString: target.url })
  await database.connect()
  product = await openProduct()
  topic = await makeTopic(product, { prefix: 'operated' })
  for (const value of ['{"id": 1, "item": "a"}', 'no order', '{"id": 2, "item": "b"}', '{"id": 3'])
    await produceText(product, topic, { key: 'k', value })
  await launchSink()
  await eventually('the good ones are in the table', async () => (await ids()).length === 2)
})
test.afterAll(async () => {
  await product.ask('DELETE', connectorsPath(product, name))
  await database.end()
  await target.stop()
})
test.beforeEach(({ page }) => page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' }))

async function launchSink(): Promise<void> {
  const { ask, clusterId, userId } = product
  const key = await ask<{ id: string; spec: { secret: string } }>('POST', '/iam/v2/api-keys', {
    spec: { display_name: '', description: name, owner: { id: userId }, resource: { id: clusterId } },
  })
  const { hostname, port, username, password, pathname } = new URL(target.url)
  await ask('POST', connectorsPath(product), {
    name,
    config: {
      'connector.class': 'PostgresSink',
      name,
      'kafka.auth.mode': 'KAFKA_API_KEY',
      'kafka.api.key': key.id,
      'kafka.api.secret': key.spec.secret,
      topics: topic,
      'input.data.format': 'JSON',
      'connection.host': hostname,
      'connection.port': port,
      'connection.user': username,
      'connection.password': decodeURIComponent(password),
      'db.name': pathname.slice(1),
      'insert.mode': 'UPSERT',
      'pk.mode': 'record_value',
      'pk.fields': 'id',
      'auto.create': 'true',
      'tasks.max': '1',
    },
  })
}

async function ids(): Promise<number[]> {
  const found = await database
    .query<{ id: string }>(`select id from "${topic}" order by id`)
    .catch(() => ({ rows: [] }))
  return found.rows.map(({ id }) => Number(id))
}

const at = (tab: string): string => paths.connector(product.environmentId, product.clusterId, name, tab)

async function typeName(page: Page, action: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: action })
  await dialog.getByRole('textbox').last().fill(name)
  await dialog.getByRole('button', { name: action }).click()
  await expect(dialog).toBeHidden()
}

test('dead letters say why, are put right and sent again, once', async ({ page, complaints }) => {
  const findings: string[] = []
  const look = async (what: string) => findings.push(...(await findingsInBothThemes(page, what)))
  await page.goto(at('dead-letters'))
  const table = page.getByRole('region', { name: 'Table of dead letters' })
  await expect(table.getByText('no order')).toBeVisible()
  await expect(table.getByText('{"id": 3')).toBeVisible()
  await look('dead letters')

  // A page of its own, as a longer queue has it, and the way back.
  await page.goto(`${at('dead-letters')}?before=0:1`)
  await expect(table.getByText('{"id": 3')).toBeHidden()
  await page.getByRole('button', { name: 'Newest', exact: true }).click()

  await table.getByText('{"id": 3').click()
  const letter = page.getByRole('dialog', { name: 'Dead letter', exact: true })
  await expect(letter.getByRole('link', { name: `${topic}, partition 0, offset 3` })).toBeVisible()
  await look('a dead letter')
  await letter.getByRole('button', { name: 'Edit and send again' }).click()
  const edit = page.getByRole('dialog', { name: 'Edit and send again' })
  await edit.getByRole('radio', { name: 'JSON' }).click()
  await edit.getByRole('textbox', { name: 'Value' }).click()
  await page.keyboard.press('Control+a')
  await page.keyboard.insertText('{"id": 3, "item": "c"}')
  await look('editing a dead letter')
  await edit.getByRole('button', { name: 'Send edited message' }).click()
  await expect(edit).toBeHidden()
  await expect(letter.getByText('Sent again, edited')).toBeVisible()
  await eventually('the message that was put right is a row', async () => (await ids()).includes(3))

  await page.getByRole('button', { name: 'Send all again' }).click()
  const all = page.getByRole('dialog', { name: 'Send all dead letters again' })
  await all.getByRole('button', { name: 'Send all again' }).click()
  await expect(all.getByText('Sent before')).toBeVisible()
  await expect(all.getByText('2 of 2')).toBeVisible()
  await look('sending all again')
  await all.getByRole('button', { name: 'Close' }).last().click()
  // What cannot be used comes back, and says that it was sent again before.
  await expect(async () => {
    await page.getByRole('button', { name: 'Refresh' }).click()
    await expect(table.getByText('no order')).toHaveCount(2, { timeout: 2000 })
  }).toPass({ timeout: 30_000 })
  await table.getByText('no order').first().click()
  await expect(letter.getByText('Sent again 1 time, and failed again')).toBeVisible()
  expect(findings).toEqual([])
  expect(complaints).toEqual([])
})

test('offsets are sent back, and restored from the history', async ({ page, complaints }) => {
  await eventually('all rows are there', async () => (await ids()).length === 3)
  await page.goto(at('offsets'))
  const table = page.getByRole('region', { name: 'Table of partitions' })
  await expect(table.getByRole('row').nth(1)).toContainText(topic)
  await database.query(`delete from "${topic}"`)
  await page.getByRole('button', { name: 'Change offsets' }).click()
  await page.getByLabel('Time to go to').fill('2020-01-01T00:00')
  await page.getByRole('button', { name: 'All to this time' }).click()
  await expect(page.getByText(/1 partition of 1: \d offsets are read again/)).toBeVisible()
  expect(await findingsInBothThemes(page, 'changing offsets')).toEqual([])
  await typeName(page, 'Change offsets')
  const changes = page.getByRole('region', { name: 'Changes' })
  await expect(changes.getByText('Applied')).toBeVisible()
  await eventually('the rows are written again', async () => (await ids()).length === 3)
  await changes.getByRole('button', { name: 'Restore what was before' }).click()
  await typeName(page, 'Restore offsets')
  await expect(changes.getByText('Applied')).toHaveCount(2)
  expect(await findingsInBothThemes(page, 'offsets')).toEqual([])
  expect(complaints).toEqual([])
})

test('all pages of a connector are usable on a phone and have no serious finding', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  for (const tab of ['overview', 'metrics', 'logs', 'dead-letters', 'offsets', 'settings']) {
    await page.goto(at(tab))
    await page.locator('main').getByRole('heading').first().waitFor()
    await page.waitForFunction(() => !document.querySelector('[class*="animate-pulse"], [aria-busy="true"]'))
    expect(await findingsInBothThemes(page, tab)).toEqual([])
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(overflow, tab).toBeLessThanOrEqual(0)
  }
})

test('several connectors are paused and resumed at once', async ({ page }) => {
  const { environmentId, clusterId } = product
  await page.goto(`${paths.connectors(environmentId, clusterId)}?q=${name}`)
  await page.getByRole('checkbox', { name: new RegExp(name) }).click()
  for (const [order, word] of [
    ['Pause', 'Paused'],
    ['Resume', 'Running'],
  ] as const) {
    await page.getByRole('toolbar', { name: 'Selected rows' }).getByRole('button', { name: order }).click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: `${order} 1 connector` })
      .click()
    await expect(page.getByRole('row').nth(1)).toContainText(word)
    if (order === 'Pause') await page.getByRole('checkbox', { name: new RegExp(name) }).click()
  }
})

test('typing into a search does not hold up the page that is on its way', async ({ page }) => {
  const { environmentId, clusterId } = product
  await page.goto(paths.connectors(environmentId, clusterId))
  const search = page.getByRole('searchbox', { name: 'Search connectors' })
  await search.fill('o')
  await expect(page).toHaveURL(/q=o/)
  // Slow enough for somebody to go on typing.
  await page.route(/_rsc=/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1500))
    await route.continue()
  })
  await page.getByRole('link', { name, exact: true }).click()
  await search.press('End')
  await search.pressSequentially('rders', { delay: 60 })
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  expect(new URL(page.url()).pathname).toBe(at('overview'))
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  await page.goBack()
  await expect(search).toHaveValue('orders')
})
