// axe on every page with data, its dialogs and drawers open, in both themes; none complains in the console or is wider than a phone.
import type { Page } from '@playwright/test'
import { findingsInBothThemes } from '@/tests/support/accessibility'
import { fillProduct, type Place, stopStreams } from '@/tests/support/believable-data'
import { expect, shortId, test, watchComplaints } from '@/tests/support/console'
import { consolePages, visitEach } from '@/tests/support/pages'
import { eventually } from '@/tests/support/poll'
import { openProduct, type Product } from '@/tests/support/product'

const wide = { width: 1280, height: 800 }
const phone = { width: 390, height: 844 }

let product: Product
let place: Place | undefined
test.beforeAll(async () => {
  product = await openProduct()
  place = await fillProduct(product, `-${shortId()}`)
})
// Others need not share the machine with streams that nobody reads.
test.afterAll(async () => {
  if (place) await stopStreams(product, place)
})

/** By how much the page, or what it scrolls, is wider than a phone; measured until charts have followed. */
async function sideways(page: Page): Promise<number[]> {
  await page.setViewportSize(phone)
  const measure = () =>
    page.evaluate(() =>
      [document.documentElement, document.querySelector('main')].map((box) =>
        box ? box.scrollWidth - box.clientWidth : 0,
      ),
    )
  const fits = async () => (await measure()).every((width) => width <= 0)
  const widths = await eventually('the page fits', fits, { timeoutMs: 2000 }).then(() => [0], measure)
  await page.setViewportSize(wide)
  return widths
}

/** The page that is asked for although it is not there, and what other tests delete while its name stands on a page. */
function isNotThere(complaint: string, own: ReadonlySet<string>): boolean {
  const address = complaint.split(' ').at(-1) ?? ''
  const names = address.matchAll(
    /\/(?:environments|clusters|topics|connectors|subjects|consumers)\/([^/?#]+)/g,
  )
  return (
    complaint.includes('status of 404') &&
    [...names].some(([, name = '']) => !own.has(decodeURIComponent(name)))
  )
}

test('no page has a serious finding in either theme, complains, or scrolls sideways on a phone', async ({
  page,
}) => {
  test.setTimeout(600_000)
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  const complaints = watchComplaints(page)
  const findings: string[] = []
  if (!place) throw new Error('The product was not filled.')
  await visitEach(page, consolePages(place), async ({ name, open }) => {
    findings.push(...(await findingsInBothThemes(page, name)))
    if (open) return
    const widths = await sideways(page)
    if (widths.some((width) => width > 0)) findings.push(`${name}: ${widths.join(' and ')} px too wide`)
  })
  expect(findings).toEqual([])
  const own = new Set<string>(Object.values(place))
  expect(complaints.filter((text) => !isNotThere(text, own))).toEqual([])
})
