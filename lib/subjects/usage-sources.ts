// What may use subjects in an environment: topics of its clusters that answer, and connectors with their formats.
import { reachForList } from '@/lib/clusters/reach'
import { findConnectorSpec } from '@/lib/connectors/catalog'
import { topicsOf } from '@/lib/connectors/dto'
import type { ConnectorRow } from '@/lib/connectors/get'
import { listConnectors } from '@/lib/connectors/list'
import { effectiveConfig, type ConnectorConfig } from '@/lib/connectors/config/read-config'
import type { Ctx } from '@/lib/context'
import { db } from '@/lib/db'
import { listTopics } from '@/lib/kafka'
import type { SubjectNameStrategy } from '@/lib/serdes/subject-name'
import type { ClusterPlace, ConnectorSource, UsageSources } from '@/lib/subjects/match-usage'
import { defaultContext, normalContext } from '@/lib/subjects/qualified-name'
import { isInternalName } from '@/lib/topics/schema'

const patienceMs = 2_000
const registered = new Set(['AVRO', 'JSON_SR', 'PROTOBUF'])

/** Of every cluster, with what the actor may see of it. A cluster that is away is named and holds nobody up. */
export async function readUsageSources(ctx: Ctx, environmentId: string): Promise<UsageSources> {
  const clusters = await db.kafkaCluster.findMany({
    where: { organizationId: ctx.organizationId, environmentId, desired: 'PRESENT' },
    select: { id: true, displayName: true, health: true },
    orderBy: { createdAt: 'asc' },
  })
  const parts = await Promise.all(
    clusters.map(async ({ id, displayName, health }): Promise<UsageSources> => {
      const place = { clusterId: id, clusterName: displayName }
      const [topics, connectors] = await Promise.all([
        health === 'RUNNING' ? inTime(visibleTopics(ctx, id)) : null,
        connectorSources(ctx, place),
      ])
      return {
        topics: (topics ?? []).map((topic) => ({ ...place, topic })),
        connectors,
        unread: topics === null ? [place] : [],
      }
    }),
  )
  return {
    topics: parts.flatMap(({ topics }) => topics),
    connectors: parts.flatMap(({ connectors }) => connectors),
    unread: parts.flatMap(({ unread }) => unread),
  }
}

async function visibleTopics(ctx: Ctx, clusterId: string): Promise<string[]> {
  const { connection, isVisible } = await reachForList(ctx, 'topics:read', clusterId)
  const topics = await listTopics(connection)
  return topics.map(({ name }) => name).filter((topic) => !isInternalName(topic) && isVisible({ topic }))
}

async function inTime<T>(answer: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), patienceMs)
  })
  const given = await Promise.race([answer.catch(() => null), late])
  clearTimeout(timer)
  return given
}

async function connectorSources(ctx: Ctx, place: ClusterPlace): Promise<ConnectorSource[]> {
  const rows = await listConnectors(ctx, place.clusterId)
  return rows.flatMap((row) => sourcesOf(row, place))
}

function sourcesOf(row: ConnectorRow, place: ClusterPlace): ConnectorSource[] {
  const spec = findConnectorSpec(row.connectorClass)
  if (!spec) return []
  const config = effectiveConfig(spec, row.config as ConnectorConfig)
  const direction = row.kind === 'sink' ? 'sink' : 'source'
  const stem = direction === 'sink' ? 'input' : 'output'
  const context = contextOf(config)
  return topicsOf(row).flatMap((topic) =>
    (['key', 'value'] as const).flatMap((part): ConnectorSource[] => {
      const format = config[`${stem}.${part === 'value' ? 'data' : 'key'}.format`] ?? ''
      if (!registered.has(format)) return []
      const strategy = strategyOf(config[`${part}.subject.name.strategy`])
      return [{ ...place, connector: row.name, direction, topic, part, format, strategy, context }]
    }),
  )
}

function contextOf(config: ConnectorConfig): string {
  const name = config['schema.context.name'] ?? 'default'
  return name === 'default' || name === '' ? defaultContext : normalContext(name)
}

const strategyOf = (name: string | undefined): SubjectNameStrategy =>
  name === 'RecordNameStrategy' || name === 'TopicRecordNameStrategy' ? name : 'TopicNameStrategy'
