// axe on what the list of pages cannot open by itself: every step of the wizards, with their dialogs, in both themes.
import type { Page } from '@playwright/test'
import { paths } from '@/lib/paths'
import { seriousFindings } from '@/tests/support/accessibility'
import { expect, makeTopic, test } from '@/tests/support/console'

const next = (page: Page) => page.getByRole('button', { name: 'Continue' }).click()

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.beforeEach(({ page }) => page.emulateMedia({ colorScheme, reducedMotion: 'reduce' }))

    test('the five steps of the connector wizard', async ({ page, product, complaints }) => {
      const { environmentId, clusterId } = product
      const topic = await makeTopic(product)
      const findings: string[] = []
      const look = async (name: string): Promise<void> => {
        findings.push(...(await seriousFindings(page, name)))
      }
      await page.goto(paths.connectorWizard(environmentId, clusterId, 'DatagenSource'))
      await page.getByRole('button', { name: 'Add new topic' }).click()
      await look('new topic')
      await page.keyboard.press('Escape')
      await page.getByRole('radio', { name: new RegExp(`^${topic},`) }).click()
      await look('topic selection')
      await next(page)
      await page.getByRole('radio', { name: /^My account/ }).waitFor()
      await look('credentials')
      await page.getByRole('button', { name: 'Generate API key & download' }).click()
      await look('create API key')
      const dialog = page.getByRole('dialog', { name: 'Create API key' })
      await dialog.getByRole('button', { name: 'Create key' }).click()
      await dialog.getByRole('button', { name: 'Download and continue' }).waitFor()
      await look('API key created')
      await dialog.getByRole('button', { name: 'Download and continue' }).click()
      await next(page)
      await page.getByRole('button', { name: 'Show advanced configurations' }).click()
      await look('configuration')
      await page.getByRole('radio', { name: /^JSON/ }).click()
      await page.getByRole('radio', { name: /^Orders/ }).click()
      await next(page)
      await page.getByRole('textbox', { name: 'Tasks, as a number' }).waitFor()
      await look('sizing')
      await next(page)
      await page.getByLabel('Connector name').waitFor()
      await look('review')
      expect(findings).toEqual([])
      expect(complaints).toEqual([])
    })

    test('the four steps of the key wizard', async ({ page, product, complaints }) => {
      const findings: string[] = []
      await page.goto(paths.newApiKey(product.environmentId, product.clusterId))
      const steps = ['Account', 'Resource scope', 'API key detail']
      for (const step of steps) {
        findings.push(...(await seriousFindings(page, step)))
        const isLast = step === steps.at(-1)
        await page.getByRole('button', { name: isLast ? /^Create API key/ : 'Continue' }).click()
      }
      await page.getByRole('button', { name: /^Download API key/ }).waitFor()
      findings.push(...(await seriousFindings(page, 'API key download')))
      expect(findings).toEqual([])
      expect(complaints).toEqual([])
    })

    test('the review of a configuration, and the key of a client', async ({ page, product, complaints }) => {
      const { environmentId, clusterId } = product
      const topic = await makeTopic(product)
      const findings: string[] = []
      await page.goto(paths.topic(environmentId, clusterId, topic, 'configuration'))
      await page.getByRole('button', { name: 'Edit settings' }).click()
      await page.getByLabel('max.message.bytes').fill('1000000')
      await page.getByRole('button', { name: 'Review changes' }).click()
      await page.getByRole('dialog').waitFor()
      findings.push(...(await seriousFindings(page, 'review of changes')))
      await page.goto(paths.clients(environmentId, clusterId))
      await page.getByRole('button', { name: 'Use existing API key' }).click()
      await page.getByRole('dialog').waitFor()
      findings.push(...(await seriousFindings(page, 'existing key')))
      expect(findings).toEqual([])
      expect(complaints).toEqual([])
    })
  })
}
