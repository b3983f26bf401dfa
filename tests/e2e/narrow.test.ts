// On a phone: reading, looking at messages, pausing a connector.
import { paths } from '@/lib/paths'
import { fillProduct } from '@/tests/support/believable-data'
import { expect, makeTopic, produceText, shortId, test } from '@/tests/support/console'
import { consolePages, visit } from '@/tests/support/pages'
import { launchSampleData } from '@/tests/support/product'

test.use({ viewport: { width: 390, height: 844 } })

test('no page scrolls sideways', async ({ page, product }) => {
  test.setTimeout(300_000)
  const place = await fillProduct(product, `-${shortId()}`)
  const wide: string[] = []
  for (const entry of consolePages(place).filter(({ open }) => !open)) {
    await visit(page, entry)
    const widths = await page.evaluate(() =>
      [document.documentElement, document.querySelector('main')].map((box) =>
        box ? box.scrollWidth - box.clientWidth : 0,
      ),
    )
    if (widths.some((width) => width > 0)) wide.push(`${entry.name}: ${widths.join(' and ')} px too wide`)
  }
  expect(wide).toEqual([])
})

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
