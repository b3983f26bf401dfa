// What Apache Avro's SchemaCompatibility says of pairs of schemas: one JVM for all of them.
import { ensureJavaJudge } from '@/launcher/steps/java-judge.mjs'
import { run } from '@/tests/support/outside-client'

export type AvroPair = { reader: string; writer: string }
export type AvroVerdict =
  | { found: { type: string; location: string; message: string }[] }
  | { invalid: 'reader' | 'writer'; reason: string }

export async function avroVerdicts(pairs: AvroPair[]): Promise<AvroVerdict[]> {
  const classPath = await ensureJavaJudge('avro-judge')
  const input = pairs.map(({ reader, writer }) => `${JSON.stringify([reader, writer])}\n`).join('')
  const { code, lines, errors } = await run(
    'java',
    ['-XX:+UseSerialGC', '-cp', classPath, 'AvroJudge'],
    input,
  )
  if (code !== 0 || lines.length !== pairs.length)
    throw new Error(
      `AvroJudge answered ${lines.length} of ${pairs.length} pairs, exit code ${code}: ${errors}`,
    )
  return lines.map((line) => JSON.parse(line) as AvroVerdict)
}
