// What a configuration would make of real records: they are read, converted and transformed; nothing is written or committed.
import { authorizeOnCluster, reachCluster } from '@/lib/clusters/reach'
import { connectorCrn } from '@/lib/crn'
import { authorize, type Ctx } from '@/lib/context'
import { AppError } from '@/lib/errors'
import type { KafkaCluster } from '@/lib/generated/prisma/client'
import { listTopics } from '@/lib/kafka'
import { findCluster } from '@/lib/clusters/get'
import type { ConnectorSpec } from '@/lib/connectors/catalog/spec'
import {
  connectorPreviewDto,
  type ConnectorPreviewDto,
  type PreviewConnectorInput,
} from '@/lib/connectors/validation/check-schema'
import { listOf } from '@/lib/connectors/config/config-values'
import { specOf } from '@/lib/connectors/create'
import { effectiveConfig, readConfigValues, type ConnectorConfig } from '@/lib/connectors/config/read-config'
import { javaRegex } from '@/lib/connectors/transforms/java-regex'
import { requireValidConfig } from '@/lib/connectors/validation/validate'
import { callWorker } from '@/lib/worker-rpc/client'

const PREVIEW_MS = 20_000

export async function previewConnectorRecords(
  ctx: Ctx,
  clusterId: string,
  { config: given, count }: PreviewConnectorInput,
): Promise<ConnectorPreviewDto> {
  const cluster = await findCluster(ctx, clusterId)
  const { config } = readConfigValues(given)
  const crn = connectorCrn(ctx.organizationId, cluster.environmentId, cluster.id, config.name ?? '')
  await authorize(ctx, 'connectors:create', crn)
  const spec = specOf(config['connector.class'])
  await requireValidConfig(cluster, spec, given, { mode: 'validate', creator: ctx.actor.principal })
  const read = spec.type === 'sink' ? await readableTopics(ctx, cluster, spec, config) : config
  return callWorker('/connectors/preview', connectorPreviewDto, {
    ctx,
    body: { clusterId, config: read, count },
    timeoutMs: PREVIEW_MS,
  })
}

/** The same configuration with the topics by name: each of them is one that the actor may read. */
async function readableTopics(
  ctx: Ctx,
  cluster: KafkaCluster,
  spec: ConnectorSpec,
  config: ConnectorConfig,
): Promise<ConnectorConfig> {
  const effective = effectiveConfig(spec, config)
  const pattern = effective['topics.regex'] ?? ''
  const named = pattern === '' ? listOf(effective.topics ?? '') : await matching(ctx, cluster, pattern)
  if (named.length === 0)
    throw new AppError(
      'conflict',
      'No topic matches the regular expression now, so that there is nothing to read.',
    )
  for (const topic of named) await authorizeOnCluster(ctx, 'messages:read', cluster.id, { at: { topic } })
  const { 'topics.regex': _, ...rest } = config
  return { ...rest, topics: named.join(',') }
}

async function matching(ctx: Ctx, cluster: KafkaCluster, pattern: string): Promise<string[]> {
  const { connection } = await reachCluster(ctx, 'clusters:read', cluster.id)
  const { matches } = javaRegex(pattern)
  const topics = await listTopics(connection)
  return topics.flatMap(({ name, isInternal }) => (!isInternal && matches(name) ? [name] : []))
}
