// A connector that runs as an account: a service account (kafka.auth.mode SERVICE_ACCOUNT), or, as its configuration is one of
// Kafka Connect and names no key at all, the account that made it. It gets an API key of that account, which nobody ever sees.
// The key is sealed beside the connector, comes and goes with it, and carries the account's rights.
import { createApiKey } from '@/lib/api-keys/create'
import type { Ctx } from '@/lib/context'
import type { Tx } from '@/lib/db'
import { AppError } from '@/lib/errors'
import { notify } from '@/lib/events'
import type { KafkaCluster } from '@/lib/generated/prisma/client'
import { findConnectorSpec } from '@/lib/connectors/catalog'
import { dialectOf, type ConnectorConfig } from '@/lib/connectors/config/config-values'
import { deleteSecrets, findSecret, putSecret } from '@/lib/secrets/store'

/** A key of a creation that broke off in between is removed after this time. */
const provisionalMs = 60_000
const accountField = 'kafka.service.account.id'

const keyPlace = (connectorId: string): string => `connector-keys/${connectorId}`
type Key = { account: string; id: string; secret: string }

export type HeldKey = {
  /** In the connector's own transaction: the key is its own from now on, an earlier one goes. */
  keep: (tx: Tx, connectorId: string) => Promise<void>
  /** When that transaction did not come about. */
  drop: (tx: Tx) => Promise<void>
}

export const runsAsServiceAccount = (config: ConnectorConfig): boolean =>
  config['kafka.auth.mode'] === 'SERVICE_ACCOUNT'

const namesNoKey = (config: ConnectorConfig): boolean => {
  const spec = findConnectorSpec(config['connector.class'] ?? '')
  return (
    spec !== undefined &&
    dialectOf(spec, config['connector.class']) === 'self-managed' &&
    (config['kafka.api.key'] ?? '') === ''
  )
}

/** Null: the configuration has a key. Who changes the settings of a connector does not change as whom it runs. */
function accountOf(ctx: Ctx, config: ConnectorConfig, present: Key | null): string | null {
  if (runsAsServiceAccount(config)) return config[accountField]?.trim() ?? ''
  if (!namesNoKey(config)) return null
  return present?.account ?? ctx.actor.principal.replace(/^User:/, '')
}

/** Makes the key that this configuration needs, if it needs a new one. The actor must be allowed to make keys of the account. */
export async function holdServiceAccountKey(
  ctx: Ctx,
  cluster: KafkaCluster,
  { name, config }: { name: string; config: ConnectorConfig },
  connectorId?: string,
): Promise<HeldKey> {
  const present = connectorId === undefined ? null : await findServiceAccountKey(connectorId)
  const account = accountOf(ctx, config, present)
  if (account === null)
    return { keep: (tx, id) => releaseServiceAccountKey(tx, cluster, id), drop: () => Promise.resolve() }
  if (present?.account === account) return { keep: () => Promise.resolve(), drop: () => Promise.resolve() }
  const key = await createApiKey(
    ctx,
    {
      spec: {
        display_name: '',
        description: `Made for connector ${name}`,
        owner: { id: account },
        resource: { id: cluster.id },
      },
    },
    { provisionalMs },
  ).catch((error: unknown) => {
    throw atField(error)
  })
  const text = JSON.stringify({ account, id: key.id, secret: key.spec.secret } satisfies Partial<Key>)
  return {
    keep: async (tx, id) => {
      await releaseServiceAccountKey(tx, cluster, id)
      await putSecret(tx, cluster.organizationId, keyPlace(id), text)
      await tx.apiKey.update({ where: { id: key.id, deletedAt: null }, data: { provisionalUntil: null } })
    },
    drop: (tx) => takeAway(tx, cluster, key.id),
  }
}

export async function findServiceAccountKey(connectorId: string): Promise<Key | null> {
  const text = await findSecret(keyPlace(connectorId))
  return text === null ? null : (JSON.parse(text) as Key)
}

/** The connector goes, or needs its key no longer. */
export async function releaseServiceAccountKey(
  tx: Tx,
  cluster: KafkaCluster,
  connectorId: string,
): Promise<void> {
  const key = await findServiceAccountKey(connectorId)
  if (!key) return
  await deleteSecrets(tx, keyPlace(connectorId))
  await takeAway(tx, cluster, key.id)
}

async function takeAway(tx: Tx, cluster: KafkaCluster, id: string): Promise<void> {
  await tx.apiKey.updateMany({ where: { id }, data: { deletedAt: new Date() } })
  const { organizationId, environmentId } = cluster
  await notify(tx, { noun: 'api-keys', organizationId, environmentId, clusterId: cluster.id })
}

/** createApiKey speaks of its own fields; here the account is a setting of the connector. */
function atField(error: unknown): unknown {
  if (!(error instanceof AppError) || error.code !== 'invalid') return error
  const [first] = error.fields
  return new AppError('invalid', error.message, {
    fields: [{ path: accountField, message: first?.message ?? error.message }],
  })
}
