// axe on what the list of pages cannot open by itself: every step of the wizards, with their dialogs, in both themes.
import type { Page } from '@playwright/test'
import { paths } from '@/lib/paths'
import { findingsInBothThemes, seriousFindings } from '@/tests/support/accessibility'
import { expect, makeTopic, test } from '@/tests/support/console'

const currentStep = (page: Page) => page.getByRole('list', { name: 'Steps' }).locator('[aria-current="step"]')

/** To the next step, whatever it is called. */
async function goOn(page: Page, action: string | RegExp = 'Continue'): Promise<void> {
  const before = await currentStep(page).innerText()
  await page.getByRole('button', { name: action }).click()
  await expect(currentStep(page)).not.toHaveText(before)
}

test.beforeEach(({ page }) => page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' }))

test('the five steps of the connector wizard', async ({ page, product, complaints }) => {
  const { environmentId, clusterId } = product
  const topic = await makeTopic(product)
  const findings: string[] = []
  const look = async (name: string): Promise<void> => {
    findings.push(...(await findingsInBothThemes(page, name)))
  }
  await page.goto(paths.connectorWizard(environmentId, clusterId, 'DatagenSource'))
  const choice = page.getByRole('radio', { name: new RegExp(`^${topic},`) })
  await choice.waitFor()
  await page.getByRole('button', { name: 'Add new topic' }).click()
  await page.getByRole('dialog').waitFor()
  await look('new topic')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await choice.click()
  await expect(choice).toBeChecked()
  await look('topic selection')
  await goOn(page)
  await page.getByRole('radio', { name: /^My account/ }).waitFor()
  await look('credentials')
  await page.getByRole('button', { name: 'Generate API key & download' }).click()
  const dialog = page.getByRole('dialog', { name: 'Create API key' })
  await dialog.waitFor()
  await look('create API key')
  await dialog.getByRole('button', { name: 'Create key' }).click()
  const download = dialog.getByRole('button', { name: 'Download and continue' })
  await download.waitFor()
  await look('API key created')
  const saved = page.waitForEvent('download')
  await download.click()
  await saved
  await expect(dialog).toBeHidden()
  await goOn(page)
  await page.getByRole('radio', { name: /^JSON\b/ }).click()
  await page.getByRole('radio', { name: /^Orders/ }).click()
  await page.getByRole('button', { name: 'Show advanced configurations' }).click()
  await look('configuration')
  await goOn(page)
  await page.getByRole('textbox', { name: 'Tasks, as a number' }).waitFor()
  await look('sizing')
  await goOn(page)
  await page.getByLabel('Connector name').waitFor()
  await look('review')
  expect(findings).toEqual([])
  expect(complaints).toEqual([])
})

test('the four steps of the key wizard', async ({ page, product, complaints }) => {
  const findings: string[] = []
  await page.goto(paths.newApiKey(product.environmentId, product.clusterId))
  for (const step of ['Account', 'Resource scope', 'API key detail']) {
    await expect(currentStep(page)).toContainText(step)
    findings.push(...(await findingsInBothThemes(page, step)))
    await goOn(page, step === 'API key detail' ? /^Create API key/ : 'Continue')
  }
  await page.getByRole('button', { name: /^Download API key/ }).waitFor()
  findings.push(...(await findingsInBothThemes(page, 'API key download')))
  expect(findings).toEqual([])
  expect(complaints).toEqual([])
})

test('the review of a configuration, and the key of a client', async ({ page, product, complaints }) => {
  const { environmentId, clusterId } = product
  const topic = await makeTopic(product)
  const findings: string[] = []
  await page.goto(paths.topic(environmentId, clusterId, topic, 'configuration'))
  await page.getByRole('button', { name: 'Edit settings' }).click()
  await page.getByRole('textbox', { name: 'max.message.bytes' }).fill('1000000')
  await page.getByRole('button', { name: 'Review changes' }).click()
  await page.getByRole('dialog').waitFor()
  findings.push(...(await findingsInBothThemes(page, 'review of changes')))
  await page.goto(paths.clients(environmentId, clusterId))
  await page.getByRole('button', { name: 'Use existing API key' }).click()
  await page.getByRole('dialog').waitFor()
  findings.push(...(await findingsInBothThemes(page, 'existing key')))
  expect(findings).toEqual([])
  expect(complaints).toEqual([])
})

test('signing in has no serious finding', async ({ strangerPage: page }) => {
  await page.goto('/sign-in')
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  expect(await seriousFindings(page, 'sign in')).toEqual([])
})
