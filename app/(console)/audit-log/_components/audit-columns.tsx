import type { Column } from '@/components/patterns/data-table/columns'
import { Time } from '@/components/patterns/time'
import { Status, type StatusTone } from '@/components/ui/status'
import type { AuditEventDto } from '@/lib/audit-events/schema'

const outcomes: Record<string, { tone: StatusTone; word: string }> = {
  SUCCESS: { tone: 'running', word: 'Granted' },
  ATTEMPT: { tone: 'warning', word: 'Attempt' },
  FAILURE: { tone: 'failed', word: 'Failed' },
  UNAUTHORIZED: { tone: 'failed', word: 'Denied' },
}
export const outcomeOf = ({ data }: AuditEventDto): { tone: StatusTone; word: string } =>
  outcomes[data.result.status] ?? { tone: 'paused', word: data.result.status }

/** What was asked for; a refusal's method is the check that refused. */
export const askedFor = ({ data }: AuditEventDto): string => data.authorizationInfo.operation

/** The end of a resource name, which is what it is about. */
export const shortResource = (crn: string): string => {
  const last = crn.split('/').at(-1) ?? crn
  try {
    return decodeURIComponent(last)
  } catch {
    return last
  }
}

export const auditColumns = (nameOf: (principal: string) => string): Column<AuditEventDto>[] => [
  {
    id: 'time',
    header: 'Time',
    width: 140,
    value: ({ time }) => time,
    isSortable: false,
    cell: ({ time }) => <Time value={time} />,
  },
  {
    id: 'principal',
    header: 'Principal',
    minWidth: 180,
    isSortable: false,
    value: ({ data }) => data.authenticationInfo.principal,
    cell: ({ data }) => (
      <span title={data.authenticationInfo.principal}>{nameOf(data.authenticationInfo.principal)}</span>
    ),
  },
  { id: 'method', header: 'Method', minWidth: 180, isSortable: false, value: askedFor },
  {
    id: 'resource',
    header: 'Resource',
    minWidth: 240,
    isSortable: false,
    value: ({ subject }) => subject,
    cell: ({ subject }) => (
      <span title={subject} className="font-mono text-xs">
        {shortResource(subject)}
      </span>
    ),
  },
  {
    id: 'outcome',
    header: 'Outcome',
    width: 120,
    isSortable: false,
    value: (event) => outcomeOf(event).word,
    cell: (event) => <Status tone={outcomeOf(event).tone}>{outcomeOf(event).word}</Status>,
  },
  {
    id: 'address',
    header: 'Address',
    width: 130,
    isHiddenOnPhone: true,
    isSortable: false,
    isMono: true,
    value: ({ data }) => data.requestMetadata.clientAddress.map(({ ip }) => ip).join(' '),
  },
]
