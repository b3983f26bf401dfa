'use client'

import { useQuery } from '@tanstack/react-query'
import { useFormContext, useWatch } from 'react-hook-form'
import { ShowAs } from '@/components/patterns/show-as'
import { Facts } from '@/components/ui/card'
import { formatBytes } from '@/lib/format/bytes'
import { clusterLimitsQuery } from '@/lib/queries/clusters'
import { requests } from '@/lib/queries/requests'
import { clusterForm, toCreateInput, type ClusterFormInput } from './form-values'

/** What the launch will make, and what of this machine it takes. */
export function ClusterReview({ environmentId }: { environmentId: string }) {
  const { control } = useFormContext<ClusterFormInput>()
  const values = useWatch({ control }) as ClusterFormInput
  const { display_name: name, kind, provider, external, hasTls, deletion_protection: isProtected } = values
  const limits = useQuery(clusterLimitsQuery(environmentId)).data
  const limit = limits?.kinds.find((one) => one.kind === kind)
  const brokers = kind === 'Dedicated' ? 3 : 1
  const parsed = clusterForm.safeParse(values)
  const common = [
    { label: 'Name', value: name.trim() || <span className="text-faint">Not named yet</span> },
    ...(provider === 'LOCAL' ? [{ label: 'Type', value: kind }] : []),
  ]
  const items =
    provider === 'LOCAL'
      ? [
          ...common,
          { label: 'Provider', value: 'This machine' },
          {
            label: 'Memory',
            value:
              brokers === 1
                ? 'Up to 400 MiB for its broker process'
                : `Up to ${limit ? formatBytes(limit.memory_bytes) : '1.17 GiB'} for its ${brokers} broker processes`,
          },
          {
            label: 'Disk',
            value:
              brokers === 1
                ? 'A few MiB at first, then what its topics keep (one week by default)'
                : 'A few MiB at first, then three times what its topics keep (one week by default)',
          },
          {
            label: 'Network',
            value:
              hasTls || limits?.is_tls_required
                ? 'TLS with a certificate of its own; every client needs an API key'
                : `${brokers === 1 ? 'One port' : 'Three ports'} for clients on this machine; every client needs an API key`,
          },
          { label: 'Deletion', value: isProtected ? 'Protected' : 'Not protected' },
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
      {parsed.success ? (
        <div className="mt-4 border-t pt-3">
          <ShowAs requests={[requests.clusters.create(toCreateInput(parsed.data, environmentId))]} />
        </div>
      ) : null}
    </div>
  )
}
