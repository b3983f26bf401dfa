// The audit topic: which cluster holds it, and what it says last.
import { auditEventDto, auditTopic } from '@/lib/audit-events/schema'
import type { Link } from '@/lib/audit-events/chain'
import { db } from '@/lib/db'
import type { KafkaCluster } from '@/lib/generated/prisma/client'
import { describeTopics, fetchNewest, type KafkaConnection } from '@/lib/kafka'

/** The organization's default cluster: its oldest local one. Nothing is written to a Kafka that is not ours. */
export const findAuditCluster = (organizationId: string): Promise<KafkaCluster | null> =>
  db.kafkaCluster.findFirst({
    where: { organizationId, provider: 'LOCAL', desired: 'PRESENT' },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  })

export const hasAuditTopic = async (connection: KafkaConnection): Promise<boolean> =>
  (await describeTopics(connection, [auditTopic])).length > 0

/** The last sealed event in the topic; null when the topic is empty or not there. */
export async function findPublishedLink(connection: KafkaConnection): Promise<Link | null> {
  if (!(await hasAuditTopic(connection))) return null
  const { records } = await fetchNewest(connection, { topic: auditTopic, max: 1 })
  const event = auditEventDto.safeParse(parseJson(records[0]?.value?.toString() ?? ''))
  if (!event.success || event.data.chainindex === undefined || event.data.chainhash === undefined) return null
  return { index: BigInt(event.data.chainindex), hash: Buffer.from(event.data.chainhash, 'hex') }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
