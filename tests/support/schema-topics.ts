// A broker, a cluster and a registry that reach each other as in the product, and handlers of the viewer.
import * as messages from '@/app/api/console/clusters/[clusterId]/topics/[topicName]/messages/route'
import { env } from '@/lib/env'
import { closeAllKafka, createTopic, produce, type RecordOfTopic } from '@/lib/kafka'
import { log } from '@/lib/log'
import type { Message, MessageList } from '@/lib/messages/schema'
import { parseSchema, type ParsedSchema } from '@/lib/schemas/parse'
import { noReferences, type ResolvedReferences, type SchemaType } from '@/lib/schemas/references'
import { startRpc, type RpcServer } from '@/worker/rpc/server'
import { startTestBroker, type TestBroker } from '@/tests/support/broker'
import { call, makeOrganization, type Answer, type Organization } from '@/tests/support/factories'
import { makeReachableCluster } from '@/tests/support/reachable-cluster'
import {
  asking,
  makeRegistryKey,
  startGateway,
  type AskRegistry,
  type RunningGateway,
} from '@/tests/support/registry-gateway'

type Handler = Parameters<typeof call>[0]
type Written = Omit<RecordOfTopic, 'topic'>
type Reference = { name: string; subject: string; version: number }

export class SchemaTopics {
  private counter = 0
  private constructor(
    readonly broker: TestBroker,
    readonly owner: Organization,
    readonly clusterId: string,
    readonly registry: AskRegistry,
    private readonly rpc: RpcServer,
    private gateway: RunningGateway | null,
  ) {}

  static async start(): Promise<SchemaTopics> {
    const broker = await startTestBroker()
    const owner = await makeOrganization()
    const clusterId = await makeReachableCluster(owner, broker)
    const rpc = await startRpc(() => undefined, log)
    const gateway = await startGateway(env.schemaRegistryPort)
    const registry = asking(gateway.url, await makeRegistryKey(owner))
    return new SchemaTopics(broker, owner, clusterId, registry, rpc, gateway)
  }

  async stop(): Promise<void> {
    await closeAllKafka()
    await this.broker.destroy()
    await this.stopRegistry()
    await this.rpc.close()
  }

  async stopRegistry(): Promise<void> {
    await this.gateway?.close()
    this.gateway = null
  }

  async startRegistry(): Promise<void> {
    this.gateway ??= await startGateway(env.schemaRegistryPort)
  }

  async register(
    subject: string,
    schemaType: SchemaType,
    schema: string,
    {
      references = [],
      resolved = noReferences,
    }: { references?: Reference[]; resolved?: ResolvedReferences } = {},
  ): Promise<{ id: number; schema: ParsedSchema }> {
    const body = { schemaType, schema, references }
    const answer = await this.registry('POST', `/subjects/${encodeURIComponent(subject)}/versions`, body)
    if (answer.status !== 200) throw new Error(answer.text)
    return { id: (answer.body as { id: number }).id, schema: parseSchema(schemaType, schema, resolved) }
  }

  async newTopic(name = `topic-${++this.counter}`): Promise<string> {
    await createTopic(this.broker.connection, { name, partitions: 1 })
    return name
  }

  async write(topic: string, ...records: Written[]): Promise<void> {
    await produce(
      this.broker.connection,
      records.map((record) => ({ topic, partition: 0, ...record })),
    )
  }

  ask(
    handler: Handler,
    topicName: string,
    { params, ...more }: Partial<Parameters<typeof call>[1]> = {},
  ): Promise<Answer> {
    const { authorization } = this.owner
    return call(handler, {
      authorization,
      ...more,
      params: { clusterId: this.clusterId, topicName, ...params },
    })
  }

  /** In the order in which they were written. */
  async look(topic: string, max = 50): Promise<Message[]> {
    const answer = await this.ask(messages.GET, topic, { query: `?from=beginning&max=${max}` })
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
    return (answer.body as MessageList).data
  }
}
