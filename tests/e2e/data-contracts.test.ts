// Data contracts of a topic, as people make, check and evolve them.
import type { Page } from '@playwright/test'
import { paths } from '@/lib/paths'
import { registryIdOf } from '@/tests/support/believable-schemas'
import {
  chooseOption,
  confirmByTyping,
  expect,
  makeTopic,
  produceText,
  shortId,
  test,
} from '@/tests/support/console'
import type { Product } from '@/tests/support/product'

type Field = { name: string; type: unknown; default?: unknown }
const record = (...fields: Field[]): string =>
  JSON.stringify({ type: 'record', name: 'Order', fields }, null, 2)
const id = { name: 'id', type: 'long' }
const city = { name: 'city', type: 'string' }

const openContract = (page: Page, { environmentId, clusterId }: Product, topic: string) =>
  page.goto(paths.topic(environmentId, clusterId, topic, 'data-contracts'))

async function typeSchema(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Schema' }).click()
  await page.keyboard.press('Control+a')
  await page.keyboard.insertText(text)
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

test('an Avro contract is typed, corrected where it is wrong, created, and evolved as far as it is compatible', async ({
  page,
  product,
  complaints,
}) => {
  const topic = await makeTopic(product, { prefix: 'contract' })
  await openContract(page, product, topic)
  await expect(page.getByText('Add data contract for the topic message values')).toBeVisible()
  await page.getByRole('link', { name: 'Add data contract' }).click()
  await typeSchema(page, record(id, { name: 'city', type: 'strng' }))
  await button(page, 'Validate schema').click()
  await expect(page.getByText('The schema is not valid')).toBeVisible()
  await expect(page.locator('.cm-problem')).toHaveText('"strng"')
  await button(page, 'Line 11').click()
  await expect(page.getByRole('textbox', { name: 'Schema' })).toBeFocused()
  await typeSchema(page, record(id))
  await button(page, 'Validate schema').click()
  await expect(page.getByText('The schema is valid')).toBeVisible()
  await button(page, 'Create').click()
  await expect(page.getByRole('combobox', { name: 'Version' })).toHaveText('Version 1 (latest)')
  await expect(page.getByRole('region', { name: 'Schema' })).toContainText('"name": "id"')

  await page.getByRole('link', { name: 'Evolve' }).click()
  await typeSchema(page, record(id, city))
  await button(page, 'Validate schema').click()
  await expect(page.getByText('Not compatible with version 1 (backward): 1 reason')).toBeVisible()
  await expect(page.getByText('READER_FIELD_MISSING_DEFAULT_VALUE')).toBeVisible()
  await expect(page.locator('.cm-problem')).toHaveCount(1)
  await button(page, 'Create version').click()
  await expect(page.getByText('Not compatible with version 1')).toBeVisible()
  await typeSchema(page, record(id, { ...city, default: 'Bern' }))
  await button(page, 'Create version').click()
  await expect(page.getByRole('combobox', { name: 'Version' })).toHaveText('Version 2 (latest)')

  await page.getByText('Tree', { exact: true }).click()
  await expect(page.getByRole('group', { name: 'Fields of the schema' })).toContainText('= "Bern"')
  await page.getByRole('tab', { name: 'Versions' }).click()
  const comparison = page.getByRole('region', { name: 'Comparison' })
  await expect(comparison.getByRole('textbox', { name: 'Version 2' })).toContainText('"Bern"')
  await expect(comparison.getByRole('textbox', { name: 'Version 1' })).not.toContainText('"Bern"')
  // The browser itself reports the version that was refused.
  expect(complaints.splice(0).filter((text) => !text.includes('409 (Conflict)'))).toEqual([])
})

test('what was typed survives a reload, and leaving asks once', async ({ page, product }) => {
  const topic = await makeTopic(product, { prefix: 'draft' })
  const { environmentId, clusterId } = product
  await page.goto(paths.editDataContract(environmentId, clusterId, topic, 'value'))
  await typeSchema(page, record(id, city))
  await expect(page.getByText('Draft saved')).toBeVisible()
  page.once('dialog', (dialog) => void dialog.accept())
  await page.reload()
  await expect(page.getByText('What you typed before is back.')).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Schema' })).toContainText('"city"')
  await page.getByRole('link', { name: 'Cancel' }).click()
  const dialog = page.getByRole('dialog', { name: 'Leave without finishing' })
  await dialog.getByRole('button', { name: 'Leave' }).click()
  await expect(page.getByText('Add data contract for the topic message values')).toBeVisible()
})

test('a schema is inferred from JSON messages, and a candidate that some of them do not fit shows which', async ({
  page,
  product,
}) => {
  const topic = await makeTopic(product, { prefix: 'infer' })
  for (const value of ['{"id":1,"city":"Bern"}', '{"id":2,"city":"Basel"}', '{"id":3}', 'no JSON'])
    await produceText(product, topic, { value })
  await openContract(page, product, topic)
  await page.getByRole('link', { name: 'Infer from messages' }).click()
  await expect(page.getByText('Inferred from 3 of the latest 4 messages')).toBeVisible()
  await expect(page.getByText('1 are no JSON objects')).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Schema' })).toContainText('"city"')

  await typeSchema(page, record(id, city))
  await button(page, 'Preview evolution').click()
  const failing = page.getByRole('list', { name: 'Messages that fail' })
  await expect(failing.getByRole('listitem').first()).toBeVisible()
  const link = failing.getByRole('link', { name: 'Partition 0, offset 2' })
  await expect(link).toHaveAttribute('href', /partition=0&offset=2$/)
  await button(page, 'Create').click()
  await expect(page.getByRole('combobox', { name: 'Version' })).toHaveText('Version 1 (latest)')
})

test('keys have a contract of their own, in JSON Schema or Protobuf, with metadata and rules', async ({
  page,
  product,
}) => {
  const topic = await makeTopic(product, { prefix: 'kinds' })
  await openContract(page, product, topic)
  await page.getByText('Key', { exact: true }).click()
  await expect(page).toHaveURL(/part=key/)
  await page.getByRole('link', { name: 'Add data contract' }).click()
  await chooseOption(page, page.getByRole('combobox', { name: 'Type' }), 'JSON Schema')
  await expect(page.getByRole('textbox', { name: 'Schema' })).toContainText('json-schema.org')
  await page.getByRole('tab', { name: 'Metadata' }).click()
  await button(page, 'Add property').click()
  await page.getByLabel('Name of property 1').fill('owner')
  await page.getByLabel('Value of property 1').fill('sales')
  await page.getByRole('tab', { name: 'Rules' }).click()
  await button(page, 'Add rule').click()
  await button(page, 'Create').click()
  await expect(page.getByText('A rule needs a name.')).toBeVisible()
  await page.getByLabel('Name', { exact: true }).fill('positive')
  await page.getByLabel('Expression').fill('message.id > 0')
  await button(page, 'Create').click()
  await expect(page.getByRole('combobox', { name: 'Version' })).toHaveText('Version 1 (latest)')
  await expect(page.getByText('JSON Schema', { exact: true })).toBeVisible()
  await page.getByRole('tab', { name: 'Metadata 1' }).click()
  await expect(page.getByText('sales')).toBeVisible()
  await page.getByRole('tab', { name: 'Rules 1' }).click()
  await expect(page.getByText('message.id > 0')).toBeVisible()

  await page.getByText('Value', { exact: true }).click()
  await page.getByRole('link', { name: 'Add data contract' }).click()
  await chooseOption(page, page.getByRole('combobox', { name: 'Type' }), 'Protobuf')
  await expect(page.getByRole('textbox', { name: 'Schema' })).toContainText('proto3')
  await button(page, 'Create').click()
  await expect(page.getByRole('region', { name: 'Schema' })).toContainText('message Kinds')
})

test('subjects by record name are listed; the compatibility setting is changed; a subject is deleted', async ({
  page,
  product,
}) => {
  const { ask } = product
  const topic = await makeTopic(product, { prefix: 'other' })
  const longer = `${topic}-${shortId()}`
  await ask('POST', `/kafka/v3/clusters/${product.clusterId}/topics`, { topic_name: longer })
  const registry = `/api/console/schema-registries/${await registryIdOf(product)}`
  for (const subject of [`${topic}-shop.Order`, `${longer}-value`])
    await ask('POST', `${registry}/subjects/${subject}/versions`, { schema: record(id) })
  await openContract(page, product, topic)
  await page.getByRole('combobox', { name: 'Subject' }).click()
  await expect(page.getByRole('option')).toHaveCount(2)
  await page.getByRole('option', { name: `${topic}-shop.Order` }).click()
  await expect(page.getByText('TopicRecordNameStrategy')).toBeVisible()
  await expect(page.getByRole('combobox', { name: 'Version' })).toHaveText('Version 1 (latest)')

  await button(page, 'Manage').click()
  await page.getByRole('menuitem', { name: 'Compatibility setting' }).click()
  await page.getByRole('radio', { name: /^Full transitive/ }).click()
  await button(page, 'Save setting').click()
  await expect(page.getByRole('definition').filter({ hasText: 'Full transitive' })).toBeVisible()

  await button(page, 'Manage').click()
  await page.getByRole('menuitem', { name: 'Delete subject' }).click()
  await confirmByTyping(page, `${topic}-shop.Order`, 'Delete subject')
  await expect(page.getByText(/^Add data contract for/)).toBeVisible()
})
