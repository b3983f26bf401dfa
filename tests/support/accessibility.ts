// axe on a page as it stands. It is injected once per page and answers there, with what is serious or worse only: a builder of
// @axe-core/playwright would send it again for every look and bring back all that was found right.
import type { Page } from '@playwright/test'
import axe from 'axe-core'

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
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
  const dark = await seriousFindings(page, `${name}, dark`, ['color-contrast'])
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  return [...light, ...dark]
}
