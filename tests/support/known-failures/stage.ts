// Where known failures are provoked: a cluster with its broker, a registry, the loop that runs connectors, and what a user does
// with them. Connectors are launched by the real verb; what is said of them comes from the real route.
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { expect } from 'vitest'
import { GET as recommendations } from '@/app/(control-plane)/connect/v1/environments/[envId]/clusters/[clusterId]/connectors/[connectorName]/error-recommendations/route'
import { forgetAcls } from '@/lib/acls/cached'
import { clusterConnection } from '@/lib/clusters/connection'
import { createConnector } from '@/lib/connectors/create'
import { knownFailures } from '@/lib/connectors/recommendations/match-failure'
import type { ErrorRecommendation, ErrorRecommendationsDto } from '@/lib/connectors/recommendations/schema'
import { resumeConnector } from '@/lib/connectors/run'
import { db } from '@/lib/db'
import { guardUserConnection } from '@/lib/egress/own-ports'
import { env } from '@/lib/env'
import type { KafkaCluster } from '@/lib/generated/prisma/client'
import {
  closeAllKafka,
  createAcls,
  createTopic,
  deleteAcls,
  groupOffsets,
  produce,
  setEgressGuard,
  type AclBinding,
  type KafkaConnection,
} from '@/lib/kafka'
import { log } from '@/lib/log'
import { applyClusterKeys } from '@/worker/clusters/apply-keys'
import { stopLocalBrokers } from '@/worker/clusters/stop-local-brokers'
import { startClustersLoop } from '@/worker/loops/clusters'
import { startConnectorsLoop, type ConnectorsLoop } from '@/worker/loops/connectors'
import type { Loop } from '@/worker/loops/loop'
import { startRpc, type RpcServer } from '@/worker/rpc/server'
import {
  call,
  makeApiKey,
  makeCluster,
  makeOrganization,
  makeServiceAccount,
  type Organization,
} from '@/tests/support/factories'
import { deleteRecords } from '@/tests/support/kafkajs-client'
import { untilRunning } from '@/tests/support/local-cluster'
import { eventually } from '@/tests/support/poll'
import { startGateway, type RunningGateway } from '@/tests/support/registry-gateway'

type Config = Record<string, string>
type Key = { key: string; secret: string }
type Right = Pick<AclBinding, 'resourceType' | 'resourceName' | 'operation'> &
  Partial<Pick<AclBinding, 'patternType'>>
export type Account = { principal: string; credentials: Config; withdraw: () => Promise<unknown> }

/** `provoke` answers the connector's name, once all has been done to it that makes it fail. */
export type ProvokedFailure<S = Stage> = {
  code: string
  provoke: (stage: S) => Promise<string>
  /** No task of it can be started at all. */
  isWithoutTasks?: boolean
  /** The task tries for some seconds before it says anything. */
  isSlow?: boolean
}

export class Stage {
  private constructor(
    readonly organization: Organization,
    readonly cluster: KafkaCluster,
    readonly connection: KafkaConnection,
    readonly key: Key,
    readonly connectors: ConnectorsLoop,
    readonly gateway: RunningGateway,
    private readonly clusters: Loop,
    private readonly rpc: RpcServer,
  ) {}

  static async open(): Promise<Stage> {
    setEgressGuard(guardUserConnection)
    await mkdir(env.connectorFolders[0] ?? '', { recursive: true })
    const organization = await makeOrganization()
    const clusterId = await makeCluster(organization)
    const clusters = startClustersLoop(log)
    const cluster = await untilRunning(clusterId)
    const key = await makeApiKey(organization.ctx, organization.userId, clusterId)
    await applyClusterKeys(cluster)
    const gateway = await startGateway(env.schemaRegistryPort)
    const connectors = startConnectorsLoop({ workerId: `${process.pid}-failures`, log })
    const rpc = await startRpc((app) => connectors.addRoutes(app), log)
    const connection = await clusterConnection(cluster)
    return new Stage(organization, cluster, connection, key, connectors, gateway, clusters, rpc)
  }

  async close(): Promise<void> {
    await this.connectors.stop()
    await this.stopBroker()
    await Promise.all([this.gateway.close(), this.rpc.close()])
    await closeAllKafka()
    setEgressGuard(null)
  }

  async stopBroker(): Promise<void> {
    await this.clusters.stop()
    await stopLocalBrokers(log)
  }

  get credentials(): Config {
    return { 'kafka.api.key': this.key.key, 'kafka.api.secret': this.key.secret }
  }

