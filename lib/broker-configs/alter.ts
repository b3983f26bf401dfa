import type { Ctx } from '@/lib/context'
import { AppError } from '@/lib/errors'
import { auditKafkaChange } from '@/lib/audit-events/mutate'
import { ownCrn } from '@/lib/clusters/get'
import { reachCluster } from '@/lib/clusters/reach'
import { alterClusterConfigs, describeClusterConfigs, type ConfigChange } from '@/lib/kafka'
import { isDynamicBrokerConfig } from '@/lib/broker-configs/dynamic-configs'
import type { AlterConfigsInput } from '@/lib/topics/schema'

/** Changes only what is named, for all brokers at once. What is not dynamic is refused before Kafka is asked. */
export async function alterBrokerConfigs(
  ctx: Ctx,
  clusterId: string,
  { data, validate_only: validateOnly }: AlterConfigsInput,
): Promise<void> {
  const { cluster, connection } = await reachCluster(ctx, 'broker-configs:update', clusterId)
  const fields = data.flatMap(({ name }, index) => {
    if (data.findIndex((entry) => entry.name === name) < index)
      return { path: `data.${index}.name`, message: `${name} is given twice.` }
    if (isDynamicBrokerConfig(name)) return []
    return { path: `data.${index}.name`, message: `${name} cannot be changed while brokers run.` }
  })
  if (fields.length > 0)
    throw new AppError('invalid', 'The configuration is not valid.', {
      fields,
      details: { kafkaErrorCode: 40002 },
    })
  const changes = data.map(({ name, value, operation }): ConfigChange =>
    operation === 'DELETE' || value == null
      ? { name, operation: 'DELETE' }
      : { name, operation: 'SET', value },
  )
  if (validateOnly) return alterClusterConfigs(connection, changes, { validateOnly: true })
  if (changes.length === 0) return
  const before = new Map((await describeClusterConfigs(connection)).map(({ name, value }) => [name, value]))
  const diff = changes.map((change) => ({
    name: change.name,
    from: before.get(change.name) ?? null,
    to: change.operation === 'SET' ? change.value : null,
  }))
  const event = { method: 'kafka.IncrementalAlterConfigs', resource: ownCrn(cluster), data: { diff } }
  await auditKafkaChange(ctx, event, () => alterClusterConfigs(connection, changes))
}
