import { afterAll, beforeAll, expect, test } from 'vitest'
import pg from 'pg'
import { RetriableFailure, TaskFailure } from '@/worker/connectors/runtime'
import { startCuttingProxy, type CuttingProxy } from '@/tests/support/cutting-proxy'
import { newConnectorId, openSink, query, rawBatch, target } from '@/tests/support/postgres-sink'

const json = { 'input.data.format': 'JSON', 'auto.create': 'true' }
const rows = (from: number, count: number) =>
  Array.from({ length: count }, (_one, index) => ({ value: JSON.stringify({ seq: from + index }) }))
const ledger = (table: string) => query(`SELECT count(*), count(DISTINCT seq) FROM ${table}`)

let proxy: CuttingProxy
beforeAll(async () => {
  proxy = await startCuttingProxy(target.hostname, Number(target.port))
})
afterAll(() => proxy.close())
const throughProxy = () => ({ ...json, 'connection.port': String(proxy.port), 'ssl.mode': 'disable' })

test('The positions move with the rows: another start goes on where the rows end', async () => {
  const connectorId = newConnectorId()
  const first = await openSink({ connectorId, topic: 'moved', config: json, partitions: 2 })
  expect(first.positions).toEqual([])
  await first.putRaw?.([rawBatch(rows(0, 30), 'moved', 0, 100), rawBatch(rows(30, 20), 'moved', 1, 7)])
  await first.stop()
  const second = await openSink({ connectorId, epoch: 2, topic: 'moved', config: json, partitions: 2 })
  expect(second.positions).toMatchObject([
    { partition: 0, offset: 130 },
    { partition: 1, offset: 27 },
  ])
  expect(await ledger('moved')).toEqual([['50', '50']])
  await second.stop()
})

test('Records that are stored already are not stored again, whatever comes twice', async () => {
  const sink = await openSink({ topic: 'twice', config: json })
  await sink.putRaw?.([rawBatch(rows(0, 50), 'twice', 0, 0)])
  await sink.putRaw?.([rawBatch(rows(0, 50), 'twice', 0, 0)])
  await sink.putRaw?.([rawBatch(rows(40, 20), 'twice', 0, 40)])
  expect(await ledger('twice')).toEqual([['60', '60']])
  await sink.stop()
})

test('A reply to COMMIT that is lost: the batch comes again and is found stored, with INSERT too', async () => {
  const sink = await openSink({ topic: 'lost_reply', config: throughProxy() })
  await sink.putRaw?.([rawBatch(rows(0, 10), 'lost_reply', 0, 0)])
  for (let round = 1; round <= 5; round++) {
    const batch = rawBatch(rows(round * 10, 10), 'lost_reply', 0, round * 10)
    proxy.cutAnswer('COMMIT\0')
    await expect(sink.putRaw?.([batch])).rejects.toThrow(RetriableFailure)
    await sink.putRaw?.([batch])
  }
  expect(proxy.cuts()).toBe(5)
  expect(await ledger('lost_reply')).toEqual([['60', '60']])
  await sink.stop()
})

test('A connection cut in the middle of a transaction loses nothing and stores nothing twice', async () => {
  const sink = await openSink({ topic: 'cut', config: throughProxy(), partitions: 2 })
  const batches = (from: number) => [
    rawBatch(rows(from, 1_500), 'cut', 0, from),
    rawBatch(rows(1_000_000 + from, 1_500), 'cut', 1, from),
  ]
  for (let from = 0; from < 6_000; from += 1_500) {
    proxy.cutAnswer('COPY 1500\0')
    await expect(sink.putRaw?.(batches(from))).rejects.toThrow(RetriableFailure)
    await sink.putRaw?.(batches(from))
  }
  expect(await ledger('cut')).toEqual([['12000', '12000']])
  await sink.stop()
})

test('A database that is away makes the task wait; afterwards it goes on', async () => {
  const sink = await openSink({ topic: 'away', config: throughProxy() })
  await sink.putRaw?.([rawBatch(rows(0, 5), 'away', 0, 0)])
  proxy.shut()
  const batch = rawBatch(rows(5, 5), 'away', 0, 5)
  await expect(sink.putRaw?.([batch])).rejects.toThrow(RetriableFailure)
  await expect(sink.putRaw?.([batch])).rejects.toThrow(RetriableFailure)
  proxy.open()
  await sink.putRaw?.([batch])
  expect(await ledger('away')).toEqual([['10', '10']])
  await sink.stop()
})

test('A zombie writes nothing after a later start has taken over', async () => {
  const connectorId = newConnectorId()
  const zombie = await openSink({ connectorId, epoch: 5, topic: 'zombie', config: json })
  await zombie.putRaw?.([rawBatch(rows(0, 10), 'zombie', 0, 0)])
  const heir = await openSink({ connectorId, epoch: 6, topic: 'zombie', config: json })
  await expect(zombie.putRaw?.([rawBatch(rows(10, 10), 'zombie', 0, 10)])).rejects.toThrow(/later start/)
  await expect(zombie.open([{ topic: 'zombie', partition: 0 }])).rejects.toThrow(TaskFailure)
  await heir.putRaw?.([rawBatch(rows(10, 10), 'zombie', 0, 10)])
  expect(await ledger('zombie')).toEqual([['20', '20']])
  await Promise.all([zombie.stop(), heir.stop()])
})

test('A frozen start that holds the rows in open transactions, one per connection, is ended by the next one', async () => {
  const connectorId = newConnectorId()
  const first = await openSink({ connectorId, topic: 'frozen', config: json, partitions: 2 })
  await first.putRaw?.([rawBatch(rows(0, 1), 'frozen', 0, 0), rawBatch(rows(1, 1), 'frozen', 1, 0)])
  await first.stop()
  const frozen = [0, 1].map(
    () => new pg.Client({ connectionString: target.href, application_name: `tributary ${connectorId}/0` }),
  )
  for (const [partition, client] of frozen.entries()) {
    client.on('error', () => undefined)
    await client.connect()
    await client.query(
      `BEGIN; UPDATE tributary_sink_offsets SET next_offset = 99 WHERE connector_id = '${connectorId}' AND "partition" = ${partition}`,
    )
  }
  const startedAt = performance.now()
  const heir = await openSink({ connectorId, epoch: 2, topic: 'frozen', config: json, partitions: 2 })
  expect(heir.positions).toMatchObject([{ offset: 1 }, { offset: 1 }])
  expect(performance.now() - startedAt).toBeLessThan(25_000)
  await heir.stop()
  await Promise.all(frozen.map((client) => client.end().catch(() => undefined)))
})

test("An administrator's offsets replace the stored ones; null forgets them", async () => {
  const connectorId = newConnectorId()
  const sink = await openSink({ connectorId, topic: 'altered', config: json })
  await sink.putRaw?.([rawBatch(rows(0, 10), 'altered', 0, 0)])
  await sink.alterOffsets?.([{ topic: 'altered', partition: 0, offset: 5 }])
  expect(await sink.open([{ topic: 'altered', partition: 0 }])).toMatchObject([{ offset: 5 }])
  await sink.putRaw?.([rawBatch(rows(0, 10), 'altered', 0, 0)])
  expect(await ledger('altered')).toEqual([['15', '10']])
  await sink.alterOffsets?.([{ topic: 'altered', partition: 0, offset: null }])
  expect(await sink.open([{ topic: 'altered', partition: 0 }])).toEqual([])
  await sink.stop()
})
