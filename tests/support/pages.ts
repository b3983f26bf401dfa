// Every page of the console with what opens on it: the list that screenshots and accessibility checks walk through.
import type { Page } from '@playwright/test'
import { paths } from '@/lib/paths'
import type { Place } from './believable-data'

export type ConsolePage = { name: string; path: string; open?: (page: Page) => Promise<void> }

const click = (role: 'button' | 'link', name: string | RegExp) => async (page: Page) =>
  page.getByRole(role, { name }).first().click()
const fromActions = (item: string) => async (page: Page) => {
  await page.getByRole('button', { name: 'Actions', exact: true }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

const openWithShowAs = (name: string) => async (page: Page) => {
  await page.getByRole('button', { name }).first().click()
  await page.getByRole('button', { name: /^Show as/ }).click()
}

export function consolePages({ environmentId: e, clusterId: c, ...place }: Place): ConsolePage[] {
  const { topic, emptyTopic, connector, account, apiKey, group, subject, deletedSubject } = place
  const wizard = paths.connectorWizard(e, c, 'DatagenSource')
  return [
    { name: 'home', path: paths.home },
    { name: 'environments', path: paths.environments },
    {
      name: 'administration',
      path: paths.environments,
      open: click('button', 'Administration'),
    },
    { name: 'environments-add', path: paths.environments, open: click('button', 'Add environment') },
    { name: 'environment', path: paths.environment(e) },
    { name: 'registry', path: paths.schemaRegistry(e) },
    { name: 'registry-none', path: `${paths.schemaRegistry(e)}?q=none-is-called-so` },
    { name: 'registry-settings', path: paths.registrySettings(e) },
    {
      name: 'registry-compatibility',
      path: paths.registrySettings(e),
      open: click('button', 'Change compatibility'),
    },
    { name: 'registry-mode', path: paths.registrySettings(e), open: click('button', 'Change mode') },
    { name: 'registry-attach', path: paths.registrySettings(e), open: openWithShowAs('Attach a registry') },
    { name: 'registry-key-new', path: paths.newRegistryKey(e) },
    { name: 'subject', path: paths.subject(e, subject) },
    { name: 'subject-delete', path: paths.subject(e, subject), open: fromActions('Delete subject') },
    { name: 'subject-usage', path: paths.subject(e, subject, 'usage') },
    { name: 'subject-settings', path: paths.subject(e, subject, 'settings') },
    { name: 'subject-deleted', path: paths.subject(e, deletedSubject) },
    { name: 'subject-evolve', path: paths.evolveSubject(e, subject) },
    { name: 'schema-new', path: paths.newSchema(e) },
    { name: 'cluster-new', path: paths.newCluster(e) },
    {
      name: 'cluster-new-external',
      path: paths.newCluster(e),
      open: (page) => page.getByRole('radio', { name: /^Bring your own Kafka/ }).click(),
    },
    { name: 'account', path: paths.account },
    { name: 'overview', path: `${paths.overview(e, c)}?range=5m` },
    { name: 'palette', path: paths.overview(e, c), open: (page) => page.keyboard.press('Control+k') },
    { name: 'networking', path: paths.networking(e, c) },
    { name: 'settings', path: paths.settings(e, c) },
    { name: 'settings-delete', path: paths.settings(e, c), open: click('button', 'Delete cluster') },
    { name: 'api-keys', path: paths.apiKeys(e, c) },
    { name: 'api-key-new', path: paths.newApiKey(e, c) },
    { name: 'topics', path: paths.topics(e, c) },
    { name: 'topic-new', path: paths.newTopic(e, c) },
    {
      name: 'topic-new-advanced',
      path: paths.newTopic(e, c),
      open: click('button', 'Show advanced settings'),
    },
    { name: 'topic-overview', path: paths.topic(e, c, topic) },
    { name: 'topic-delete', path: paths.topic(e, c, topic), open: fromActions('Delete topic') },
    { name: 'topic-partitions', path: paths.topic(e, c, topic), open: fromActions('Add partitions') },
    { name: 'messages', path: paths.topic(e, c, topic, 'messages') },
    {
      name: 'messages-drawer',
      path: paths.topic(e, c, topic, 'messages'),
      open: (page) => page.getByRole('row').nth(3).getByText('{').first().click(),
    },
    { name: 'messages-live', path: `${paths.topic(e, c, topic, 'messages')}?live=true` },
    {
      name: 'messages-produce',
      path: paths.topic(e, c, topic, 'messages'),
      open: click('button', 'Produce message'),
    },
    { name: 'messages-empty', path: paths.topic(e, c, emptyTopic, 'messages') },
    ...contractPages({ environmentId: e, clusterId: c, ...place }),
    { name: 'topic-consumers', path: paths.topic(e, c, topic, 'consumers') },
    { name: 'configuration', path: paths.topic(e, c, topic, 'configuration') },
    {
      name: 'configuration-edit',
      path: paths.topic(e, c, topic, 'configuration'),
      open: click('button', 'Edit settings'),
    },
    { name: 'connectors', path: paths.connectors(e, c) },
    { name: 'connector-catalog', path: paths.connectorCatalog(e, c) },
    {
      name: 'connector-launch',
      path: paths.connectorCatalog(e, c),
      open: click('button', /^Sample Data/),
    },
    {
      name: 'connector-paste',
      path: paths.connectorCatalog(e, c),
      open: click('button', 'Paste JSON or properties'),
    },
    { name: 'wizard', path: wizard },
    { name: 'wizard-sink', path: paths.connectorWizard(e, c, 'PostgresSink') },
    { name: 'connector-properties', path: paths.connectorProperties(e, c, 'PostgresSink') },
    { name: 'connector', path: paths.connector(e, c, connector) },
    {
      name: 'connector-show-as',
      path: paths.connector(e, c, connector),
      open: fromActions('Show as'),
    },
    {
      name: 'connector-delete',
      path: paths.connector(e, c, connector),
      open: fromActions('Delete connector'),
    },
    { name: 'connector-metrics', path: paths.connector(e, c, connector, 'metrics') },
    { name: 'connector-logs', path: paths.connector(e, c, connector, 'logs') },
    { name: 'connector-offsets', path: paths.connector(e, c, connector, 'offsets') },
    {
      name: 'connector-offsets-change',
      path: paths.connector(e, c, connector, 'offsets'),
      open: click('button', 'Change offsets'),
    },
    { name: 'connector-settings-json', path: `${paths.connector(e, c, connector, 'settings')}?view=json` },
    { name: 'connector-settings', path: paths.connector(e, c, connector, 'settings') },
    { name: 'consumers', path: paths.consumers(e, c) },
    { name: 'consumer', path: paths.consumer(e, c, group) },
    { name: 'clients', path: paths.clients(e, c) },
    { name: 'access-control', path: paths.acls(e, c) },
    { name: 'access-control-add', path: paths.acls(e, c), open: click('button', 'Add ACLs') },
    { name: 'users', path: paths.users },
    { name: 'users-invite', path: paths.users, open: openWithShowAs('Invite user') },
    { name: 'invitations', path: paths.invitations },
    { name: 'service-accounts', path: paths.serviceAccounts },
    {
      name: 'service-accounts-create',
      path: paths.serviceAccounts,
      open: click('button', 'Create service account'),
    },
    {
      name: 'service-account',
      path: `${paths.serviceAccounts}?q=${account}`,
      open: async (page) => {
        await page.getByRole('row').filter({ hasText: account }).getByRole('link').click()
        await page.getByRole('heading', { name: 'Role bindings' }).waitFor()
      },
    },
    { name: 'access', path: paths.access },
    { name: 'access-add', path: paths.access, open: click('button', 'Add role binding') },
    { name: 'access-api-keys', path: paths.accessApiKeys },
    {
      name: 'access-api-key-new',
      path: paths.newAccessApiKey,
      open: (page) => page.getByRole('radio', { name: /^Service account/ }).click(),
    },
    {
      name: 'api-key-rotate',
      path: `${paths.accessApiKeys}?q=${apiKey}`,
      open: async (page) => {
        await page
          .getByRole('row')
          .filter({ hasText: apiKey })
          .getByRole('button', { name: /^Actions for/ })
          .click()
        await page.getByRole('menuitem', { name: 'Rotate key' }).click()
        await page.getByRole('heading', { name: 'First key', exact: true }).waitFor()
      },
    },
    { name: 'audit-log', path: paths.auditLog },
    {
      name: 'audit-log-event',
      path: paths.auditLog,
      open: (page) => page.getByRole('row').nth(1).getByRole('cell').nth(2).click(),
    },
    { name: 'audit-log-chain', path: paths.auditLog, open: click('button', /^Chain/) },
    { name: 'not-found', path: '/environments/env-none' },
  ]
}

/** A topic's data contract: as it is, as a tree, its versions, none yet, and in the editor. */
function contractPages({ environmentId: e, clusterId: c, topic, emptyTopic }: Place): ConsolePage[] {
  const contract = paths.dataContract(e, c, topic, 'value')
  const evolve = paths.editDataContract(e, c, topic, 'value')
  return [
    { name: 'data-contract', path: contract },
    { name: 'data-contract-tree', path: `${contract}?view=tree` },
    { name: 'data-contract-metadata', path: `${contract}?of=metadata` },
    { name: 'data-contract-versions', path: `${contract}?of=versions` },
    { name: 'data-contract-none', path: paths.dataContract(e, c, emptyTopic, 'key') },
    { name: 'data-contract-new', path: paths.editDataContract(e, c, emptyTopic, 'key') },
    { name: 'data-contract-evolve', path: evolve },
    {
      name: 'data-contract-incompatible',
      path: evolve,
      open: async (page) => {
        await page.getByRole('textbox', { name: 'Schema' }).click()
        await page.keyboard.press('Control+a')
        await page.keyboard.insertText(
          '{\n  "type": "record",\n  "name": "Order",\n  "fields": [\n    { "name": "paid", "type": "boolean" }\n  ]\n}',
        )
        await page.getByRole('button', { name: 'Validate schema' }).click()
        await page.getByText('Not compatible with').waitFor()
      },
    },
    {
      name: 'data-contract-rules',
      path: evolve,
      open: async (page) => {
        await page.getByRole('tab', { name: 'Rules' }).click()
        await page.getByRole('button', { name: 'Add rule' }).click()
      },
    },
  ]
}

/** Goes there, waits until it stands still, and opens what the entry opens. Live pages never go idle: hence the skeletons. */
export async function visit(page: Page, { path, open }: ConsolePage): Promise<void> {
  await page.goto(path)
  await page.locator('main').getByRole('heading').first().waitFor()
  await page.waitForFunction(() => !document.querySelector('[class*="animate-pulse"], [aria-busy="true"]'))
  if (open) await open(page)
  await untilStill(page)
}

/** Visits all, one after another; what opens on the page that was looked at last opens there, without another load. */
export async function visitEach(
  page: Page,
  entries: ConsolePage[],
  look: (entry: ConsolePage) => Promise<void>,
): Promise<void> {
  let unopened = ''
  for (const entry of entries) {
    if (entry.open && entry.path === unopened) {
      await entry.open(page)
      await untilStill(page)
    } else await visit(page, entry)
    unopened = entry.open ? '' : entry.path
    await look(entry)
  }
}

/** Until nothing moves or changes its colour any more; what turns for ever is not waited for. */
export const untilStill = (page: Page) =>
  page.waitForFunction(() =>
    document.getAnimations().every(({ playState, effect }) => {
      const iterations = effect?.getTiming().iterations
      return playState !== 'running' || iterations === Infinity
    }),
  )
