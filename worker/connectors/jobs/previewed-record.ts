// Records of a preview on their way: shown as JSON before and after each transform, and what the settings do with bad ones.
import { displayJson } from '@/lib/connectors/data/display'
import type { ConnectRecord } from '@/lib/connectors/data/record'
import type { SchemaAndValue } from '@/lib/connectors/data/schema'
import type { PreviewedRecord, PreviewRecordPart } from '@/lib/connectors/validation/check-schema'
import { errorMessage } from '@/lib/errors'
import { readDeadLetterPolicy, readErrorPolicy } from '../error-policy'
import type { openPipeline } from '../open-pipeline'
import type { TaskAssignment } from '../runtime'

type Origin = PreviewedRecord['origin']
type Steps = ReturnType<typeof openPipeline>['steps']
/** `record`: what is left for the target; null: nothing. */
export type Prepared = { shown: PreviewedRecord; record: ConnectRecord | null }

export function fateOfBad(assignment: TaskAssignment): PreviewedRecord['fate'] {
  if (!readErrorPolicy(assignment).toleratesAll) return 'fails-task'
  return readDeadLetterPolicy(assignment) === null ? 'left-out' : 'dead-letters'
}

export function shownRecord({
  topic,
  keySchema,
  key,
  valueSchema,
  value,
  headers,
}: ConnectRecord): PreviewRecordPart {
  const display = (part: SchemaAndValue) => displayJson(part.schema, part.value)
  return {
    topic,
    key: display({ schema: keySchema, value: key }),
    value: display({ schema: valueSchema, value }),
    headers: headers.map((header) => ({ key: header.key, value: display(header) })),
  }
}

export function transformed(
  steps: Steps,
  record: ConnectRecord,
  origin: Origin,
  bad: PreviewedRecord['fate'],
): Prepared {
  const before = shownRecord(record)
  const seen: PreviewedRecord['steps'] = []
  const shown = { origin, before, steps: seen, after: null, error: null }
  let current = record
  for (const { alias, apply } of steps) {
    try {
      const next = apply(current)
      const outcome = next === null ? 'dropped' : next === current ? 'unchanged' : 'changed'
      seen.push({ alias, outcome, after: next && shownRecord(next) })
      if (next === null) return { shown: { ...shown, fate: 'dropped' }, record: null }
      current = next
    } catch (thrown) {
      const error = { stage: 'TRANSFORMATION', alias, message: errorMessage(thrown) }
      return { shown: { ...shown, error, fate: bad }, record: null }
    }
  }
  return { shown: { ...shown, after: shownRecord(current), fate: 'written' }, record: current }
}
