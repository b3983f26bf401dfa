import { BatchWriter } from './batch-writer'
import { locateRecords, readBatches, readRecord } from './record-batch'

/** Two batches with the records of one that the topic found too large, in the same order. */
export function splitBatch(writer: BatchWriter): BatchWriter[] {
  const [batch] = readBatches(writer.finish({ id: -1n, epoch: -1, sequence: -1 }, 'none'))
  if (batch === undefined) return [writer]
  const positions = locateRecords(batch, Number.MAX_SAFE_INTEGER)
  const middle = Math.ceil(positions.length / 2)
  return [positions.slice(0, middle), positions.slice(middle)].map((part) => {
    const half = new BatchWriter()
    for (const position of part) half.add(readRecord(0, position))
    return half
  })
}
