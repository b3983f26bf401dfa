// The configuration of every topic that the actor may see: read and sent in pieces, so that ten thousand topics fit in memory.
import type { Ctx } from '@/lib/context'
import { reachForList } from '@/lib/clusters/reach'
import { describeConfigsOfTopics, listTopics, type KafkaConnection } from '@/lib/kafka'
import { streamJson } from '@/lib/http/stream-json'
import { toConfigDto } from '@/lib/topics/config-rest-dto'
import { kafkaLink } from '@/lib/topics/rest-dto'

const topicsAtOnce = 100

export async function streamAllConfigs(ctx: Ctx, clusterId: string): Promise<Response> {
  const { connection, isVisible } = await reachForList(ctx, 'topics:read', clusterId, 'DESCRIBE_CONFIGS')
  const names = (await listTopics(connection)).map(({ name }) => name).filter((topic) => isVisible({ topic }))
  return streamJson(pieces(connection, clusterId, names))
}

async function* pieces(
  connection: KafkaConnection,
  clusterId: string,
  names: string[],
): AsyncGenerator<string, void> {
  const metadata = { self: kafkaLink(clusterId, 'topics', '-', 'configs'), next: null }
  yield `{"kind":"KafkaTopicConfigList","metadata":${JSON.stringify(metadata)},"data":[`
  let separator = ''
  for (let start = 0; start < names.length; start += topicsAtOnce) {
    const found = await describeConfigsOfTopics(connection, names.slice(start, start + topicsAtOnce))
    const rows = found.flatMap(({ topic, configs }) =>
      configs.map((entry) => JSON.stringify(toConfigDto(clusterId, topic, entry))),
    )
    if (rows.length === 0) continue
    yield separator + rows.join(',')
    separator = ','
  }
  yield ']}'
}
