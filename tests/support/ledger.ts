// A stock client that writes numbers one after another with acks=all and keeps book of what was acknowledged.
import { setTimeout as pause } from 'node:timers/promises'
import type { KafkaConnection } from '@/lib/kafka'
import { kafkaJs } from '@/tests/support/kafkajs-client'

export type Ledger = {
  /** How many were acknowledged so far. */
  count: () => number
  stop: () => Promise<number[]>
}

export async function keepLedger(connection: KafkaConnection, topic: string): Promise<Ledger> {
  const producer = kafkaJs(connection).producer({ retry: { retries: 20, initialRetryTime: 100 } })
  await producer.connect()
  const acknowledged: number[] = []
  let isStopping = false
  const writing = (async () => {
    for (let number = 0; !isStopping; number++) {
      try {
        await producer.send({ topic, acks: -1, messages: [{ value: String(number) }] })
        acknowledged.push(number)
      } catch {
        // Not acknowledged: it may be there or not. A producer goes on with the next.
        await pause(50)
      }
    }
  })()
  return {
    count: () => acknowledged.length,
    async stop() {
      isStopping = true
      await writing
      await producer.disconnect()
      return acknowledged
    },
  }
}
