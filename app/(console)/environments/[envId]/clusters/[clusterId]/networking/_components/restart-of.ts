import type { ClusterDto } from '@/lib/clusters/schema'

export const restartOf = ({ status }: ClusterDto): string =>
  (status.brokers?.length ?? 1) > 1
    ? 'The brokers restart one after another; the cluster stays readable and writable.'
    : 'The broker restarts: clients wait for a few seconds and connect again. No message is lost.'
