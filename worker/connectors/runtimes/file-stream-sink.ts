// Runtime twin of fileStreamSinkSpec: the value of each record as a line of a file, as Kafka Connect's FileStreamSink writes them.
import { javaText } from '@/lib/connectors/data/java-text'
import { LineFile } from './file-stream/line-file'
import { checkFile } from './file-stream/open-file'
import type { ConnectRecord } from '@/lib/connectors/data/record'
import type { CheckTarget, CreateSinkTask, PreviewOfTarget, RawBatch, TaskConfig } from '../runtime'

const NULL_LINE = 'null'

export const createSinkTask: CreateSinkTask = ({ config, connectorId, taskNumber, work }) => {
  const file = new LineFile(config.file ?? '', `${connectorId}-${taskNumber}`)
  return {
    async open() {
      await file.opened()
      return []
    },
    async put(batches) {
      const lines = work(() => batches.flatMap(({ records }) => records.map(lineOf)))
      if (lines.length > 0) await file.append(Buffer.from(`${lines.join('\n')}\n`))
    },
    putRaw: isPlain(config) ? (batches) => file.append(work(() => linesOf(batches))) : null,
    stop: () => file.close(),
  }
}

export const checkTarget: CheckTarget = checkFile

export const previewTarget: PreviewOfTarget = (_given, records) =>
  Promise.resolve({ records: records.map((record) => ({ target: { kind: 'line', text: lineOf(record) } })) })

const lineOf = ({ valueSchema, value }: ConnectRecord): string =>
  typeof value === 'string' ? value : value === null ? NULL_LINE : javaText(valueSchema, value)

/** Text that nothing changes on its way: the bytes of the values are the lines. */
const isPlain = (config: TaskConfig): boolean =>
  config['input.data.format'] === 'STRING' &&
  (config['input.key.format'] ?? 'STRING') === 'STRING' &&
  ['transforms', 'key.converter', 'value.converter', 'header.converter'].every(
    (name) => (config[name] ?? '') === '',
  )

function linesOf(batches: readonly RawBatch[]): Buffer {
  let size = 0
  for (const { count, spans } of batches)
    for (let i = 0; i < count; i++)
      size += 1 + (lengthAt(spans, i) < 0 ? NULL_LINE.length : lengthAt(spans, i))
  const lines = Buffer.allocUnsafe(size)
  let at = 0
  for (const { count, data, spans } of batches)
    for (let i = 0; i < count; i++) {
      const start = spans[i * 4 + 2] ?? 0
      const length = lengthAt(spans, i)
      at += length < 0 ? lines.write(NULL_LINE, at) : data.copy(lines, at, start, start + length)
      lines[at++] = 10
    }
  return lines
}

const lengthAt = (spans: Int32Array, index: number): number => spans[index * 4 + 3] ?? -1
