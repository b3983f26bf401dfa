/** How to reach one cluster as one principal. `id` (for example lkc-…) names the cluster in the pool and in messages. */
export type KafkaConnection = {
  id: string
  bootstrapServers: string
  protocol: 'PLAINTEXT' | 'SASL_PLAINTEXT' | 'SSL' | 'SASL_SSL'
  mechanism?: 'PLAIN' | 'SCRAM-SHA-256' | 'SCRAM-SHA-512'
  username?: string
  password?: string
  ca?: string
  cert?: string
  key?: string
  /** Tributary's own connection to a broker it runs: the egress guard, which bars internal ports, is not asked. */
  isInternal?: boolean
}

export type BrokerAddress = { host: string; port: number }

/** Parses `host:port,[::1]:9092`; a missing port is 9092. */
export function parseBootstrapServers(text: string): BrokerAddress[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const match = /^(?:[A-Za-z_]+:\/\/)?(?:\[([^\]]+)\]|([^:]+))(?::(\d+))?$/.exec(part)
      return { host: match?.[1] ?? match?.[2] ?? part, port: Number(match?.[3] ?? 9092) }
    })
}
