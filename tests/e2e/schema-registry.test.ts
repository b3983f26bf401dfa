// The registry of an environment, as people handle it: a key, subjects, what a version may change, deletion.
import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { paths } from '@/lib/paths'
import { registryIdOf } from '@/tests/support/believable-schemas'
import { confirmByTyping, expect, shortId, test } from '@/tests/support/console'
import { asking, basicOf, type AskRegistry } from '@/tests/support/registry-gateway'
import { record, register, versionsPath } from '@/tests/support/subjects'

/** Makes a key from the environment's page; asks the registry's endpoint with it. */
async function addKey(page: Page, environmentId: string): Promise<AskRegistry> {
  await page.goto(paths.environment(environmentId))
  const panel = page.locator('section').filter({ hasText: 'Stream Governance' })
  const endpoint = await panel.getByText(/^http:\/\/\S+:\d+$/).innerText()
  await panel.getByRole('link', { name: 'Add key' }).click()
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByRole('radio', { name: /^Schema Registry/ })).toBeChecked()
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('button', { name: 'Create API key' }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download API key' }).click()
  const file = await readFile(await (await download).path(), 'utf8')
  const [, key = '', secret = ''] = /API key:\n(\S+)\n\nAPI secret:\n(\S+)\n/.exec(file) ?? []
  await page.getByRole('button', { name: 'Complete' }).click()
  return asking(endpoint, basicOf({ key, secret }))
}

async function typeSchema(page: Page, schema: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Schema', exact: true }).click()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.insertText(schema)
}

test('a key made here registers a schema that appears by itself; compatibility decides about the next version', async ({
  page,
  product,
}) => {
  const { environmentId } = product
  const subject = `orders-${shortId()}-value`
  const ask = await addKey(page, environmentId)
  await expect(page.getByRole('heading', { level: 1, name: 'Schema Registry' })).toBeVisible()
  await page.getByRole('searchbox', { name: 'Search subjects' }).fill(subject)
  await expect(page.getByText('No subjects match')).toBeVisible()
  await register({ ask }, subject, record('orderid'))
  const row = page.getByRole('row').filter({ hasText: subject })
  await expect(row).toContainText('Avro')
  await expect(row).toContainText('Backward (inherited)')

  await row.getByRole('link', { name: subject }).click()
  await expect(page.getByRole('heading', { level: 1, name: subject })).toBeVisible()
  await page.getByRole('link', { name: 'Settings' }).last().click()
  await page.getByRole('button', { name: 'Change compatibility' }).click()
  const dialog = page.getByRole('dialog', { name: 'Compatibility setting' })
  await dialog.getByRole('radio', { name: /^Full transitive/ }).click()
  await dialog.getByRole('button', { name: 'Save setting' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByText('This subject', { exact: true })).toBeVisible()

  await page.getByRole('link', { name: 'Evolve schema' }).click()
  await typeSchema(page, record('orderid', 'city'))
  await page.getByRole('button', { name: 'Create version' }).click()
  await expect(page.getByText('READER_FIELD_MISSING_DEFAULT_VALUE').first()).toBeVisible()
  await typeSchema(page, record('orderid', 'city?'))
  await page.getByRole('button', { name: 'Create version' }).click()
  await expect(page.getByText('2 versions')).toBeVisible()
})

test('a subject is deleted softly, brought back, and deleted for good by typing its name', async ({
  page,
  product,
}) => {
  const { environmentId } = product
  const root = `/api/console/schema-registries/${await registryIdOf(product)}`
  const subject = `returns-${shortId()}-value`
  await product.ask('POST', `${root}${versionsPath(subject)}`, { schema: record('a') })
  const deleteIt = async (how: string | null) => {
    await page.getByRole('button', { name: 'Actions', exact: true }).click()
    await page.getByRole('menuitem', { name: how ?? 'Delete subject' }).click()
    await confirmByTyping(page, subject, 'Delete subject')
  }
  await page.goto(paths.subject(environmentId, subject))
  await expect(page.getByRole('link', { name: 'Evolve schema' })).toBeVisible()
  await deleteIt(null)
  await expect(page.getByText('This subject is deleted')).toBeVisible()
  await page.getByRole('button', { name: 'Bring back' }).click()
  await expect(page.getByText('This subject is deleted')).toBeHidden()
  await deleteIt(null)
  await expect(page.getByText('This subject is deleted')).toBeVisible()
  await deleteIt('Delete permanently')
  await expect(page.getByText('This subject does not exist')).toBeVisible()
  await page.goto(`${paths.schemaRegistry(environmentId)}?show=all&q=${subject}`)
  await expect(page.getByText('No subjects match')).toBeVisible()
})

test('a version that another schema refers to is not deleted, and the page says who refers', async ({
  page,
  product,
}) => {
  const root = `/api/console/schema-registries/${await registryIdOf(product)}`
  const [base, user] = [`address-${shortId()}`, `user-${shortId()}-value`]
  const address = '{"type":"record","name":"Address","fields":[{"name":"city","type":"string"}]}'
  await product.ask('POST', `${root}${versionsPath(base)}`, { schema: address })
  await product.ask('POST', `${root}${versionsPath(user)}`, {
    schema: '{"type":"record","name":"User","fields":[{"name":"home","type":"Address"}]}',
    references: [{ name: 'Address', subject: base, version: 1 }],
  })
  await page.goto(paths.subject(product.environmentId, base))
  await page.getByRole('button', { name: 'Actions', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Delete subject' }).click()
  const dialog = page.getByRole('dialog', { name: 'Delete subject' })
  await expect(dialog.getByText(/1 schema refers to it/)).toBeVisible()
  await dialog.getByRole('textbox').fill(base)
  await dialog.getByRole('button', { name: 'Delete subject' }).click()
  await expect(dialog.getByRole('alert')).toContainText('references exist')
})