  /** A topic of one partition with these values. */
  async topic(name: string, values: (string | Buffer | null)[] = [], configs: Config = {}): Promise<string> {
    await createTopic(this.connection, { name, partitions: 1, configs })
    if (values.length > 0) await this.write(name, values)
    return name
  }

  /** Of partition 0, before this offset: as retention does it. */
  deleteRecords(topic: string, before: number): Promise<void> {
    return deleteRecords(this.connection, topic, before)
  }

  /** Of all partitions together. */
  async committed(name: string): Promise<number> {
    const { id } = await this.row(name)
    const offsets = await groupOffsets(this.connection, `connect-${id}`)
    return offsets.reduce((sum, { offset }) => sum + Number(offset), 0)
  }

  write(topic: string, values: (string | Buffer | null)[]): Promise<unknown> {
    return produce(
      this.connection,
      values.map((value) => ({ topic, partition: 0, value })),
    )
  }

  /** A service account with a key of its own, and the ACLs that its connector is launched with. */
  async account(rights: readonly Right[]): Promise<Account> {
    const { id } = await makeServiceAccount(this.organization)
    const acls = rights.map((right): AclBinding => ({
      ...{ patternType: 'LITERAL', principal: `User:${id}`, host: '*', permission: 'ALLOW' },
      ...right,
    }))
    await createAcls(this.connection, acls)
    forgetAcls(this.cluster.id)
    const { key, secret } = await makeApiKey(this.organization.ctx, id, this.cluster.id)
    await applyClusterKeys(this.cluster)
    const credentials = { 'kafka.api.key': key, 'kafka.api.secret': secret }
    return { principal: `User:${id}`, credentials, withdraw: () => deleteAcls(this.connection, acls) }
  }

  async launch(name: string, config: Config, more: { initialState?: 'STOPPED' } = {}): Promise<string> {
    const given = { 'tasks.max': '1', ...this.credentials, ...config }
    const { ctx } = this.organization
    await createConnector(ctx, { clusterId: this.cluster.id }, { name, config: given, ...more })
    this.connectors.wake()
    return name
  }

  async resume(connectorName: string): Promise<string> {
    await resumeConnector(this.organization.ctx, { clusterId: this.cluster.id, connectorName })
    this.connectors.wake()
    return connectorName
  }

  /** In the folder that is open to connectors. */
  file(name: string): string {
    return path.join(env.connectorFolders[0] ?? '', name)
  }

  async reaches(name: string, state: string): Promise<void> {
    this.connectors.wake()
    await eventually(`${name} is ${state}`, async () => (await this.row(name)).state === state)
  }

  row(name: string) {
    return db.connector.findFirstOrThrow({
      where: { clusterId: this.cluster.id, name },
      include: { tasks: true },
    })
  }

  async says(connectorName: string): Promise<ErrorRecommendation[]> {
    const { environmentId: envId, authorization } = this.organization
    const { status, body } = await call(recommendations, {
      authorization,
      params: { envId, clusterId: this.cluster.id, connectorName },
    })
    expect(status).toBe(200)
    return (body as ErrorRecommendationsDto).recommendations
  }

  /** Waits until exactly this is said of the connector, and compares it with what is known. */
  async expectFailure(name: string, code: string, isWithoutTasks = false): Promise<void> {
    const said = await eventually(
      `${name} shows ${code}`,
      async () => {
        const found = await this.says(name)
        if (found.some((one) => one.code === code)) return found
        const { state, trace, tasks } = await this.row(name)
        throw new Error(`${state} ${trace} ${tasks.map((task) => `${task.state} ${task.trace}`).join()}`)
      },
      { timeoutMs: 60_000 },
    )
    const { title, cause, remedy, fields } = knownFailures.find((known) => known.code === code) ?? {}
    const tasks = isWithoutTasks ? [] : [0]
    const message = expect.stringMatching(/\w/) as string
    expect(said).toEqual([{ code, title, cause, remedy, fields, tasks, message }])
  }
}

export const onTopic = (resourceName: string, operation: AclBinding['operation']): Right => ({
  resourceType: 'TOPIC',
  resourceName,
  operation,
})

/** What takes a while has begun before all others when its turn comes. */
export const quickFirst = <P extends { isSlow?: boolean }>(provocations: readonly P[]): P[] =>
  provocations.toSorted((a, b) => Number(a.isSlow ?? false) - Number(b.isSlow ?? false))
