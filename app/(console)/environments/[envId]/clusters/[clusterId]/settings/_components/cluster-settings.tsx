'use client'

import { Pencil } from 'lucide-react'
import { useState } from 'react'
import { clusterStatus, providerName } from '@/components/clusters/cluster-status'
import { useClusterCrumbs } from '@/components/clusters/use-cluster-crumbs'
import { WithCluster } from '@/components/clusters/with-cluster'
import { NameDialog } from '@/components/patterns/name-dialog'
import { Page } from '@/components/patterns/page'
import { PageHeader } from '@/components/patterns/page-header'
import { Time } from '@/components/patterns/time'
import { Button } from '@/components/ui/button'
import { Card, CardBody, CardHeader, Facts } from '@/components/ui/card'
import { CopyableId } from '@/components/ui/copy-button'
import { Status } from '@/components/ui/status'
import { clusterName, type ClusterDto } from '@/lib/clusters/schema'
import { bootstrapServerOf, useRenameCluster } from '@/lib/queries/clusters'
import { requests } from '@/lib/queries/requests'
import { useDeniedReason } from '@/lib/queries/session'
import { ClusterType, DeletionProtection } from './cluster-type'
import { DeleteCluster } from './delete-cluster'
import { ExternalConnection } from './external-connection'

type Props = { environmentId: string; clusterId: string }

export function ClusterSettings({ environmentId, clusterId }: Props) {
  const crumbs = useClusterCrumbs(environmentId, clusterId, { label: 'Cluster settings' })
  return (
    <Page>
      <PageHeader title="Cluster settings" breadcrumb={crumbs} />
      <WithCluster environmentId={environmentId} clusterId={clusterId}>
        {(cluster) => (
          <div className="flex max-w-180 flex-col gap-4">
            <General cluster={cluster} />
            {cluster.spec.external ? (
              <ExternalConnection cluster={cluster} external={cluster.spec.external} />
            ) : (
              <ClusterType cluster={cluster} />
            )}
            <DeletionProtection cluster={cluster} />
            <DeleteCluster cluster={cluster} />
          </div>
        )}
      </WithCluster>
    </Page>
  )
}

function General({ cluster }: { cluster: ClusterDto }) {
  const [isRenaming, setIsRenaming] = useState(false)
  const rename = useRenameCluster(cluster.spec.environment.id, cluster.id)
  const cannotRename = useDeniedReason('clusters:update', cluster.metadata.resource_name)
  const status = clusterStatus(cluster)
  const bootstrap = bootstrapServerOf(cluster)
  const rest = `${cluster.spec.http_endpoint}/kafka/v3/clusters/${cluster.id}`
  return (
    <Card>
      <CardHeader
        title="General"
        aside={
          <Button size="sm" disabledReason={cannotRename} onClick={() => setIsRenaming(true)}>
            <Pencil aria-hidden="true" />
            Rename
          </Button>
        }
      />
      <CardBody>
        <Facts
          items={[
            { label: 'Name', value: cluster.spec.display_name },
            {
              label: 'Cluster ID',
              value: <CopyableId id={cluster.id} label="Copy the cluster id" className="-my-0.75" />,
            },
            {
              label: 'Status',
              value: (
                <span className="inline-flex flex-wrap gap-x-3">
                  <Status tone={status.tone}>{status.word}</Status>
                  <span className="text-faint">
                    since <Time value={cluster.status.health_since} />
                  </span>
                </span>
              ),
            },
            ...(cluster.status.message ? [{ label: 'Reason', value: cluster.status.message }] : []),
            {
              label: 'Bootstrap server',
              value: bootstrap ? (
                <CopyableId id={bootstrap} label="Copy the bootstrap server" className="-my-0.75" />
              ) : (
                'Not there yet'
              ),
            },
            {
              label: 'REST endpoint',
              value: <CopyableId id={rest} label="Copy the REST endpoint" className="-my-0.75" />,
            },
            ...(cluster.spec.external ? [] : [{ label: 'Cluster type', value: cluster.spec.config.kind }]),
            { label: 'Provider', value: providerName(cluster) },
            { label: 'Created', value: <Time value={cluster.metadata.created_at} /> },
          ]}
        />
      </CardBody>
      <NameDialog
        isOpen={isRenaming}
        onOpenChange={setIsRenaming}
        title="Rename cluster"
        label="Cluster name"
        hint="Its id and address stay, so clients and keys go on working."
        initial={cluster.spec.display_name}
        schema={clusterName}
        actionLabel="Rename"
        requestsOf={(name) => [
          requests.clusters.update(cluster.spec.environment.id, cluster.id, { display_name: name }),
        ]}
        onSubmit={(name) => rename.mutateAsync(name)}
      />
    </Card>
  )
}
