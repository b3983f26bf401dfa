// axe on every page with data, its dialogs and drawers open, in both themes; and no page complains in the console.
import { findingsInBothThemes, seriousFindings } from '@/tests/support/accessibility'
import { fillProduct, type Place } from '@/tests/support/believable-data'
import { expect, shortId, test, watchComplaints } from '@/tests/support/console'
import { consolePages, visit } from '@/tests/support/pages'
import { openProduct } from '@/tests/support/product'

let place: Place
test.beforeAll(async () => {
  place = await fillProduct(await openProduct(), `-${shortId()}`)
})

test('no serious finding in either theme and no complaint on any page', async ({ page }) => {
  test.setTimeout(600_000)
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  const complaints = watchComplaints(page)
  const findings: string[] = []
  for (const entry of consolePages(place)) {
    await visit(page, entry)
    findings.push(...(await findingsInBothThemes(page, entry.name)))
  }
  expect(findings).toEqual([])
  // The browser itself reports the page that is not there.
  expect(complaints.filter((text) => !text.includes('env-none'))).toEqual([])
})

test('signing in has no serious finding', async ({ strangerPage: page }) => {
  await page.goto('/sign-in')
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  expect(await seriousFindings(page, 'sign in')).toEqual([])
})
