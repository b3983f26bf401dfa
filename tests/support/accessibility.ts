import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/** What axe finds serious or worse on the page as it stands, one line each. */
export async function seriousFindings(page: Page, name: string): Promise<string[]> {
  return serious(name, new AxeBuilder({ page }))
}

/** The same, and what the other theme changes, its contrasts, in that theme too. The page is left in the light one. */
export async function findingsInBothThemes(page: Page, name: string): Promise<string[]> {
  const light = await seriousFindings(page, name)
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
  const dark = await serious(`${name}, dark`, new AxeBuilder({ page }).withRules(['color-contrast']))
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  return [...light, ...dark]
}

async function serious(name: string, axe: AxeBuilder): Promise<string[]> {
  const { violations } = await axe.analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${name}: ${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)
}
