import type { StatusTone } from '@/components/ui/status'
import type { ClusterDto } from '@/lib/clusters/schema'

/** One dot and one word for phase and health together. */
export function clusterStatus({ status }: ClusterDto): { tone: StatusTone; word: string } {
  if (status.phase === 'PROVISIONING') return { tone: 'provisioning', word: 'Provisioning' }
  if (status.phase === 'FAILED') return { tone: 'failed', word: 'Failed' }
  if (status.health === 'RUNNING') return { tone: 'running', word: 'Running' }
  if (status.health === 'UNREACHABLE') return { tone: 'failed', word: 'Unreachable' }
  return { tone: 'paused', word: 'Unknown' }
}

export const providerName = ({ spec }: ClusterDto): string =>
  spec.external ? 'Your own Kafka' : 'This machine'
