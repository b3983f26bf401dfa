// A registry that runs elsewhere takes the place of an environment's own, and gives it back.
import { db } from '@/lib/db'
import { paths } from '@/lib/paths'
import { confirmByTyping, expect, shortId, test } from '@/tests/support/console'
import type { Product } from '@/tests/support/product'
import { asking, basicOf, startGateway } from '@/tests/support/registry-gateway'
import { record, register } from '@/tests/support/subjects'

type Named = { id: string }
type Key = Named & { spec: { secret: string } }

async function makeRegistry({ ask, userId }: Product): Promise<Named & { environmentId: string; key: Key }> {
  const { id: environmentId } = await ask<Named>('POST', '/org/v2/environments', {
    display_name: `attached-${shortId()}`,
  })
  const { id } = await db.schemaRegistry.findUniqueOrThrow({ where: { environmentId } })
  const key = await ask<Key>('POST', '/iam/v2/api-keys', {
    spec: { display_name: '', description: '', owner: { id: userId }, resource: { id } },
  })
  return { id, environmentId, key }
}

test('attached with its key, tried before, its subjects are shown; detached, the own ones are back', async ({
  page,
  product,
}) => {
  const [here, there] = [await makeRegistry(product), await makeRegistry(product)]
  const gateway = await startGateway()
  try {
    const secret = { key: there.key.id, secret: there.key.spec.secret }
    const subject = `theirs-${shortId()}-value`
    await register({ ask: asking(gateway.url, basicOf(secret)) }, subject, record('a'))

    await page.goto(paths.registrySettings(here.environmentId))
    await page.getByRole('button', { name: 'Attach a registry' }).click()
    const dialog = page.getByRole('dialog', { name: 'Attach a registry' })
    await dialog.getByLabel('URL').fill(gateway.url)
    await dialog.getByLabel('User name').fill(secret.key)
    await dialog.locator('input[type=password]').fill('not-it')
    await dialog.getByRole('button', { name: 'Test connection' }).click()
    await expect(dialog.getByText('It fails at the login')).toBeVisible()
    await dialog.locator('input[type=password]').fill(secret.secret)
    await dialog.getByRole('button', { name: 'Test connection' }).click()
    await expect(dialog.getByText('1 subject there.')).toBeVisible()
    await dialog.getByRole('button', { name: 'Attach registry' }).click()
    await expect(dialog).toBeHidden()
    await expect(page.getByText('Stored encrypted')).toBeVisible()

    await page.goto(paths.schemaRegistry(here.environmentId))
    await page.getByRole('link', { name: subject }).click()
    await expect(page.getByRole('heading', { level: 1, name: subject })).toBeVisible()

    await page.goto(paths.registrySettings(here.environmentId))
    await page.getByRole('button', { name: 'Detach registry' }).click()
    await confirmByTyping(page, new URL(gateway.url).host, 'Detach registry')
    await expect(page.getByRole('button', { name: 'Attach a registry' })).toBeVisible()
    await page.goto(paths.subject(here.environmentId, subject))
    await expect(page.getByText('This subject does not exist')).toBeVisible()
  } finally {
    await gateway.close()
  }
})
