// The short way to a running connector: its topic where it is missing, a key of the actor's account, the connector.
import { createApiKey } from '@/lib/api-keys/create'
import { deleteApiKey } from '@/lib/api-keys/delete'
import { requireCluster } from '@/lib/clusters/get'
import { nextConnectorName } from '@/lib/connectors/catalog/spec'
import { createConnector, specOf } from '@/lib/connectors/create'
import { listConnectors } from '@/lib/connectors/list'
import type { LaunchConnectorInput } from '@/lib/connectors/console-schema'
import type { Ctx } from '@/lib/context'
import { AppError } from '@/lib/errors'
import { createTopic } from '@/lib/topics/create'
import { getTopic } from '@/lib/topics/get'
import { topicName } from '@/lib/topics/schema'

/** A key of a launch that broke off in between is removed after this time. */
const provisionalMs = 60_000

type Launched = { name: string; topic: string; is_topic_new: boolean; api_key: string }

export async function launchConnector(
  ctx: Ctx,
  clusterId: string,
  input: LaunchConnectorInput,
): Promise<Launched> {
  await requireCluster(ctx, 'connectors:create', clusterId)
  const spec = specOf(input.connector_class)
  const topicField = spec.fields.find(({ control }) => control === 'topic')
  if (!topicField || !spec.launchDialog)
    throw new AppError('not_implemented', `${spec.className} is launched with its own settings only.`)
  requireTopicName(input.topic)
  const taken = (await listConnectors(ctx, clusterId)).map(({ name }) => name)
  const name = nextConnectorName(spec, taken)
  const isNew = await ensureTopic(ctx, clusterId, input.topic)
  const key = await createApiKey(
    ctx,
    {
      spec: {
        display_name: '',
        description: `Made for connector ${name}`,
        owner: { id: ctx.actor.principal.replace(/^User:/, '') },
        resource: { id: clusterId },
      },
    },
    { provisionalMs },
  )
  try {
    await createConnector(
      ctx,
      { clusterId },
      {
        name,
        config: {
          'connector.class': spec.className,
          name,
          'kafka.auth.mode': 'KAFKA_API_KEY',
          'kafka.api.key': key.id,
          'kafka.api.secret': key.spec.secret ?? '',
          [topicField.name]: input.topic,
          'output.data.format': 'JSON',
          'tasks.max': '1',
          ...input.config,
        },
      },
      (tx) => tx.apiKey.update({ where: { id: key.id, deletedAt: null }, data: { provisionalUntil: null } }),
    )
  } catch (error) {
    // The key was made for this connector alone and nobody has seen its secret.
    await deleteApiKey(ctx, key.id)
    throw error
  }
  return { name, topic: input.topic, is_topic_new: isNew, api_key: key.id }
}

function requireTopicName(name: string): void {
  const message = topicName.safeParse(name).error?.issues[0]?.message
  if (message !== undefined)
    throw new AppError('invalid', 'The topic name is not valid.', { fields: [{ path: 'topic', message }] })
}

/** True when the topic was made now. */
async function ensureTopic(ctx: Ctx, clusterId: string, name: string): Promise<boolean> {
  try {
    await getTopic(ctx, { clusterId, topicName: name })
    return false
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'not_found') throw error
  }
  try {
    await createTopic(ctx, clusterId, { topic_name: name })
    return true
  } catch (error) {
    // Somebody made it at the same moment.
    if (error instanceof AppError && error.code === 'conflict') return false
    throw error
  }
}
