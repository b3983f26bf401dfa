import { findConnectorSpec } from '@/lib/connectors/catalog'
import type { Connector } from '@/lib/generated/prisma/client'
import { effectiveConfig, type ConnectorConfig } from '@/lib/connectors/config/read-config'

const property = 'errors.deadletterqueue.topic.name'

/** Where a sink puts what it cannot deliver; null: nowhere. `${connector}` stands for the connector's id. */
export function deadLetterTopicOf(
  row: Pick<Connector, 'id' | 'kind' | 'config' | 'connectorClass'>,
): string | null {
  if (row.kind !== 'sink') return null
  const spec = findConnectorSpec(row.connectorClass)
  const given = row.config as ConnectorConfig
  // The queue of a connector whose class is not in the catalogue any more can still be looked at.
  const config = spec ? effectiveConfig(spec, given) : { [property]: 'dlq-${connector}', ...given }
  const name = config[property] ?? ''
  return name === '' ? null : name.replaceAll('${connector}', row.id)
}
