// On a phone: reading, looking at messages, pausing a connector. That no page is too wide is seen in accessibility.test.ts.
import { paths } from '@/lib/paths'
import { expect, makeTopic, produceText, test } from '@/tests/support/console'
import { launchSampleData } from '@/tests/support/product'

test.use({ viewport: { width: 390, height: 844 } })

test('the menu is a sheet; a message opens over the page', async ({ page, product }) => {
  const topic = await makeTopic(product, { prefix: 'phone' })
  await produceText(product, topic, { key: 'k', value: '{"orderid":7}' })
  await page.goto(paths.overview(product.environmentId, product.clusterId))
  await page.getByRole('button', { name: 'Open the menu' }).click()
  await page.getByRole('dialog').getByRole('link', { name: 'Topics' }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
  await page.getByRole('link', { name: topic }).click()
  await page.getByRole('link', { name: 'Messages', exact: true }).click()
  await page.getByRole('row').filter({ hasText: 'orderid' }).click()
  await expect(page.getByRole('dialog', { name: 'Message details' })).toContainText('7')
  await page.getByRole('button', { name: 'Close' }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
})

test('a connector is paused and resumed', async ({ page, product }) => {
  const { name, remove } = await launchSampleData(product, { quickstart: 'ORDERS' })
  await page.goto(paths.connector(product.environmentId, product.clusterId, name))
  await expect(page.getByText('Running', { exact: true }).first()).toBeVisible()
  await page.getByRole('button', { name: 'Actions', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Pause', exact: true }).click()
  await expect(page.getByText('Paused', { exact: true }).first()).toBeVisible()
  await page.getByRole('button', { name: 'Actions', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Resume', exact: true }).click()
  await expect(page.getByText('Running', { exact: true }).first()).toBeVisible()
  await remove()
})
