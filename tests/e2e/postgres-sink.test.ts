// The PostgreSQL sink from its wizard: Avro orders of sample data become rows, each order once; every step looked at by axe.
import type { Page } from '@playwright/test'
import pg from 'pg'
import { paths } from '@/lib/paths'
import { findingsInBothThemes } from '@/tests/support/accessibility'
import { chooseOption, expect, makeTopic, shortId, test } from '@/tests/support/console'
import { eventually } from '@/tests/support/poll'
import { connectorsPath, launchSampleData } from '@/tests/support/product'
import { startTargetDatabase, type TargetDatabase } from '@/tests/support/target-database'

let target: TargetDatabase
let database: pg.Client

test.beforeAll(async () => {
  target = await startTargetDatabase()
  database = new pg.Client({ connectionString: target.url })
  await database.connect()
})
test.afterAll(async () => {
  await database.end()
  await target.stop()
})
test.beforeEach(({ page }) => page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' }))

const currentStep = (page: Page) => page.getByRole('list', { name: 'Steps' }).locator('[aria-current="step"]')

async function goOn(page: Page, to: string): Promise<void> {
  await page.getByRole('button', { name: 'Continue', exact: true }).click()
  await expect(currentStep(page)).toContainText(to)
}

async function generateKey(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Generate API key & download' }).click()
  const dialog = page.getByRole('dialog', { name: 'Create API key' })
  await dialog.getByRole('button', { name: 'Create key' }).click()
  const saved = page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Download and continue' }).click()
  await saved
  await expect(dialog).toBeHidden()
}

/** Asked again where a starved machine was too slow to answer. */
async function testConnection(page: Page, verdict: string | RegExp): Promise<void> {
  await expect(async () => {
    await page.getByRole('button', { name: 'Test connection' }).click()
    await expect(page.getByText(verdict)).toBeVisible({ timeout: 20_000 })
  }).toPass({ timeout: 90_000 })
}

/** A wrong port is told at its field as one leaves it, a wrong password by the layer that refuses it. */
async function authenticate(page: Page): Promise<void> {
  const { hostname, port, username, password, pathname } = new URL(target.url)
  await page.getByLabel('Connection host').fill(hostname)
  await page.getByLabel('Connection port').fill('99999')
  await page.getByLabel('Connection user').fill(username)
  await expect(page.getByText('Connection port must be at most 65535.')).toBeVisible()
  await page.getByLabel('Connection port').fill(port)
  await page.getByLabel('Connection password').fill('not this one')
  await page.getByLabel('Database name').fill(pathname.slice(1))
  await testConnection(page, /^The connection fails:/)
  await page.getByLabel('Connection password').fill(decodeURIComponent(password))
  await testConnection(page, 'The connection works')
}

async function configure(page: Page): Promise<void> {
  await page.getByRole('radio', { name: /^AVRO/ }).click()
  await chooseOption(page, page.getByRole('combobox', { name: 'Insert mode' }), 'UPSERT')
  await page.getByRole('combobox', { name: 'PK mode' }).click()
  await page.getByRole('option', { name: /^record_value/ }).click()
  await page.getByLabel('PK fields').fill('orderid')
  await page.getByRole('switch', { name: 'Auto create table' }).click()
}

/** A transform that is seen in the rows: every item's id is masked. */
async function addTransform(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Add SMT' }).click()
  const chooser = page.getByRole('dialog', { name: 'Add a single message transform' })
  await chooser.getByRole('searchbox', { name: 'Search transforms' }).fill('mask')
  await chooser.getByRole('button', { name: /^Mask field/ }).click()
  await page.getByRole('textbox', { name: /^Fields/ }).fill('itemid')
  await page.getByLabel('Replacement').fill('hidden')
  const after = page.getByLabel('After', { exact: true }).first()
  await expect(async () => {
    await page.getByRole('button', { name: 'Try on a real record' }).click()
    await expect(after).toContainText('"itemid": "hidden"', { timeout: 20_000 })
  }).toPass({ timeout: 90_000 })
  await expect(page.getByLabel('Before', { exact: true }).first()).toContainText('"itemid": "Item_')
}

test('from the wizard to rows: Avro orders, upserted by their id', async ({ page, product }) => {
  test.setTimeout(400_000)
  const { environmentId, clusterId, ask } = product
  const data = await launchSampleData(product, {
    quickstart: 'ORDERS',
    'output.data.format': 'AVRO',
    'max.interval': '20',
  })
  const findings: string[] = []
  const look = async (name: string) => findings.push(...(await findingsInBothThemes(page, name)))
  await page.goto(paths.connectorCatalog(environmentId, clusterId))
  await page.getByRole('searchbox', { name: 'Search connectors' }).fill('postgres upsert')
  await page.getByRole('link', { name: /PostgreSQL Sink/ }).click()

  await page.getByRole('checkbox', { name: new RegExp(`^${data.topic},`) }).click()
  await look('topic selection')
  await goOn(page, 'Kafka credentials')
  await generateKey(page)
  await goOn(page, 'Authentication')
  await authenticate(page)
  await look('authentication')
  await goOn(page, 'Configuration')
  await configure(page)
  await addTransform(page)
  await look('configuration')
  await page.getByRole('button', { name: 'Request preview' }).click()
  const preview = page.getByRole('dialog', { name: 'Data preview' })
  const row = preview.getByRole('region', { name: 'As it would be written' }).first()
  await expect(row).toContainText('Upsert')
  await expect(row).toContainText('hidden')
  await expect(preview.getByRole('region', { name: /^Table / })).toContainText('is not there yet')
  expect(await preview.getByRole('listitem').count()).toBeGreaterThanOrEqual(5)
  await look('data preview')
  await page.keyboard.press('Escape')
  await expect(preview).toBeHidden()
  await goOn(page, 'Sizing')
  await goOn(page, 'Review and launch')
  const name = `orders-to-postgres-${shortId()}`
  await page.getByLabel('Connector name').fill(name)
  await look('review')

  const json = page.getByLabel('Connector JSON', { exact: true }).first()
  await expect(json).toContainText(/"connection\.password": "\*+"/)
  await page.getByRole('button', { name: 'Launch' }).click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  await expect(page.getByText('Running', { exact: true }).first()).toBeVisible()
  type Counts = { rows: number; ids: number; masked: number }
  const counts = async (): Promise<Counts> => {
    const { rows } = await database.query<Counts>(
      `select count(*)::int as rows, count(distinct orderid)::int as ids,
        count(*) filter (where itemid = 'hidden')::int as masked from "${data.topic}"`,
    )
    return rows[0] ?? { rows: 0, ids: 0, masked: 0 }
  }
  await eventually('rows of the orders are there', async () => (await counts()).rows >= 20)
  const { rows, ids, masked } = await counts()
  expect({ ids, masked }).toEqual({ ids: rows, masked: rows })
  await ask('DELETE', connectorsPath(product, name))
  await data.remove()
  expect(findings).toEqual([])
})

test('a pasted configuration of Kafka Connect lands on the review, with what is missing and where', async ({
  page,
  product,
  complaints,
}) => {
  const { environmentId, clusterId } = product
  const topic = await makeTopic(product, { prefix: 'pasted' })
  await page.goto(paths.connectorCatalog(environmentId, clusterId))
  await page.getByRole('button', { name: 'Paste JSON or properties' }).click()
  const dialog = page.getByRole('dialog', { name: 'Paste JSON or properties' })
  await dialog.getByRole('textbox', { name: 'Configuration' }).fill('{"connector.class": "JdbcSink"')
  await expect(dialog.getByText(/not valid JSON/)).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Configuration' }).fill(
    JSON.stringify({
      name: `pasted-${topic}`,
      config: {
        'connector.class': 'io.confluent.connect.jdbc.JdbcSinkConnector',
        'connection.url': 'jdbc:postgresql://127.0.0.1:5439/shop',
        'connection.user': 'writer',
        'connection.password': 'kept in memory only',
        topics: `${topic},none-${topic}`,
        'insert.mode': 'upsert',
        'pk.mode': 'record_value',
        'pk.fields': 'id',
        'auto.create': true,
        'auto.crate': 'x',
      },
    }),
  )
  await expect(dialog.getByText(/"auto.crate" is not a property.*Did you mean auto.create\?/)).toBeVisible()
  await dialog.getByRole('button', { name: 'Continue to review' }).click()

  await expect(page.getByLabel('Connector name')).toHaveValue(`pasted-${topic}`)
  await expect(page.getByText(`Topic "none-${topic}" does not exist`, { exact: false })).toBeVisible()
  await page.getByRole('button', { name: 'Launch' }).click()
  await page.getByRole('button', { name: 'Kafka credentials', exact: true }).click()
  await expect(page.getByText('Generate an API key for the connector, or use an existing one.')).toBeVisible()
  await page
    .getByRole('list', { name: 'Steps' })
    .getByRole('button', { name: /Authentication/ })
    .click()
  await expect(page.getByLabel('Connection host')).toHaveValue('127.0.0.1')
  await expect(page.getByLabel('Connection password')).toHaveValue('kept in memory only')

  // A reload keeps the step and all values but the secret, and says so; nothing of it was stored.
  await expect(page.getByText('Draft saved')).toBeVisible()
  await page.reload()
  await expect(page.getByText(/Enter again: .*Connection password/)).toBeVisible()
  await expect(page.getByLabel('Connection host')).toHaveValue('127.0.0.1')
  await expect(page.getByLabel('Connection password')).toHaveValue('')
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).not.toContain(
    'kept in memory',
  )

  await page.goto(paths.connectorCatalog(environmentId, clusterId))
  const drafts = page.getByRole('region', { name: 'Continue where you left off' })
  await expect(drafts).toContainText(`pasted-${topic}`)
  await drafts.getByRole('link', { name: /^Continue/ }).click()
  await expect(page.getByLabel('Connection host')).toHaveValue('127.0.0.1')
  await page.goto(paths.connectorCatalog(environmentId, clusterId))
  await drafts.getByRole('button', { name: /^Discard/ }).click()
  await expect(drafts).toBeHidden()
  expect(complaints).toEqual([])
})
