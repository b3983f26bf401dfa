import { Status, type StatusTone } from '@/components/ui/status'

const states: Record<string, { tone: StatusTone; word: string }> = {
  STABLE: { tone: 'running', word: 'Stable' },
  EMPTY: { tone: 'paused', word: 'Empty' },
  DEAD: { tone: 'failed', word: 'Dead' },
  PREPARING_REBALANCE: { tone: 'provisioning', word: 'Rebalancing' },
  COMPLETING_REBALANCE: { tone: 'provisioning', word: 'Rebalancing' },
  ASSIGNING: { tone: 'provisioning', word: 'Assigning' },
  RECONCILING: { tone: 'provisioning', word: 'Reconciling' },
}

/** Kafka's state of a group, as a dot and a word. */
export function GroupStatus({ state, isLive }: { state: string; isLive?: boolean }) {
  const { tone, word } = states[state] ?? { tone: 'warning' as const, word: 'Unknown' }
  return (
    <Status tone={tone} {...(isLive ? { isLive } : {})}>
      {word}
    </Status>
  )
}
