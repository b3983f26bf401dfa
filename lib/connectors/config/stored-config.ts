// A connector's configuration at rest: what is readable in its row, secret fields sealed at `connectors/<id>/<field>`.
import type { Connector } from '@/lib/generated/prisma/client'
import { db, type Tx } from '@/lib/db'
import { deleteSecrets, listSecrets, putSecret } from '@/lib/secrets/store'
import type { ConnectorSpec } from '@/lib/connectors/catalog/spec'
import { SECRET_MASK, type ConnectorConfig } from '@/lib/connectors/config/read-config'
import { isSecretProperty } from '@/lib/connectors/config/secret-names'

export const secretsPlace = (connectorId: string): string => `connectors/${connectorId}`

export const readableConfig = (row: Pick<Connector, 'config'>): ConnectorConfig =>
  row.config as ConnectorConfig

export function splitConfig(
  spec: ConnectorSpec,
  config: ConnectorConfig,
): { readable: ConnectorConfig; secrets: ConnectorConfig } {
  const entries = Object.entries(config)
  const isSecret = ([name, value]: [string, string]): boolean => isSecretProperty(spec, name, value)
  return {
    readable: Object.fromEntries(entries.filter((entry) => !isSecret(entry))),
    secrets: Object.fromEntries(entries.filter((entry) => isSecret(entry) && entry[1] !== '')),
  }
}

/** The configuration with its secrets: for the worker and for checks, never for an answer. */
export async function openConfig(row: Pick<Connector, 'id' | 'config'>): Promise<ConnectorConfig> {
  return { ...readableConfig(row), ...(await listSecrets(secretsPlace(row.id))) }
}

export async function sealSecrets(
  tx: Pick<Tx, 'secret'>,
  organizationId: string,
  connectorId: string,
  secrets: ConnectorConfig,
): Promise<void> {
  await deleteSecrets(tx, secretsPlace(connectorId))
  for (const [name, value] of Object.entries(secrets))
    await putSecret(tx, organizationId, `${secretsPlace(connectorId)}/${name}`, value)
}

/** What is shown: exactly the given keys, secrets as 16 asterisks, no defaults (clients take them for drift). */
export async function maskedConfigs(
  rows: readonly Pick<Connector, 'id' | 'config'>[],
): Promise<Map<string, ConnectorConfig>> {
  const sealed = await db.secret.findMany({
    where: { OR: rows.map(({ id }) => ({ place: { startsWith: `${secretsPlace(id)}/` } })) },
    select: { place: true },
  })
  return new Map(
    rows.map((row) => {
      const prefix = `${secretsPlace(row.id)}/`
      const names = sealed.flatMap(({ place }) =>
        place.startsWith(prefix) ? [place.slice(prefix.length)] : [],
      )
      return [
        row.id,
        { ...readableConfig(row), ...Object.fromEntries(names.map((name) => [name, SECRET_MASK])) },
      ]
    }),
  )
}

export const maskedConfigOf = async (row: Pick<Connector, 'id' | 'config'>): Promise<ConnectorConfig> =>
  (await maskedConfigs([row])).get(row.id) ?? {}
