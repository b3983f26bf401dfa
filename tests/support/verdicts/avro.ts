// Our verdicts on random pairs of Avro schemas beside those of Apache Avro's SchemaCompatibility.
import { avroIncompatibilities } from '@/lib/schemas/avro/compatibility'
import { parseAvro } from '@/lib/schemas/avro/parse'
import { InvalidSchemaError } from '@/lib/schemas/invalid-schema'
import { noReferences } from '@/lib/schemas/references'
import { avroVerdicts, type AvroPair, type AvroVerdict } from '@/tests/support/avro-judge/verdicts'
import { seededRandom } from '@/tests/support/random'
import { changeAvro } from '@/tests/support/verdicts/avro-changes'
import { avroJson, randomAvro } from '@/tests/support/verdicts/avro-schemas'

export type Judged = { pairs: number; compatible: number; disagreements: object[] }

/** Two versions of a schema; now and then two schemas that have nothing to do with each other. */
export function avroPair(seed: number): AvroPair {
  const random = seededRandom(seed)
  const writer = randomAvro(random)
  const reader = random(12) === 0 ? randomAvro(random) : changeAvro(random, writer)
  return { reader: JSON.stringify(avroJson(reader)), writer: JSON.stringify(avroJson(writer)) }
}

/**
 * Every error of each with its type, its place and its words. Avro 1.12's parser refuses a default of a record that is not
 * complete yet, which earlier ones and ours take: such pairs are left out.
 */
export async function judgeAvro(seeds: number[]): Promise<Judged> {
  const pairs = seeds.map(avroPair)
  const theirs = (await avroVerdicts(pairs)).map(describe)
  const ours = pairs.map(ourVerdict)
  const disagreements = seeds.flatMap((seed, index) =>
    ours[index] === theirs[index] || (isInvalid(theirs[index]) && !isInvalid(ours[index]))
      ? []
      : [{ seed, ...pairs[index], ours: ours[index], theirs: theirs[index] }],
  )
  return { pairs: seeds.length, compatible: theirs.filter((one) => one === '').length, disagreements }
}

const isInvalid = (verdict = ''): boolean => verdict.endsWith('is invalid')

const describe = (verdict: AvroVerdict): string =>
  'invalid' in verdict
    ? `the ${verdict.invalid} is invalid`
    : listed(verdict.found.map(({ type, location, message }) => `${type} ${location} ${message}`))

const listed = (found: string[]): string => [...new Set(found)].sort().join('\n')

function ourVerdict({ reader, writer }: AvroPair): string {
  let side = 'reader'
  try {
    const reads = parseAvro(reader, noReferences).root
    side = 'writer'
    const wrote = parseAvro(writer, noReferences).root
    return listed(
      avroIncompatibilities(reads, wrote).map(({ errorType, describe: words, additionalInfo }) => {
        const place = /path '([^']*)'/.exec(words({ reader: 'new', writer: 'old' }))?.[1] ?? ''
        return `${errorType} ${place} ${additionalInfo ?? ''}`
      }),
    )
  } catch (error) {
    if (error instanceof InvalidSchemaError) return `the ${side} is invalid`
    throw error
  }
}
