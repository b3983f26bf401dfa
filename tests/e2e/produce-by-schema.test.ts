// Data by a schema from the console's own form to its viewer and back, for all three types.
import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { paths } from '@/lib/paths'
import type { RegisterInput } from '@/lib/subjects/rest-schema'
import { seriousFindings } from '@/tests/support/accessibility'
import { registryIdOf } from '@/tests/support/believable-schemas'
import { chooseOption, expect, makeTopic, test } from '@/tests/support/console'
import type { Product } from '@/tests/support/product'

const order: RegisterInput = {
  schemaType: 'AVRO',
  schema: JSON.stringify({
    type: 'record',
    name: 'shop.Order',
    fields: [
      { name: 'orderid', type: 'long' },
      { name: 'status', type: { type: 'enum', name: 'Status', symbols: ['OPEN', 'PAID'] }, default: 'OPEN' },
      { name: 'note', type: ['null', 'string'], default: null },
      { name: 'day', type: { type: 'int', logicalType: 'date' } },
      { name: 'payment', type: ['string', 'long'] },
      { name: 'tags', type: { type: 'array', items: 'string' } },
      { name: 'counts', type: { type: 'map', values: 'int' } },
      {
        name: 'address',
        type: { type: 'record', name: 'Address', fields: [{ name: 'city', type: 'string' }] },
      },
    ],
  }),
}

async function registerFor(product: Product, subject: string, schema: RegisterInput): Promise<void> {
  const registry = `/api/console/schema-registries/${await registryIdOf(product)}`
  await product.ask('POST', `${registry}/subjects/${encodeURIComponent(subject)}/versions`, schema)
}

/** The topic's messages with the produce dialog open. */
async function openProduce(page: Page, { environmentId, clusterId }: Product, topic: string) {
  await page.goto(paths.topic(environmentId, clusterId, topic, 'messages'))
  await page.getByRole('button', { name: 'Produce message' }).click()
  return page.getByRole('dialog', { name: 'Produce new message' })
}

test('Avro by the form: defaults, errors at the field, decoded with its schema, filtered for, produced again', async ({
  page,
  product,
  complaints,
}) => {
  const topic = await makeTopic(product, { prefix: 'avro' })
  await registerFor(product, `${topic}-value`, order)
  const dialog = await openProduce(page, product, topic)
  const value = dialog.getByRole('region', { name: 'Value' })
  await expect(value.getByLabel('status')).toHaveText('OPEN')
  await dialog.getByRole('textbox', { name: /^Key/ }).fill('k-1')
  await value.getByLabel('orderid').fill('12a')
  await dialog.getByRole('button', { name: 'Produce message' }).click()
  await expect(value.getByLabel('orderid')).toBeFocused()
  await expect(value.getByText('Enter a whole number.')).toBeVisible()
  expect(await seriousFindings(page, 'produce form with errors')).toEqual([])

  await value.getByLabel('orderid').fill('9223372036854775807')
  await chooseOption(page, value.getByLabel('status'), 'PAID')
  await value.getByLabel('day').fill('2026-03-01')
  await chooseOption(page, value.getByLabel('Type of payment'), 'long')
  await value.getByRole('textbox', { name: 'long' }).fill('7')
  await value.getByRole('button', { name: 'Add item to tags' }).click()
  await value.getByLabel('tags 1', { exact: true }).fill('new')
  await value.getByRole('button', { name: 'Add entry to counts' }).click()
  await value.getByLabel('Key 1').fill('boxes')
  await value.getByLabel('Value 1').fill('3')
  await value.getByLabel('city').fill('Zürich')
  const view = value.getByRole('radiogroup', { name: 'Input of the value' })
  await view.getByRole('radio', { name: 'JSON' }).click()
  const editor = value.getByRole('textbox', { name: 'Value' })
  await expect(editor).toContainText('"orderid": "9223372036854775807"')
  await expect(editor).toContainText('"long": 7')
  await view.getByRole('radio', { name: 'Form' }).click()
  await expect(value.getByLabel('city')).toHaveValue('Zürich')
  await dialog.getByRole('button', { name: 'Produce message' }).click()
  await expect(dialog).toBeHidden()

  const row = page.getByRole('row').filter({ hasText: 'Zürich' })
  await expect(row).toContainText('Avro')
  await row.click()
  const drawer = page.getByRole('dialog', { name: 'Message details' })
  await expect(drawer).toContainText('9223372036854775807')
  await expect(drawer).toContainText('shop.Order')
  await expect(drawer.getByRole('link', { name: `${topic}-value` })).toHaveAttribute(
    'href',
    paths.subject(product.environmentId, `${topic}-value`),
  )
  expect(await seriousFindings(page, 'decoded message')).toEqual([])

  await drawer.getByRole('button', { name: 'Produce again' }).click()
  const again = page.getByRole('dialog', { name: 'Produce again' })
  await expect(again.getByLabel('city')).toHaveValue('Zürich')
  await again.getByLabel('city').fill('Basel')
  await again.getByRole('button', { name: 'Produce message' }).click()
  await expect(again).toBeHidden()
  await expect(page.getByRole('row').filter({ hasText: 'Basel' })).toContainText('Avro')

  await page
    .getByRole('searchbox', { name: /^Filter by/ })
    .fill('address.city = "Basel" and counts.boxes > 2')
  await expect(page.getByRole('row')).toHaveCount(2)
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: 'JSON', exact: true }).click()
  expect(JSON.parse(await readFile(await (await saved).path(), 'utf8'))).toMatchObject([
    { value: { status: 'PAID', day: '2026-03-01', tags: ['new'], address: { city: 'Basel' } } },
  ])
  expect(complaints).toEqual([])
})

