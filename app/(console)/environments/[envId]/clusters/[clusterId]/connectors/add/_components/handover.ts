// A configuration on its way from where it was pasted to the wizard. Only in memory: it may hold secrets.
import type { ConfigProblem, ConnectorConfig } from '@/lib/connectors/config/read-config'

type Handover = {
  clusterId: string
  className: string
  config: ConnectorConfig
  /** What was read differently from how it stood there, or not at all. */
  notes: readonly ConfigProblem[]
}

let waiting: Handover | null = null

export const handOver = (given: Handover): void => {
  waiting = given
}

export const waitingFor = (clusterId: string, className: string): Handover | null =>
  waiting?.clusterId === clusterId && waiting.className === className ? waiting : null

/** It was taken: going there again starts from the draft. */
export const endHandover = (): void => {
  waiting = null
}
