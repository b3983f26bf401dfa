// A sink for tests: writes what it gets into a file, one JSON text per line, and behaves as a second file says meanwhile.
import { appendFile, readFile } from 'node:fs/promises'
import { RetriableFailure, TaskFailure, type CreateSinkTask } from '@/worker/connectors/runtime'

export type RecordedLine = {
  topic: string
  partition: number
  offset: number
  value: string | null
  epoch: number
}

export const createSinkTask: CreateSinkTask = ({ config, epoch, reportBad, work, log }) => {
  const { file = '', positions = '' } = config
  const modeOf = (): Promise<string> => readFile(`${file}.mode`, 'utf8').catch(() => '')

  const write = async (lines: RecordedLine[]): Promise<void> => {
    const mode = await modeOf()
    if (mode === 'away') throw new RetriableFailure('the target is away')
    if (mode === 'refuses') throw new TaskFailure('the target wants another password')
    if (mode === 'spins')
      work(() => {
        for (;;);
      })
    const bad = lines.filter(({ value }) => value === 'bad')
    await reportBad(bad.map((origin) => ({ origin, error: new Error('the target wants no bad ones') })))
    const good = lines.filter(({ value }) => value !== 'bad')
    await appendFile(file, good.map((line) => `${JSON.stringify(line)}\n`).join(''))
    // As when the reply to a commit is lost: written, and said to be away.
    if (mode === 'loses the reply') {
      await appendFile(`${file}.mode`, ' once')
      throw new RetriableFailure('the reply was lost')
    }
  }

  return {
    async open(partitions) {
      log('INFO', `opened ${partitions.length} with epoch ${epoch}`)
      if (positions !== 'stored') return []
      const written = await readLines(file)
      return partitions.flatMap((one) => {
        const last = written.findLast(
          ({ topic, partition }) => topic === one.topic && partition === one.partition,
        )
        return last ? [{ ...one, offset: last.offset + 1 }] : []
      })
    },
    putRaw:
      config.way === 'data'
        ? null
        : (batches) =>
            write(
              batches.flatMap((batch) =>
                Array.from({ length: batch.count }, (_, index) => ({
                  topic: batch.topic,
                  partition: batch.partition,
                  offset: batch.offset(index),
                  value: batch.value(index)?.toString() ?? null,
                  epoch,
                })),
              ),
            ),
    put: (batches) =>
      write(
        batches.flatMap(({ records }) =>
          records.flatMap(({ origin, topic, value }) =>
            origin
              ? [
                  {
                    ...origin,
                    topic,
                    value: typeof value === 'string' ? value : JSON.stringify(value),
                    epoch,
                  },
                ]
              : [],
          ),
        ),
      ),
    alterOffsets: async (altered) => log('INFO', `altered ${JSON.stringify(altered)}`),
    async stop() {},
  }
}

export async function readLines(file: string): Promise<RecordedLine[]> {
  const text = await readFile(file, 'utf8').catch(() => '')
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as RecordedLine)
}
