'use client'

import { useFormContext, useWatch } from 'react-hook-form'
import { Facts } from '@/components/ui/card'
import type { ClusterForm } from './form-values'

/** What the launch will make, and what of this machine it takes. */
export function ClusterReview() {
  const { control } = useFormContext<ClusterForm>()
  const [name, kind, provider, external] = useWatch({
    control,
    name: ['display_name', 'kind', 'provider', 'external'],
  })
  const common = [
    { label: 'Name', value: name.trim() || <span className="text-faint">Not named yet</span> },
    { label: 'Type', value: kind },
  ]
  const items =
    provider === 'LOCAL'
      ? [
          ...common,
          { label: 'Provider', value: 'This machine' },
          { label: 'Memory', value: 'Up to 400 MiB for its broker process' },
          { label: 'Disk', value: 'A few MiB at first, then what its topics keep (one week by default)' },
          { label: 'Network', value: 'One port for clients on this machine; every client needs an API key' },
        ]
      : [
          ...common,
          { label: 'Provider', value: 'Your own Kafka' },
          {
            label: 'Bootstrap',
            value: external.bootstrap_servers || <span className="text-faint">Not given yet</span>,
          },
          { label: 'Memory, disk', value: 'Nothing on this machine' },
          {
            label: 'Launch',
            value: 'Tries the connection first, and stops with the failing layer when it does not work',
          },
        ]
  return (
    <div className="bg-sub rounded-lg border p-4.5">
      <Facts items={items} />
    </div>
  )
}
