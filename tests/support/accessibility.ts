// axe on a page as it stands. It is injected once per page and answers there, with what is serious or worse only: a builder of
// @axe-core/playwright would send it again for every look and bring back all that was found right.
import type { Page } from '@playwright/test'
import axe from 'axe-core'
import { untilStill } from './pages'

type Finding = { id: string; impact: string | null; elements: string[] }

// A rule's impact is the impact of what it finds, so the others could not be among the serious ones.
const look = `async (only) => {
  const isLesser = ({ impact }) => impact === 'minor' || impact === 'moderate'
  const lesser = axe._audit.rules.filter(isLesser).map(({ id }) => [id, { enabled: false }])
  const { violations } = await axe.run(document, {
    resultTypes: ['violations'],
    ...(only ? { runOnly: { type: 'rule', values: only } } : { rules: Object.fromEntries(lesser) }),
  })
  return violations.map(({ id, impact, nodes }) => ({ id, impact, elements: nodes.map(({ html }) => html) }))
}`

/** What axe finds serious or worse on the page as it stands, one line each. */
export async function seriousFindings(page: Page, name: string, only?: string[]): Promise<string[]> {
  if (page.frames().length > 1) throw new Error(`${name} has frames, which nothing looks into.`)
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  const findings = await page.evaluate<Finding[]>(`(${look})(${JSON.stringify(only ?? null)})`)
  return findings
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, elements }) => `${name}: ${id}: ${elements.map((html) => html.slice(0, 160)).join(' | ')}`)
}

/** The same, and what the other theme changes, its contrasts, in that theme too. The page is left in the light one. */
export async function findingsInBothThemes(page: Page, name: string): Promise<string[]> {
  const light = await seriousFindings(page, name)
  await chooseTheme(page, 'dark')
  const dark = await seriousFindings(page, `${name}, dark`, ['color-contrast'])
  await chooseTheme(page, 'light')
  return [...light, ...dark]
}

/** Colours of controls change over some frames: half of the way they are of neither theme. */
async function chooseTheme(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
  await untilStill(page)
}
