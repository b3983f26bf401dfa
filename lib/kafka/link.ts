// One link = the sockets of one principal to one cluster, with what the cluster said about its brokers and topics.
// All requests of lib/kafka pass here: the egress guard before a socket opens, one retry when a pooled socket was stale.
import { isIP } from 'node:net'
import {
  apiVersionsV3,
  type API,
  type Connection,
  ConnectionPool,
  type ConnectionOptions,
  metadataV11,
} from '@platformatic/kafka'
import { AppError } from '@/lib/errors'
import { type BrokerAddress, type KafkaConnection, parseBootstrapServers } from './connection'
import { checkEgress } from './egress-guard'
import { codeOf, errorsIn, toAppError } from './kafka-error'

export type Node = number | 'any' | 'controller'
type Metadata = Awaited<ReturnType<typeof metadataV11.api.async>>
export type LinkOptions = { connectTimeoutMs?: number; requestTimeoutMs?: number; maxInflights?: number }

// Fetch 12, Metadata 11 and ListOffsets 7 came with Kafka 3.0 at the latest.
const required = [
  [1, 12],
  [2, 7],
  [3, 11],
] as const

export class KafkaLink {
  readonly connection: KafkaConnection
  readonly #pool: ConnectionPool
  readonly #bootstrap: BrokerAddress[]
  #brokers = new Map<number, BrokerAddress>()
  #controller = -1
  #versions: Promise<Map<number, number>> | null = null
  #isClosed = false

