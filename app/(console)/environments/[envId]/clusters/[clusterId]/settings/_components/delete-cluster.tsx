'use client'

import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ConfirmByTyping } from '@/components/patterns/confirm-by-typing'
import { Button } from '@/components/ui/button'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import type { ClusterDto } from '@/lib/clusters/schema'
import { plural } from '@/lib/format/numbers'
import { paths } from '@/lib/paths'
import { apiKeysQuery } from '@/lib/queries/api-keys'
import { useDeleteCluster } from '@/lib/queries/clusters'
import { requests } from '@/lib/queries/requests'
import { useDeniedReason } from '@/lib/queries/session'

export function DeleteCluster({ cluster }: { cluster: ClusterDto }) {
  const [isOpen, setIsOpen] = useState(false)
  const router = useRouter()
  const environmentId = cluster.spec.environment.id
  const remove = useDeleteCluster(environmentId, cluster.id)
  const keys = useQuery(apiKeysQuery(cluster.id)).data
  const notAllowed = useDeniedReason('clusters:delete', cluster.metadata.resource_name)
  const denied =
    notAllowed ?? (cluster.spec.deletion_protection ? 'Turn its deletion protection off first.' : undefined)
  const isExternal = cluster.spec.external !== undefined
  const data = isExternal
    ? 'Your own Kafka keeps running with all of its topics; the keys and ACLs that Tributary made there go.'
    : 'Its brokers stop and its data folder goes: every topic with every message, without a way back.'
  return (
    <Card className="border-bad/40">
      <CardHeader title={isExternal ? 'Detach cluster' : 'Delete cluster'} />
      <CardBody className="flex flex-wrap items-center justify-between gap-4">
        <p className="text-muted max-w-110 text-sm">{data}</p>
        <Button variant="danger-quiet" disabledReason={denied} onClick={() => setIsOpen(true)}>
          {isExternal ? 'Detach cluster' : 'Delete cluster'}
        </Button>
      </CardBody>
      <ConfirmByTyping
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        title={isExternal ? 'Detach cluster' : 'Delete cluster'}
        name={cluster.spec.display_name}
        nameLabel="cluster name"
        consequences={[
          data,
          'Its connectors stop and are deleted.',
          keys?.length
            ? `${plural(keys.length, 'API key')} of this cluster ${keys.length === 1 ? 'stops' : 'stop'} working.`
            : 'It has no API keys.',
        ]}
        actionLabel={isExternal ? 'Detach cluster' : 'Delete cluster'}
        requests={[requests.clusters.delete(environmentId, cluster.id)]}
        onConfirm={async () => {
          await remove.mutateAsync()
          router.push(paths.environment(environmentId))
        }}
      />
    </Card>
  )
}
