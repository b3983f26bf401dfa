import type { Column } from '@/components/patterns/data-table/columns'
import { Time } from '@/components/patterns/time'
import { Status } from '@/components/ui/status'
import type { DeadLetter } from '@/lib/connectors/dead-letters/schema'
import { payloadLine } from '@/lib/messages/shown'
import { PayloadCell } from '../../../../_components/messages/payload-cell'
import { shortClass, stageWord } from './failure-words'

const reasonOf = ({ failure: { message, exception } }: DeadLetter): string =>
  message?.split('\n')[0] ?? (exception === null ? 'It has no headers that say why.' : shortClass(exception))

export const deadLetterColumns: Column<DeadLetter>[] = [
  {
    id: 'reason',
    header: 'Why it failed',
    minWidth: 220,
    value: reasonOf,
    cell: (letter) => (
      <span className="truncate" title={letter.failure.message ?? undefined}>
        {reasonOf(letter)}
      </span>
    ),
  },
  {
    id: 'stage',
    header: 'While',
    width: 150,
    value: ({ failure }) => stageWord(failure.stage),
    isHiddenOnPhone: true,
  },
  {
    id: 'key',
    header: 'Key',
    width: 120,
    isMono: true,
    isHiddenByDefault: true,
    value: ({ key }) => payloadLine(key, 120),
    cell: ({ key }) => <PayloadCell payload={key} length={120} />,
    isHiddenOnPhone: true,
  },
  {
    id: 'value',
    header: 'Value',
    minWidth: 160,
    isMono: true,
    value: ({ value }) => payloadLine(value, 300),
    cell: ({ value }) => <PayloadCell payload={value} length={300} isMuted />,
    isHiddenOnPhone: true,
  },
  {
    id: 'origin',
    header: 'From',
    width: 140,
    value: ({ failure: { origin } }) => origin && `${origin.topic} ${origin.partition} ${origin.offset}`,
    cell: ({ failure: { origin } }) =>
      origin ? (
        <span className="truncate" title={`Partition ${origin.partition}, offset ${origin.offset}`}>
          {origin.topic}{' '}
          <span className="text-faint font-mono text-xs">
            {origin.partition}/{origin.offset}
          </span>
        </span>
      ) : (
        <span className="text-faint">Unknown</span>
      ),
    isHiddenOnPhone: true,
  },
  {
    id: 'time',
    header: 'Time',
    width: 100,
    value: ({ timestamp }) => timestamp,
    cell: ({ timestamp }) => <Time value={timestamp} />,
    isHighFirst: true,
  },
  {
    id: 'redrive',
    header: 'Sent again',
    width: 116,
    value: ({ redrive }) => redrive?.at,
    cell: ({ redrive }) =>
      redrive === null ? (
        <span className="text-faint">–</span>
      ) : redrive.target === null ? (
        <Status tone="warning">Unknown</Status>
      ) : (
        <Status tone="running">Sent again</Status>
      ),
  },
]