  constructor(connection: KafkaConnection, options: LinkOptions = {}) {
    this.connection = connection
    this.#bootstrap = parseBootstrapServers(connection.bootstrapServers)
    this.#pool = new ConnectionPool('tributary', {
      ...connectionOptions(connection),
      connectTimeout: options.connectTimeoutMs ?? 5_000,
      requestTimeout: options.requestTimeoutMs ?? 30_000,
      maxInflights: options.maxInflights ?? 5,
    })
    // An 'error' event without a listener would end the process; every request carries its own error already.
    this.#pool.on('connecting', ({ connection: socket }) => void socket.on('error', () => {}))
  }

  get isClosed(): boolean {
    return this.#isClosed
  }

  async close(): Promise<void> {
    this.#isClosed = true
    await this.#pool.close()
  }

  /** Calls one protocol API. Errors, also those of single items of the response, become AppErrors. */
  async call<Args extends unknown[], R>(
    subject: string,
    node: Node,
    api: API<Args, R>,
    ...args: Args
  ): Promise<R> {
    try {
      return await this.#send(node, api, args)
    } catch (error) {
      throw toAppError(error, `${subject} of ${this.connection.id}`)
    }
  }

  /** Like `call`, but a response with errors in single items is returned: the caller looks at each item's error code. */
  async callPartial<Args extends unknown[], R>(
    subject: string,
    node: Node,
    api: API<Args, R>,
    ...args: Args
  ): Promise<R> {
    try {
      return await this.#send(node, api, args)
    } catch (error) {
      const partial = partialResponse<R>(error)
      if (partial !== null) return partial
      throw toAppError(error, `${subject} of ${this.connection.id}`)
    }
  }

  /** Like `callPartial`, but never sent twice: for requests whose repetition only the caller can make safe. */
  async callPartialOnce<Args extends unknown[], R>(
    subject: string,
    node: Node,
    api: API<Args, R>,
    ...args: Args
  ): Promise<R> {
    try {
      return await this.#send(node, api, args, 1)
    } catch (error) {
      const partial = partialResponse<R>(error)
      if (partial !== null) return partial
      throw toAppError(error, `${subject} of ${this.connection.id}`)
    }
  }

  /** Brokers, controller and the asked topics (null: all). Topics that do not exist carry their error code. */
  async metadata(topics: string[] | null): Promise<Metadata> {
    const metadata = await this.callPartial(
      'Reading the metadata',
      'any',
      metadataV11.api,
      topics,
      false,
      false,
    )
    this.#brokers = new Map(metadata.brokers.map(({ nodeId, host, port }) => [nodeId, { host, port }]))
    this.#controller = metadata.controllerId
    return metadata
  }

  async brokerIds(): Promise<number[]> {
    await this.metadata([])
    return [...this.#brokers.keys()]
  }

  /** Highest version of an API that the cluster speaks; -1 when it does not know the API. */
  async highestVersion(apiKey: number): Promise<number> {
    this.#versions ??= this.#readVersions()
    try {
      return (await this.#versions).get(apiKey) ?? -1
    } catch (error) {
      this.#versions = null
      throw error
    }
  }

  /** A connected socket to a node; opened, authenticated and checked by the guard when there is none. */
  async socketTo(node: Node): Promise<Connection> {
    if (this.#isClosed)
      throw new AppError('unavailable', `The connection to ${this.connection.id} is closed.`)
    if (node === 'any') return this.#anySocket()
    if (node === 'controller' && this.#controller < 0) await this.metadata([])
    const id = node === 'controller' ? this.#controller : node
    const address = this.#brokers.get(id) ?? (await this.metadata([]), this.#brokers.get(id))
    if (address === undefined)
      throw new AppError(
        'unavailable',
        `Broker ${id} of ${this.connection.id} is not available at the moment.`,
      )
    return this.#open(address)
  }

  async #anySocket(): Promise<Connection> {
    const known = [...this.#bootstrap, ...this.#brokers.values()]
    const open = known.find((broker) => this.#pool.getEstablishedConnection(broker)?.isConnected() === true)
    if (open !== undefined) return this.#open(open)
    let failure: unknown = new AppError('invalid', `${this.connection.id} has no bootstrap server.`)
    for (const broker of known) {
      try {
        return await this.#open(broker)
      } catch (error) {
        failure = error
      }
    }
    throw failure
  }

  async #open(address: BrokerAddress): Promise<Connection> {
    if (this.connection.isInternal !== true && !this.#pool.has(address))
      await checkEgress(address.host, address.port)
    return this.#pool.get(address)
  }

  async #send<Args extends unknown[], R>(
    node: Node,
    api: API<Args, R>,
    args: Args,
    attempts = 2,
  ): Promise<R> {
    for (let attempt = 1; ; attempt++) {
      const socket = await this.socketTo(node)
      try {
        return await api.async(socket, ...args)
      } catch (error) {
        if (!(error instanceof Error)) throw error
        // After a time-out the late answer would be taken for the next one's.
        if (/timed out/i.test(error.message)) void socket.close()
        const isStale = [...errorsIn(error)].some((one) => codeOf(one) === 'PLT_KFK_NETWORK')
        if (attempt >= attempts || !isStale || this.#isClosed) throw error
      }
    }
  }

  async #readVersions(): Promise<Map<number, number>> {
    const answer = await this.call('Asking for the API versions', 'any', apiVersionsV3.api, 'tributary', '1')
    const versions = new Map(answer.apiKeys.map((api) => [api.apiKey, api.maxVersion]))
    const isTooOld = required.some(([key, version]) => (versions.get(key) ?? -1) < version)
    if (isTooOld)
      throw new AppError(
        'unavailable',
        `${this.connection.id} is too old: Tributary needs Kafka 3.0 or newer.`,
        {
          details: { kafkaError: 'UNSUPPORTED_VERSION' },
        },
      )
    return versions
  }
}

// Only of the call itself: the same error inside another one is of the login that the call needed.
function partialResponse<R>(error: unknown): R | null {
  if (!(error instanceof Error) || codeOf(error) !== 'PLT_KFK_RESPONSE') return null
  return 'response' in error && error.response !== undefined ? (error.response as R) : null
}

function connectionOptions(connection: KafkaConnection): ConnectionOptions {
  const { protocol, mechanism = 'PLAIN', username = '', password = '', ca, cert, key } = connection
  const options: ConnectionOptions = {}
  if (protocol === 'SSL' || protocol === 'SASL_SSL') {
    options.tls = { ...(ca && { ca }), ...(cert && { cert }), ...(key && { key }) }
    // Most hosted clusters choose the certificate by name (SNI); an address is no name.
    options.tlsServerName = parseBootstrapServers(connection.bootstrapServers).every(
      ({ host }) => isIP(host) === 0,
    )
  }
  if (protocol === 'SASL_PLAINTEXT' || protocol === 'SASL_SSL')
    options.sasl = { mechanism, username, password }
  return options
}
