// Topics and their messages, as people handle them.
import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { paths } from '@/lib/paths'
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

const openTab = (page: Page, { environmentId, clusterId }: Product, topic: string, tab: string) =>
  page.goto(paths.topic(environmentId, clusterId, topic, tab))
const fromActions = async (page: Page, item: string) => {
  await page.getByRole('button', { name: 'Actions', exact: true }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

test('advanced settings, a changed setting with its diff, more partitions, deletion by typing', async ({
  page,
  product,
}) => {
  const topic = `settings-${shortId()}`
  await page.goto(paths.newTopic(product.environmentId, product.clusterId))
  await page.getByLabel('Topic name').fill('no spaces allowed')
  await page.getByRole('button', { name: 'Create with defaults' }).click()
  await expect(page.getByLabel('Topic name')).toHaveAttribute('aria-invalid', 'true')
  await page.getByLabel('Topic name').fill(topic)
  await page.getByLabel('Partitions').fill('3')
  await page.getByRole('button', { name: 'Show advanced settings' }).click()
  await chooseOption(page, page.getByLabel('Cleanup policy'), 'Compact')
  await page.getByRole('button', { name: 'Save & create' }).click()
  await expect(page.getByRole('heading', { level: 1, name: topic })).toBeVisible()
  await expect(page.getByText('3 partitions · compacted', { exact: false })).toBeVisible()

  await page.getByRole('link', { name: 'Configuration' }).click()
  await page.getByRole('button', { name: 'Edit settings' }).click()
  await page.getByRole('searchbox', { name: 'Search settings' }).fill('max.message.bytes')
  await page.getByLabel('max.message.bytes', { exact: true }).fill('3')
  await page.getByRole('button', { name: 'Review changes' }).click()
  const review = page.getByRole('dialog', { name: 'Review changes' })
  await expect(review.getByRole('insertion')).toContainText('3')
  await expect(review.getByRole('deletion')).toContainText('MiB')
  await review.getByRole('button', { name: 'Save changes' }).click()
  await expect(review).toBeHidden()
  await expect(page.getByRole('listitem').filter({ hasText: 'max.message.bytes' })).toContainText(
    'Set on topic',
  )

  await fromActions(page, 'Add partitions')
  await page.getByRole('dialog').getByLabel('Partitions in all').fill('5')
  await page.getByRole('dialog').getByRole('button', { name: 'Add partitions' }).click()
  await expect(page.getByText('5 partitions · compacted', { exact: false })).toBeVisible()

  await fromActions(page, 'Delete topic')
  await confirmByTyping(page, topic, 'Delete topic')
  await expect(page).toHaveURL(/\/topics$/)
  await expect(page.getByRole('link', { name: topic })).toBeHidden()
})

test('a message is produced, opened, linked to, filtered for and downloaded', async ({
  page,
  product,
  complaints,
}) => {
  const topic = await makeTopic(product, { prefix: 'messages' })
  await openTab(page, product, topic, 'messages')
  await expect(page.getByText('This topic is empty')).toBeVisible()
  await page.getByRole('button', { name: 'Produce a message' }).click()
  const dialog = page.getByRole('dialog', { name: 'Produce new message' })
  await dialog.getByRole('textbox', { name: /^Key/ }).fill('k-1')
  await dialog.getByRole('textbox', { name: 'Value', exact: true }).click()
  await page.keyboard.press('Control+a')
  await page.keyboard.insertText('{"orderid":41,"city":"Zürich"}')
  await dialog.getByRole('button', { name: 'Add header' }).click()
  await dialog.getByLabel('Name of header 1').fill('trace')
  await dialog.getByLabel('Value of header 1').fill('abc')
  await dialog.getByRole('button', { name: 'Produce message' }).click()
  await expect(dialog).toBeHidden()
  for (const id of ['42', '43'])
    await produceText(product, topic, { key: `k-${id}`, value: `{"orderid":${id}}` })

  await page.getByRole('button', { name: 'Refresh', exact: true }).click()
  await page.getByRole('row').filter({ hasText: 'Zürich' }).click()
  const drawer = page.getByRole('dialog', { name: 'Message details' })
  await expect(drawer).toContainText('Zürich')
  await drawer.getByRole('tab', { name: /Headers/ }).click()
  await expect(drawer).toContainText('trace')
  await drawer.getByRole('button', { name: 'Close' }).click()

  await page.goto(paths.message(product.environmentId, product.clusterId, topic, 0, '1'))
  await expect(drawer).toContainText('42')
  await page.keyboard.press('Escape')
  await expect(drawer).toBeHidden()

  await openTab(page, product, topic, 'messages')
  await expect(page.getByRole('row')).toHaveCount(4)
  const csv = page.waitForEvent('download')
  await page.getByRole('button', { name: 'CSV' }).click()
  const csvText = await readFile(await (await csv).path(), 'utf8')
  expect(csvText.trim().split(/\r?\n/)).toHaveLength(4)
  const json = page.waitForEvent('download')
  await page.getByRole('button', { name: 'JSON' }).click()
  expect(JSON.parse(await readFile(await (await json).path(), 'utf8'))).toHaveLength(3)
  await page.getByRole('searchbox', { name: /^Filter by/ }).fill('k-42')
  await expect(page.getByRole('row')).toHaveCount(2)
  expect(complaints).toEqual([])
})

test('a message of 1 MB does not freeze the page', async ({ page, product }) => {
  const topic = await makeTopic(product, { prefix: 'large' })
  const items = Array.from({ length: 9_000 }, (_, id) => ({ id, text: 'x'.repeat(80) }))
  await produceText(product, topic, { key: 'large', value: JSON.stringify(items) })
  await openTab(page, product, topic, 'messages')
  await page.getByRole('row').filter({ hasText: 'large' }).click()
  const drawer = page.getByRole('dialog', { name: 'Message details' })
  await expect(drawer).toContainText('xxx')
  // The longest time between two frames while tabs change is how long the page did not answer.
  const longest = page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const end = performance.now() + 3000
        let last = performance.now()
        let most = 0
        const frame = (now: number) => {
          most = Math.max(most, now - last)
          last = now
          if (now > end) resolve(most)
          else requestAnimationFrame(frame)
        }
        requestAnimationFrame(frame)
      }),
  )
  await drawer.getByRole('tab', { name: 'Key' }).click()
  await drawer.getByRole('tab', { name: 'Value' }).click()
  expect(await longest).toBeLessThan(1000)
})

test('hostile payloads stay text', async ({ page, product, complaints }) => {
  const topic = await makeTopic(product, { prefix: 'hostile' })
  const payloads = [
    '<script>window.isPwned = true</script>',
    '<img src=x onerror="window.isPwned = true">',
    '{"__proto__":{"isPwned":true},"constructor":{"prototype":{"isPwned":true}}}',
    '\u202Egnp.exe \u2066rtl\u2069',
    '\u001b[31mred\u001b[0m \u001b]0;title\u0007',
    '[link](javascript:window.isPwned=true)',
  ]
  for (const [index, value] of payloads.entries())
    await produceText(product, topic, { key: `p-${index}`, value })
  await openTab(page, product, topic, 'messages')
  await expect(page.getByRole('row')).toHaveCount(payloads.length + 1)
  for (const index of payloads.keys()) {
    await page
      .getByRole('row')
      .filter({ hasText: `p-${index}` })
      .click()
    await expect(page.getByRole('dialog', { name: 'Message details' })).toContainText(String(index))
  }
  expect(await page.evaluate(() => 'isPwned' in window || 'isPwned' in {})).toBe(false)
  expect(await page.locator('main img, main script').count()).toBe(0)
  expect(complaints).toEqual([])
})
