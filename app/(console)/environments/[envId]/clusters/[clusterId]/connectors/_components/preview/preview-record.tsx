import { ArrowRight } from 'lucide-react'
import { Banner } from '@/components/ui/banner'
import type { PreviewedRecord } from '@/lib/connectors/validation/check-schema'
import { formatExact } from '@/lib/format/dates'
import { More } from './more'
import { TargetPart } from './preview-target'
import { NotWritten, RecordPart } from './record-part'

/** As it is → as it would be written, or why it would not. */
export function PreviewRecord({
  record,
  deadLetterTopic,
}: {
  record: PreviewedRecord
  deadLetterTopic: string | null
}) {
  const { origin, before, after, error, steps } = record
  const dropper = steps.find(({ outcome }) => outcome === 'dropped')
  const isChanged = steps.some(({ outcome }) => outcome === 'changed')
  return (
    <li className="flex flex-col gap-2 py-4 first:pt-0">
      <p className="text-muted text-sm">
        {origin ? (
          <>
            <span className="text-fg font-medium">{origin.topic}</span>, partition {origin.partition}, offset{' '}
            {origin.offset}
            {origin.timestamp === null ? '' : `, ${formatExact(new Date(origin.timestamp))}`}
          </>
        ) : (
          'Read from the source just now'
        )}
      </p>
      <div className="grid items-start gap-2 md:grid-cols-[minmax(0,1fr)_1rem_minmax(0,1fr)]">
        <div className="flex min-w-0 flex-col gap-2">
          {before ? (
            <RecordPart label="As it is" part={before} />
          ) : (
            <NotWritten title="It cannot be read">{error?.message ?? ''}</NotWritten>
          )}
          {isChanged && after?.target ? (
            <More summary="After the transforms">
              <RecordPart label="After the transforms" part={after} />
            </More>
          ) : null}
        </div>
        <ArrowRight className="text-faint mt-3 size-4 max-md:rotate-90" aria-hidden="true" />
        {error ? (
          <Banner tone="danger" title={`${stageWords(error.stage)}${error.alias ? ` (${error.alias})` : ''}`}>
            <p className="break-words">{error.message}</p>
            <p>{fateWords(record, deadLetterTopic)}</p>
          </Banner>
        ) : after?.target ? (
          <TargetPart target={after.target} />
        ) : after ? (
          <RecordPart label="As it would be written" part={after} />
        ) : (
          <NotWritten title="Dropped">{dropper ? `By the transform ${dropper.alias}.` : ''}</NotWritten>
        )}
      </div>
    </li>
  )
}

function fateWords({ fate }: PreviewedRecord, deadLetterTopic: string | null): string {
  if (fate === 'dead-letters')
    return `It would go to the dead letter queue${deadLetterTopic ? ` ${deadLetterTopic}` : ''}, and the others go on.`
  if (fate === 'left-out') return 'It would be left out, and the log would say so.'
  return fate === 'fails-task' ? 'The task would stop here.' : ''
}

const stages: Record<string, string> = {
  KEY_CONVERTER: 'The key cannot be read',
  VALUE_CONVERTER: 'The value cannot be read',
  HEADER_CONVERTER: 'A header cannot be read',
  TRANSFORMATION: 'A transform fails',
  TASK_PUT: 'The target would refuse it',
}
const stageWords = (stage: string): string => stages[stage] ?? stage
