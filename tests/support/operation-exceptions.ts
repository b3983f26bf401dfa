// Where an operation's answer differs from the plain rule by design, with the reason.
import type { Action } from '@/lib/roles/table'

type Exception = {
  reason: string
  /** What a filtered list still asks for at the place of its example. */
  asks?: Action
  /** What another organization gets instead of 404. */
  foreign?: 'granted' | number
  /** What everybody gets who is known at all. */
  everybody?: number
}

const amongWorkers: Exception = {
  reason: "Only a worker of Kafka Connect's own could sign such a request, and there is none here.",
  everybody: 400,
}

export const exceptions: Record<string, Exception> = {
  'cmk/v2/clusters.list': {
    reason:
      'The list is of one environment, and somebody who sees nothing there must not learn that it exists.',
    asks: 'environments:read',
  },
  'ksqldbcm/v2/clusters.list': {
    reason: 'The list is of one environment, as that of clusters.',
    asks: 'environments:read',
  },
  'srcm/v3/clusters.list': {
    reason: 'The list is of one environment, as that of clusters.',
    asks: 'environments:read',
  },
  'iam/v2/role-bindings.list': {
    reason:
      "Another organization's place is a filter that matches nothing; a test of role bindings looks at the empty list.",
    foreign: 'granted',
  },
  'iam/v2/role-bindings.create': {
    reason: "Another organization's place is no place: it is refused as a wrong value, like any other text.",
    foreign: 400,
  },
  'kafka-connect/fence': amongWorkers,
  'kafka-connect/tasks.put': amongWorkers,
}
