// Records that cannot be stored among those that can, under load: the bad ones end in the dead letter queue, each once, with where
// they came from, why, and their own bytes; the good ones are stored in order.
import { setTimeout as pause } from 'node:timers/promises'
import { errorHeaders } from '@/lib/connectors/dead-letters/headers'
import { fetchFrom, type ViewedRecord } from '@/lib/kafka'
import { eventually } from '@/tests/support/poll'
import { check } from './check'
import { closeLine, openLine, type Line, type Sink } from './line'
import type { Spoil } from './numbered-records'
import type { Outcome } from './outcome'
import type { Rig } from './rig'

const EVERY = 23

const deep = '{"a":'.repeat(12) + '1' + '}'.repeat(12)
const corpus: readonly ((place: string) => string | Buffer | null)[] = [
  () => 'not json',
  (place) => `{${place},`,
  () => '',
  () => null,
  (place) => `{${place},"crc":"\\u0000"}`,
  (place) => `{${place},"crc":NaN}`,
  (place) => `{${place},"crc":Infinity}`,
  (place) => `{${place},"crc":99999999999999999999}`,
  (place) => `{${place},"crc":1.5}`,
  (place) => `{${place},"crc":${deep}}`,
  (place) => `{${place},"crc":-7}`,
  (place) => `{${place},"unheard":"of"}`,
  () => '{"crc":1}',
  () => '[1,2,3]',
  (place) => Buffer.concat([Buffer.from(`{${place},"run":"`), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]),
]

const spoil: Spoil = ({ part, seq }) => {
  if (seq % EVERY !== 11) return undefined
  return corpus[Math.floor(seq / EVERY) % corpus.length]?.(`"part":${part},"seq":${seq}`)
}

export async function poison(rig: Rig, { forMs }: { forMs: number }): Promise<Outcome> {
  const line = await openLine(rig, { spoil, check: 'crc > 0', partitions: 3, ratePerSec: 900 })
  await pause(forMs)
  const verdict = await check(rig, line)
  const broken: string[] = []
  let bad = 0
  for (const sink of line.sinks) bad += await judgeLetters(rig, line, sink, broken)
  await closeLine(line)
  const fault = 'poison records under load'
  return {
    fault,
    rounds: bad,
    verdict,
    figures: [{ name: `${fault}: in the dead letter queues`, value: bad, unit: 'records', atLeast: 1 }],
    broken,
  }
}

/** How many bad records of a sink there were. */
async function judgeLetters(rig: Rig, line: Line, sink: Sink, broken: string[]): Promise<number> {
  const wanted = new Map(
    line.records.counts.flatMap((count, part) =>
      Array.from({ length: count }, (_one, seq) => ({ part, seq })).flatMap(
        (entry): [string, Buffer | null][] => {
          const bytes = spoil(entry)
          // Nothing was sent twice, so the offset is the number.
          if (bytes === undefined) return []
          return [[`${entry.part}/${entry.seq}`, bytes === null ? null : Buffer.from(bytes)]]
        },
      ),
    ),
  )
  const topic = `dlq-${sink.id}`
  const letters = await eventually(
    'the dead letters are there',
    async () => {
      const { records } = await fetchFrom(rig.broker.connection, { topic, from: 'earliest', max: 100_000 })
      return records.length >= wanted.size && records
    },
    { timeoutMs: 10_000 },
  ).catch(() => [])
  const seen = new Set<string>()
  for (const letter of letters) {
    const place = placeOf(letter)
    const bytes = wanted.get(place)
    if (bytes === undefined) broken.push(`${sink.mode}: ${place} is no bad record`)
    else if (!isSame(letter.value, bytes)) broken.push(`${sink.mode}: the letter of ${place} has other bytes`)
    if (seen.has(place)) broken.push(`${sink.mode}: ${place} has two letters`)
    if (headersOf(letter)[errorHeaders.topic] !== line.topic)
      broken.push(`${sink.mode}: ${place} names another topic`)
    if ((headersOf(letter)[errorHeaders.message] ?? '') === '')
      broken.push(`${sink.mode}: ${place} says no reason`)
    seen.add(place)
  }
  const missing = [...wanted.keys()].filter((place) => !seen.has(place))
  if (missing.length > 0)
    broken.push(`${sink.mode}: ${missing.length} bad records have no letter, as ${missing[0]}`)
  broken.splice(5)
  return wanted.size
}

const headersOf = ({ headers }: ViewedRecord): Record<string, string> =>
  Object.fromEntries(headers.map(({ key, value }) => [key, String(value)]))

function placeOf(letter: ViewedRecord): string {
  const headers = headersOf(letter)
  return `${headers[errorHeaders.partition]}/${headers[errorHeaders.offset]}`
}

const isSame = (value: Buffer | null, bytes: Buffer | null): boolean =>
  value === null || bytes === null ? value === bytes : value.equals(bytes)
