// Accounts and their access, as an administrator handles them and as those who are let in see it.
import type { Locator, Page } from '@playwright/test'
import { paths } from '@/lib/paths'
import { chooseOption, confirmByTyping, expect, makeTopic, shortId, test } from '@/tests/support/console'
import type { Product } from '@/tests/support/product'

const choose = async (page: Page, scope: Page | Locator, label: string, option: string | RegExp) => {
  await scope.getByRole('combobox', { name: label }).click()
  await page.getByRole('option', { name: option }).first().click()
}

/** A service account made through the console; the page of it is open afterwards. */
async function createAccount(page: Page, name: string): Promise<string> {
  await page.goto(paths.serviceAccounts)
  await page.getByRole('button', { name: 'Create service account' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'Create service account' })
  await dialog.getByLabel('Name').fill(name)
  await dialog.getByRole('button', { name: 'Create service account' }).click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  return new URL(page.url()).pathname.split('/').at(-1) ?? ''
}

async function bindOnTopics(page: Page, role: string, prefix: string): Promise<void> {
  await page.getByRole('button', { name: 'Add role binding' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'Add role binding' })
  await dialog.getByRole('radio', { name: 'Resource' }).click()
  await choose(page, dialog, 'Environment', /./)
  await choose(page, dialog, 'Cluster', /./)
  await dialog.getByRole('radio', { name: 'Prefixed' }).click()
  await dialog.getByLabel('Resource name').fill(prefix)
  await chooseRole(page, dialog, role)
  await dialog.getByRole('button', { name: 'Add role binding' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('row').filter({ hasText: role }).first()).toContainText(`Topic ${prefix}*`)
}

async function chooseRole(page: Page, dialog: Locator, role: string): Promise<void> {
  await dialog.getByRole('combobox', { name: 'Role' }).click()
  await page.getByRole('option', { name: role }).click()
}

const firstRow = (page: Page, text: string) => page.getByRole('row').filter({ hasText: text }).first()

test('a user is invited by a link, joins in another browser, sees what the role shows, is deactivated', async ({
  page,
  strangerPage,
}) => {
  const email = `ann-${shortId()}@example.com`
  await page.goto(paths.users)
  await page.getByRole('button', { name: 'Invite user' }).click()
  const dialog = page.getByRole('dialog', { name: 'Invite user' })
  await dialog.getByLabel('E-mail').fill(email)
  await chooseOption(
    page,
    dialog.getByRole('combobox', { name: 'Role in the organization' }),
    'MetricsViewer',
  )
  await dialog.getByRole('button', { name: 'Create invitation' }).click()
  const link = await page
    .getByRole('dialog')
    .getByText(/\/invitation#/)
    .innerText()
  await page.getByRole('button', { name: 'Done' }).click()
  await page.getByRole('link', { name: 'Invitations' }).click()
  await expect(firstRow(page, email)).toContainText('Open')

  await strangerPage.goto(link)
  await strangerPage.getByLabel('Name').fill('Ann Other')
  await strangerPage.getByLabel('Password', { exact: true }).fill('a long enough sentence')
  await strangerPage.getByRole('button', { name: 'Accept invitation' }).click()
  await strangerPage.waitForURL((url) => !url.pathname.startsWith('/invitation'))
  await expect(strangerPage.getByRole('button', { name: /, account of Ann Other/ })).toBeVisible()
  await expect(firstRow(page, email)).toContainText('Accepted')

  await strangerPage.goto(paths.environments)
  const add = strangerPage.getByRole('button', { name: 'Add environment' })
  await expect(add).toHaveAttribute('aria-disabled', 'true')
  await strangerPage.goto(paths.auditLog)
  await expect(strangerPage.getByText('Your roles do not show the audit log')).toBeVisible()

  await page.getByRole('link', { name: 'Users' }).click()
  await expect(firstRow(page, email)).toContainText('MetricsViewer')
  await page
    .getByRole('button', { name: /^Actions for Ann Other/ })
    .first()
    .click()
  await page.getByRole('menuitem', { name: 'Deactivate' }).click()
  await confirmByTyping(page, email, 'Deactivate user')
  await expect(firstRow(page, email)).toContainText('Inactive')
  await strangerPage.goto(paths.environments)
  await expect(strangerPage.getByRole('heading', { name: 'Sign in' })).toBeVisible()
})

test('a service account gets a role, a key and ACLs; all of it is found again and can be taken away', async ({
  page,
  product,
}) => {
  const { environmentId, clusterId } = product
  const name = `orders-${shortId()}`
  const id = await createAccount(page, name)
  await bindOnTopics(page, 'DeveloperRead', name)

  await page.getByRole('link', { name: 'Create API key' }).click()
  await expect(page.getByRole('radio', { name: /^Service account/ })).toBeChecked()
  await page.getByRole('button', { name: 'Continue' }).click()
  await choose(page, page, 'Environment', /./)
  await choose(page, page, 'Cluster', /./)
  await page.getByRole('button', { name: 'Add ACLs' }).click()
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByLabel('Topic name')).toHaveAttribute('aria-invalid', 'true')
  await page.getByLabel('Topic name').fill(`${name}-out`)
  await chooseOption(page, page.getByRole('combobox', { name: 'Operation' }), 'Write')
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByLabel('Description').fill('of the test')
  await page.getByRole('button', { name: 'Create API key' }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download API key' }).click()
  await download
  await page.getByRole('button', { name: 'Complete' }).click()
  await expect(firstRow(page, 'of the test')).toBeVisible()

  await page.goto(paths.acls(environmentId, clusterId))
  const byHand = page.getByRole('row').filter({ hasText: `${name}-out` })
  await expect(byHand).toContainText('Made by hand')
  const fromRole = page
    .getByRole('row')
    .filter({ hasText: id })
    .filter({ hasText: 'from role DeveloperRead' })
  await expect(fromRole.first()).toBeVisible()
  await byHand.getByRole('button', { name: /^Actions for/ }).click()
  await page.getByRole('menuitem', { name: 'Delete ACL' }).click()
  await page.getByRole('dialog', { name: 'Delete ACL' }).getByRole('button', { name: 'Delete ACL' }).click()
  await expect(byHand).toBeHidden()
  await fromRole
    .first()
    .getByRole('link', { name: /^from role/ })
    .click()
  await expect(page.getByRole('heading', { level: 1, name: 'Accounts & access' })).toBeVisible()
  await expect(firstRow(page, name)).toContainText('DeveloperRead')

  await page.goto(paths.serviceAccount(id))
  await page.getByRole('button', { name: 'Actions', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Delete service account' }).click()
  await confirmByTyping(page, name, 'Delete service account')
  await expect(page).toHaveURL(new RegExp(`${paths.serviceAccounts}$`))

  await page.goto(paths.auditLog)
  // Other tests write into the log, too.
  const mine = page.getByRole('row').filter({ hasText: 'Mara Kessler' })
  for (const method of ['BindRoleForPrincipal', 'CreateApiKey'])
    await expect(mine.filter({ hasText: method }).first()).toBeVisible()
  await mine.filter({ hasText: 'DeleteServiceAccount' }).filter({ hasText: id }).click()
  await expect(page.getByRole('dialog', { name: 'DeleteServiceAccount' })).toContainText(id)
  await page.getByRole('button', { name: 'Close' }).click()
  await page.getByRole('button', { name: 'Chain verified' }).click()
  await expect(page.getByRole('dialog', { name: 'Chain verified' })).toContainText('Events checked')
})

test('a key is rotated: the second one beside the first, then the first one gone', async ({
  page,
  product,
}) => {
  const { id } = await product.ask<{ id: string }>('POST', '/iam/v2/api-keys', {
    spec: { description: 'to rotate', owner: { id: product.userId }, resource: { id: product.clusterId } },
  })
  await page.goto(paths.rotateApiKey(id))
  await page.getByRole('button', { name: 'Create second key' }).click()
  const dialog = page.getByRole('dialog', { name: 'Create second key' })
  await dialog.getByRole('button', { name: 'Create second key' }).click()
  await dialog.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByRole('heading', { name: 'Second key', exact: true })).toBeVisible()
  await expect(page.getByText('Second key last used')).toBeVisible()
  await page.getByRole('button', { name: 'Delete key' }).click()
  await confirmByTyping(page, id, 'Delete API key', 'Delete key')
  await expect(page).toHaveURL(new RegExp(`${paths.accessApiKeys}$`))
  await expect(page.getByText(id)).toBeHidden()
})

test('who may read some topics only sees those, and is told which role is missing for more', async ({
  product,
  strangerPage,
}) => {
  const topic = await makeTopic(product, { prefix: 'readable' })
  const other = await makeTopic(product, { prefix: 'hidden' })
  await joinAs(strangerPage, product, topic)
  await strangerPage.goto(paths.topics(product.environmentId, product.clusterId))
  await expect(strangerPage.getByRole('link', { name: topic })).toBeVisible()
  await expect(strangerPage.getByRole('link', { name: other })).toBeHidden()
  await expect(strangerPage.getByRole('button', { name: 'Create topic' })).toHaveAttribute(
    'aria-disabled',
    'true',
  )
  await strangerPage.goto(paths.topic(product.environmentId, product.clusterId, topic, 'messages'))
  await expect(strangerPage.getByText('This topic is empty')).toBeVisible()
  await expect(strangerPage.getByRole('button', { name: 'Produce message' })).toHaveAttribute(
    'aria-disabled',
    'true',
  )
  await strangerPage.goto(paths.acls(product.environmentId, product.clusterId))
  await expect(strangerPage.getByText('Your roles do not show this')).toBeVisible()
  await expect(strangerPage.getByText(/This needs the role .*CloudClusterAdmin/)).toBeVisible()
})

/** Lets a stranger in with DeveloperRead on one topic. */
async function joinAs(stranger: Page, { ask, clusterId, environmentId }: Product, topic: string) {
  const email = `dev-${shortId()}@example.com`
  const { link } = await ask<{ link: string }>('POST', '/iam/v2/invitations', { email })
  await stranger.goto(link)
  await stranger.getByLabel('Name').fill('Dev Reader')
  await stranger.getByLabel('Password', { exact: true }).fill('a long enough sentence')
  await stranger.getByRole('button', { name: 'Accept invitation' }).click()
  await stranger.waitForURL((url) => !url.pathname.startsWith('/invitation'))
  const { data: users } = await ask<{ data: { id: string; email: string }[] }>(
    'GET',
    '/iam/v2/users?page_size=100',
  )
  const { data: environments } = await ask<{ data: { metadata: { resource_name: string } }[] }>(
    'GET',
    '/org/v2/environments',
  )
  const organization = environments[0]?.metadata.resource_name.split('/environment=')[0] ?? ''
  await ask('POST', '/iam/v2/role-bindings', {
    principal: `User:${users.find((user) => user.email === email)?.id ?? ''}`,
    role_name: 'DeveloperRead',
    crn_pattern: `${organization}/environment=${environmentId}/cloud-cluster=${clusterId}/kafka=${clusterId}/topic=${topic}`,
  })
}
