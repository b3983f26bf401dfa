// Environments and clusters, with real brokers of their own.
import { paths } from '@/lib/paths'
import { confirmByTyping, expect, shortId, test } from '@/tests/support/console'

test('an environment and a Basic cluster: made, running without a reload, renamed, deleted by typing', async ({
  page,
}) => {
  const environment = `staging-${shortId()}`
  const cluster = `payments-${shortId()}`
  await page.goto(paths.environments)
  await page.getByRole('button', { name: 'Add environment' }).click()
  await page.getByRole('dialog').getByLabel('Environment name').fill(environment)
  await page.getByRole('dialog').getByRole('button', { name: 'Create' }).click()
  await expect(page.getByRole('heading', { level: 1, name: environment })).toBeVisible()

  await page.getByRole('link', { name: 'Create cluster' }).first().click()
  await page.getByRole('textbox', { name: 'Cluster name' }).fill(cluster)
  await expect(page.getByText('Up to 400 MiB for its broker process')).toBeVisible()
  await page.evaluate(() => Object.assign(window, { isSamePage: true }))
  await page.getByRole('button', { name: 'Launch cluster' }).click()
  await expect(page).toHaveURL(/\/clusters\/lkc-\w+\/overview$/)
  await expect(page.getByText('Provisioning').first()).toBeVisible()
  await expect(page.getByText('Running', { exact: true }).first()).toBeVisible({ timeout: 60_000 })
  expect(await page.evaluate(() => 'isSamePage' in window)).toBe(true)

  await page.getByRole('link', { name: 'Cluster settings' }).first().click()
  await expect(page.getByText(/^(localhost|127\.0\.0\.1):\d+$/).first()).toBeVisible()
  await page.getByRole('button', { name: 'Rename' }).click()
  await page.getByRole('dialog').getByLabel('Cluster name').fill(`${cluster}-eu`)
  await page.getByRole('dialog').getByRole('button', { name: 'Rename' }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(page.getByRole('navigation').getByText(`${cluster}-eu`).first()).toBeVisible()

  await page.getByRole('button', { name: 'Delete cluster' }).click()
  await confirmByTyping(page, `${cluster}-eu`, 'Delete cluster')
  await expect(page.getByRole('heading', { name: 'No clusters in this environment' })).toBeVisible({
    timeout: 30_000,
  })
  await page.getByRole('button', { name: 'Actions', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Delete environment' }).click()
  await confirmByTyping(page, environment, 'Delete environment')
  await expect(page).toHaveURL(/\/environments$/)
  await expect(page.getByText(environment)).toBeHidden()
})

test('a Kafka of one’s own that cannot be reached: the failing layer is named, and nothing is made', async ({
  page,
  product,
}) => {
  await page.goto(paths.newCluster(product.environmentId))
  await page.getByRole('textbox', { name: 'Cluster name' }).fill(`elsewhere-${shortId()}`)
  await page.getByRole('radio', { name: /^Bring your own Kafka/ }).click()
  await page.getByRole('button', { name: 'Launch cluster' }).click()
  await expect(page.getByLabel('Bootstrap servers')).toHaveAttribute('aria-invalid', 'true')
  await page.getByLabel('Bootstrap servers').fill('broker.kafka.invalid:9092')
  await page.getByLabel('User name').fill('reader')
  await page.getByLabel('Password', { exact: true }).fill('secret of the reader')
  await page.getByRole('button', { name: 'Test connection' }).click()
  await expect(page.getByText('It fails at name resolution (DNS)')).toBeVisible()
  await page.getByLabel('Bootstrap servers').fill('127.0.0.1:9')
  await page.getByRole('button', { name: 'Test connection' }).click()
  await expect(page.getByText('It fails at the network (TCP)')).toBeVisible()
  await page.getByRole('button', { name: 'Launch cluster' }).click()
  await expect(
    page
      .getByRole('alert')
      .filter({ hasText: /127\.0\.0\.1|network|TCP/ })
      .first(),
  ).toBeVisible()
  await expect(page).toHaveURL(/\/clusters\/new$/)
})