test('JSON Schema as JSON, with what the schema says against it; key and value each by their own', async ({
  page,
  product,
}) => {
  const topic = await makeTopic(product, { prefix: 'json' })
  await registerFor(product, `${topic}-key`, { schemaType: 'AVRO', schema: '"long"' })
  await registerFor(product, `${topic}-value`, {
    schemaType: 'JSON',
    schema: JSON.stringify({
      type: 'object',
      title: 'User',
      properties: { name: { type: 'string', minLength: 3 }, age: { type: 'integer' } },
      required: ['name'],
      additionalProperties: false,
    }),
  })
  const dialog = await openProduce(page, product, topic)
  const value = dialog.getByRole('region', { name: 'Value' })
  await dialog.getByRole('region', { name: 'Key' }).getByRole('textbox', { name: 'Key' }).fill('5')
  await value.getByLabel('name').fill('Jo')
  await dialog.getByRole('button', { name: 'Produce message' }).click()
  await expect(value.getByText(/fewer than 3 characters/)).toBeVisible()
  await expect(value.getByLabel('name')).toBeFocused()
  const view = value.getByRole('radiogroup', { name: 'Input of the value' })
  await view.getByRole('radio', { name: 'JSON' }).click()
  await value.getByRole('textbox', { name: 'Value' }).click()
  await page.keyboard.press('Control+a')
  await page.keyboard.insertText('{"name": "Joanna", "agee": 40}')
  await view.getByRole('radio', { name: 'Form' }).click()
  await expect(value.getByText(/agee: .*no such field/)).toBeVisible()
  await value.getByRole('textbox', { name: 'Value' }).click()
  await page.keyboard.press('Control+a')
  await page.keyboard.insertText('{"name": "Joanna", "age": 40}')
  await dialog.getByRole('button', { name: 'Produce message' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('row').filter({ hasText: 'Joanna' })).toContainText('JSON Schema')
})

test('a Protobuf message out of several, with one of a oneof; a record of an unknown schema says so', async ({
  page,
  product,
}) => {
  const topic = await makeTopic(product, { prefix: 'proto' })
  await registerFor(product, `${topic}-value`, {
    schemaType: 'PROTOBUF',
    schema: `syntax = "proto3";
      package shop;
      message Head { string id = 1; }
      message Payment {
        string id = 1;
        oneof by { string card = 2; bool is_cash = 3; }
      }`,
  })
  const dialog = await openProduce(page, product, topic)
  const value = dialog.getByRole('region', { name: 'Value' })
  await value.getByLabel('Message').click()
  await page.getByRole('option', { name: 'shop.Payment' }).click()
  await value.getByLabel('id', { exact: true }).fill('p-1')
  await chooseOption(page, value.getByLabel('by', { exact: true }), 'card')
  await value.getByLabel('card').fill('4711')
  await dialog.getByRole('button', { name: 'Produce message' }).click()
  await expect(dialog).toBeHidden()
  await page.getByRole('row').filter({ hasText: '4711' }).click()
  const drawer = page.getByRole('dialog', { name: 'Message details' })
  await expect(drawer).toContainText('shop.Payment')
  await drawer.getByRole('button', { name: 'Close' }).click()

  const records = `/kafka/v3/clusters/${product.clusterId}/topics/${topic}/records`
  const unknown = Buffer.from([0, 0x7f, 0xff, 0xff, 0xff, 1, 2, 3]).toString('base64')
  await product.ask('POST', records, { value: { type: 'BINARY', data: unknown } })
  await page.getByRole('button', { name: 'Refresh', exact: true }).click()
  await page.getByRole('row').filter({ hasText: 'Not decoded' }).click()
  await expect(drawer.getByRole('alert')).toContainText('Its schema is not in this registry')
  await expect(drawer.getByRole('region', { name: 'Value in hex' })).toContainText('00 7f ff ff ff 01 02 03')
})
