// A line under load: numbered records in a topic and the sinks that store them, one per insert mode, in tables that show a record
// which was stored twice. UPSERT writes each key once, so a second write of a row is a repetition there as well.
import { createTopic } from '@/lib/kafka'
import { db } from '@/lib/db'
import { makeConnector } from '@/tests/support/make-connector'
import { eventually } from '@/tests/support/poll'
import { NumberedRecords, type Spoil } from './numbered-records'
import type { Rig } from './rig'

export type Mode = 'INSERT' | 'UPSERT'
export type Sink = { id: string; name: string; mode: Mode; table: string }
export type Line = {
  run: string
  topic: string
  partitions: number
  sinks: Sink[]
  records: NumberedRecords
}

type Options = {
  modes?: readonly Mode[]
  ratePerSec?: number
  partitions?: number
  tasks?: number
  /** Where the sinks think that the target is. */
  port?: number
  spoil?: Spoil
  /** Rows that the tables do not take. */
  check?: string
}

let lines = 0

/** Records flow when it resolves, and are stored. */
export async function openLine(rig: Rig, options: Options = {}): Promise<Line> {
  const { modes = ['INSERT', 'UPSERT'], ratePerSec = 1_200, partitions = 6, spoil } = options
  const topic = `numbers-${++lines}`
  await createTopic(rig.broker.connection, { name: topic, partitions })
  const run = crypto.randomUUID()
  const given = { run, topic, partitions, ratePerSec, ...(spoil && { spoil }) }
  const records = new NumberedRecords(rig.key.plain, given)
  const sinks: Sink[] = []
  for (const mode of modes) sinks.push(await makeSink(rig, topic, mode, options))
  const line = { run, topic, partitions, sinks, records }
  records.start()
  await eventually('every partition is stored', async () => isEverywhere(await placesOf(rig, line), line), {
    timeoutMs: 150_000,
  })
  return line
}

/** Its connectors are removed by the workers. */
export async function closeLine({ sinks, records }: Line): Promise<void> {
  await records.close()
  await db.connector.updateMany({
    where: { id: { in: sinks.map(({ id }) => id) } },
    data: { desired: 'DELETED', generation: { increment: 1 } },
  })
}

async function makeSink(rig: Rig, topic: string, mode: Mode, options: Options): Promise<Sink> {
  const { tasks = 2, port, check } = options
  const table = `${mode.toLowerCase()}_${lines}`
  const isUpsert = mode === 'UPSERT'
  await rig.ask(
    `CREATE TABLE ${table} (at bigserial, run text, part int NOT NULL, seq bigint NOT NULL, crc bigint, sent_at bigint,
       stored_at timestamptz DEFAULT clock_timestamp(), writes int DEFAULT 1
       ${isUpsert ? ', PRIMARY KEY (part, seq)' : ''} ${check ? `, CHECK (${check})` : ''})`,
  )
  if (isUpsert)
    await rig.ask(
      `CREATE OR REPLACE FUNCTION count_writes() RETURNS trigger LANGUAGE plpgsql AS
         'BEGIN NEW.writes := OLD.writes + 1; RETURN NEW; END';
       CREATE TRIGGER counting BEFORE UPDATE ON ${table} FOR EACH ROW EXECUTE FUNCTION count_writes()`,
    )
  const { hostname, port: own, username, password, pathname } = new URL(rig.target.url)
  const { username: key = '', password: secret = '' } = rig.key.plain
  const config = {
    'kafka.auth.mode': 'KAFKA_API_KEY',
    'kafka.api.key': key,
    'kafka.api.secret': secret,
    topics: topic,
    'input.data.format': 'JSON',
    'connection.host': hostname,
    'connection.port': String(port ?? own),
    'connection.user': username,
    'connection.password': decodeURIComponent(password),
    'db.name': pathname.slice(1),
    'ssl.mode': port === undefined ? 'prefer' : 'disable',
    'table.name.format': table,
    'tasks.max': String(tasks),
    ...(isUpsert && { 'insert.mode': 'UPSERT', 'pk.mode': 'record_value', 'pk.fields': 'part,seq' }),
  }
  const states = Array.from({ length: tasks }, () => 'UNASSIGNED')
  const made = await makeConnector(rig.organization, rig.clusterId, {
    class: 'PostgresSink',
    config,
    tasks: states,
  })
  return { ...made, mode, table }
}

/** How far the target says that each partition is, and by which start of a task. */
export type StoredPlace = { sink: string; partition: number; offset: number; epoch: number }

export async function placesOf(rig: Rig, { sinks }: Line): Promise<StoredPlace[]> {
  const rows = await rig.ask(
    'SELECT connector_id, "partition", next_offset, epoch FROM tributary_sink_offsets WHERE connector_id = ANY($1)',
    [sinks.map(({ id }) => id)],
  )
  return rows.map((row) => ({
    sink: String(row.connector_id),
    partition: Number(row.partition),
    offset: Number(row.next_offset),
    epoch: Number(row.epoch),
  }))
}

export const keyOf = ({ sink, partition }: StoredPlace): string => `${sink}/${partition}`

export const isEverywhere = (places: readonly StoredPlace[], { sinks, partitions }: Line): boolean =>
  places.filter(({ offset }) => offset > 0).length === sinks.length * partitions
