// Environments and clusters, with real brokers of their own.
import { readFile } from 'node:fs/promises'
import type { ClusterDto } from '@/lib/clusters/schema'
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

test('a protected cluster: TLS turned on, its CA downloaded, upgraded to Standard, and deletable only unprotected', async ({
  page,
  product,
}) => {
  const cluster = `ledger-${shortId()}`
  await page.goto(paths.newCluster(product.environmentId))
  await page.getByRole('textbox', { name: 'Cluster name' }).fill(cluster)
  await expect(page.getByText(/This machine has \d+ cores?, .* memory free/)).toBeVisible()
  await page.getByRole('switch', { name: 'Protect the cluster from deletion' }).click()
  await page.getByRole('button', { name: 'Launch cluster' }).click()
  await expect(page.getByText('Running', { exact: true }).first()).toBeVisible({ timeout: 60_000 })

  await page.getByRole('link', { name: 'Networking' }).first().click()
  await expect(page.getByRole('region', { name: 'Without encryption' })).toContainText('SASL_PLAINTEXT')
  await page.getByRole('switch', { name: 'TLS' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Turn TLS on' }).click()
  await expect(page.getByRole('region', { name: 'TLS' })).toContainText('SASL_SSL', { timeout: 60_000 })
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download CA certificate' }).click()
  const pem = await readFile(await (await download).path(), 'utf8')
  expect(pem).toMatch(/^-----BEGIN CERTIFICATE-----/)
  await page.getByRole('button', { name: 'Use a certificate of your own' }).click()
  await page.getByLabel('Certificate chain').fill(pem)
  await page.getByLabel('Private key').fill('not a key')
  await page.getByRole('button', { name: 'Use this certificate' }).click()
  await expect(page.getByText(/The private key cannot be read/).first()).toBeVisible()
  await page.getByRole('button', { name: 'Cancel' }).click()

  await page.getByRole('link', { name: 'Cluster settings' }).first().click()
  await page.getByRole('button', { name: 'Upgrade to Standard' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Upgrade to Standard' }).click()
  await expect(page.getByRole('button', { name: 'Upgrade to Standard' })).toBeHidden()
  await expect(page.getByRole('button', { name: 'Delete cluster' })).toBeDisabled()
  await page.getByRole('switch', { name: 'Protect the cluster from deletion' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Turn deletion protection off' }).click()
  await page.getByRole('button', { name: 'Delete cluster' }).click()
  await confirmByTyping(page, cluster, 'Delete cluster')
  await expect(page).toHaveURL(new RegExp(`/environments/${product.environmentId}`))
})

test('a Dedicated cluster shows its three brokers', async ({ page, product }) => {
  const cluster = `three-${shortId()}`
  await page.goto(paths.newCluster(product.environmentId))
  await page.getByRole('textbox', { name: 'Cluster name' }).fill(cluster)
  await page.getByRole('radio', { name: /^Dedicated/ }).click()
  await expect(page.getByText('for its 3 broker processes')).toBeVisible()
  await page.getByRole('button', { name: 'Launch cluster' }).click()
  await expect(page.getByText('Running', { exact: true }).first()).toBeVisible({ timeout: 120_000 })
  await page.getByRole('link', { name: 'Networking' }).first().click()
  for (const broker of ['Broker 1', 'Broker 2', 'Broker 3'])
    await expect(page.getByText(broker, { exact: true })).toBeVisible()
  await page.getByRole('link', { name: 'Cluster settings' }).first().click()
  await expect(page.getByText('Three brokers on this machine.', { exact: false })).toBeVisible()
  await page.getByRole('button', { name: 'Delete cluster' }).click()
  await confirmByTyping(page, cluster, 'Delete cluster')
})

test('an attached Kafka: another connection is tried before it is stored, and its password goes to no other servers', async ({
  page,
  product,
}) => {
  const { id, spec } = await product.ask<{ id: string; spec: { secret: string } }>(
    'POST',
    '/iam/v2/api-keys',
    {
      spec: { owner: { id: product.userId }, resource: { id: product.clusterId } },
    },
  )
  const own = await product.ask<ClusterDto>(
    'GET',
    `/cmk/v2/clusters/${product.clusterId}?environment=${product.environmentId}`,
  )
  const bootstrap = (own.spec.kafka_bootstrap_endpoint ?? '').replace(/^\w+:\/\//, '')
  // The account is new: its rights are on the brokers a moment later.
  const attach = () =>
    product.ask<ClusterDto>('POST', '/cmk/v2/clusters', {
      spec: {
        display_name: `attached-${shortId()}`,
        environment: { id: product.environmentId },
        external: {
          bootstrap_servers: bootstrap,
          security_protocol: 'SASL_PLAINTEXT',
          sasl_mechanism: 'PLAIN',
          sasl_username: id,
          sasl_password: spec.secret,
        },
      },
    })
  let attached: ClusterDto | undefined
  await expect(async () => {
    attached = await attach()
  }).toPass({ timeout: 30_000 })
  if (!attached) throw new Error('not attached')
  await page.goto(paths.settings(product.environmentId, attached.id))
  await page.getByRole('button', { name: 'Edit connection' }).click()
  const dialog = page.getByRole('dialog', { name: 'Edit connection' })
  await expect(dialog.getByLabel('Password', { exact: true })).toHaveValue('')
  await dialog.getByLabel('Password', { exact: true }).fill('wrong')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByText(/It fails at the login \(SASL\)/)).toBeVisible()
  await dialog.getByLabel('Password', { exact: true }).fill('')
  const other = bootstrap.replace('127.0.0.1', 'localhost')
  await dialog.getByLabel('Bootstrap servers').fill(other)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByText(/Enter the password again/).first()).toBeVisible()
  await dialog.getByLabel('Password', { exact: true }).fill(spec.secret)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByText(other).first()).toBeVisible()
  await product.ask('DELETE', `/cmk/v2/clusters/${attached.id}?environment=${product.environmentId}`)
  await product.ask('DELETE', `/iam/v2/api-keys/${id}`)
})
