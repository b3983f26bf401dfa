// Screenshots of every page with believable data: light and dark at 1440 px, and light at 390 px.
import path from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { env } from '@/lib/env'
import { fillProduct } from '@/tests/support/believable-data'
import { makeSession } from '@/tests/support/browser'
import { consolePages, visit } from '@/tests/support/pages'
import { openProduct } from '@/tests/support/product'
import { db } from '@/lib/db'

const folder = process.env.LOOK_FOLDER ?? 'look'
const looks = [
  { name: 'light', colorScheme: 'light', viewport: { width: 1440, height: 900 } },
  { name: 'dark', colorScheme: 'dark', viewport: { width: 1440, height: 900 } },
  { name: 'phone', colorScheme: 'light', viewport: { width: 390, height: 844 } },
] as const
const wanted = process.argv.slice(2)

const product = await openProduct()
await db.user.update({ where: { id: product.userId }, data: { fullName: 'Mara Kessler', email: `mara-${product.userId}@example.com` } })
const place = await fillProduct(product, process.env.LOOK_SUFFIX ?? '')
const pages = consolePages(place).filter(({ name }) => wanted.length === 0 || wanted.includes(name))

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '',
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
})
const failures: string[] = []

async function shoot(page: Page, look: string): Promise<void> {
  for (const entry of pages)
    try {
      await visit(page, entry)
      await page.screenshot({ path: path.join(folder, look, `${entry.name}.png`) })
    } catch (error) {
      failures.push(`${look}/${entry.name}: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)}`)
    }
}

for (const { name, ...options } of looks) {
  const context = await browser.newContext({ ...options, baseURL: env.url, reducedMotion: 'reduce' })
  const [cookie = '', value = ''] = (await makeSession(product.userId)).cookie.split('=')
  await context.addCookies([{ name: cookie, value, url: env.url }])
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  await shoot(page, name)
  await context.clearCookies()
  await page.goto('/sign-in')
  await page.screenshot({ path: path.join(folder, name, 'sign-in.png') })
  await context.close()
}
await browser.close()
await db.$disconnect()
if (failures.length > 0) throw new Error(`Not taken:\n${failures.join('\n')}`)
process.exit(0)
