// Sample data in Avro from the wizard through the viewer to a Python consumer with a key of the Schema Registry.
import type { Page } from '@playwright/test'
import { db } from '@/lib/db'
import { env } from '@/lib/env'
import { paths } from '@/lib/paths'
import { registryIdOf } from '@/tests/support/believable-schemas'
import { expect, makeTopic, test } from '@/tests/support/console'
import type { Product } from '@/tests/support/product'
import { startSchemaClient } from '@/tests/support/registry-clients'

type Key = { key: string; secret: string }
type Order = { orderid: number; itemid: string }

async function makeKey({ ask, userId }: Product, resource: string): Promise<Key> {
  const spec = { display_name: '', description: '', owner: { id: userId }, resource: { id: resource } }
  const made = await ask<{ id: string; spec: { secret: string } }>('POST', '/iam/v2/api-keys', { spec })
  return { key: made.id, secret: made.spec.secret }
}

async function launchInAvro(
  page: Page,
  { environmentId, clusterId }: Product,
  topic: string,
): Promise<string> {
  await page.goto(paths.connectorCatalog(environmentId, clusterId))
  await page.getByRole('searchbox', { name: 'Search connectors' }).fill('datagen')
  await page.getByRole('button', { name: /^Sample Data/ }).click()
  const dialog = page.getByRole('dialog', { name: 'Launch Sample Data' })
  await dialog.getByRole('radio', { name: /^Orders/ }).click()
  await dialog.getByRole('link', { name: 'Additional configuration' }).click()
  await page.getByRole('radio', { name: `${topic}, 1 partition` }).click()
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByRole('radio', { name: /^My account/ })).toBeChecked()
  await page.getByRole('button', { name: 'Generate API key & download' }).click()
  const keyDialog = page.getByRole('dialog', { name: 'Create API key' })
  await keyDialog.getByRole('button', { name: 'Create key' }).click()
  const saved = page.waitForEvent('download')
  await keyDialog.getByRole('button', { name: 'Download and continue' }).click()
  await saved
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('radio', { name: /^AVRO/ }).first().click()
  await page.getByRole('radio', { name: /^Orders/ }).click()
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('button', { name: 'Continue' }).click()
  const name = `${topic}-source`
  await page.getByLabel('Connector name').fill(name)
  await page.getByRole('button', { name: 'Launch' }).click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  await expect(page.getByText('Running', { exact: true }).first()).toBeVisible()
  return name
}

test('Avro orders: generated, decoded with their schema in the viewer, the same for a Python consumer', async ({
  page,
  product,
}) => {
  const { ask, environmentId, clusterId } = product
  const topic = await makeTopic(product, { prefix: 'round-trip' })
  const connector = await launchInAvro(page, product, topic)

  await page.goto(paths.topic(environmentId, clusterId, topic, 'messages'))
  const row = page.getByRole('row').filter({ hasText: '"itemid"' }).first()
  await expect(row).toContainText('Avro')
  await row.click()
  const drawer = page.getByRole('dialog', { name: 'Message details' })
  await expect(drawer).toContainText('Schema ID')
  await expect(drawer.getByRole('link', { name: `${topic}-value` })).toBeVisible()

  const registryId = await registryIdOf(product)
  const { bootstrapServers } = await db.kafkaCluster.findUniqueOrThrow({ where: { id: clusterId } })
  const client = startSchemaClient('confluent-kafka (Python)', {
    bootstrap: bootstrapServers ?? '',
    topics: [topic],
    kafka: await makeKey(product, clusterId),
    registry: { url: `http://127.0.0.1:${env.schemaRegistryPort}`, ...(await makeKey(product, registryId)) },
  })
  try {
    const read = await client.ask({ do: 'consume', topic, type: 'AVRO', count: 10 })
    expect(read.error).toBeUndefined()
    const seen = await ask<{ data: { value: { text: string } }[] }>(
      'GET',
      `/api/console/clusters/${clusterId}/topics/${topic}/messages?from=beginning&max=10`,
    )
    const shown = seen.data.map(({ value }) => JSON.parse(value.text) as Order)
    expect(read.values).toEqual(shown)
    expect(shown).toHaveLength(10)
    expect(shown[0]?.itemid).toMatch(/^Item_/)
  } finally {
    await client.end()
    await ask(
      'DELETE',
      `/connect/v1/environments/${environmentId}/clusters/${clusterId}/connectors/${connector}`,
    )
  }
})
