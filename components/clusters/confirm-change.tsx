'use client'

import { useState } from 'react'
import { readError } from '@/components/patterns/error-state'
import { ShowAs } from '@/components/patterns/show-as'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import type { ClusterDto } from '@/lib/clusters/schema'
import { useUpdateCluster, type ClusterChange } from '@/lib/queries/clusters'
import { requests } from '@/lib/queries/requests'

type Props = {
  cluster: ClusterDto
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  /** Also the word on the button. */
  title: string
  change: ClusterChange
  consequences: readonly string[]
  isDangerous?: boolean
}

/** Says what a change of the cluster does before it is sent. */
export function ConfirmChange(props: Props) {
  const { cluster, change, onOpenChange } = props
  const environmentId = cluster.spec.environment.id
  const update = useUpdateCluster(environmentId, cluster.id)
  const [failure, setFailure] = useState<string | null>(null)
  const setOpen = (isOpen: boolean) => {
    setFailure(null)
    onOpenChange(isOpen)
  }
  const confirm = async () => {
    setFailure(null)
    try {
      await update.mutateAsync(change)
      setOpen(false)
    } catch (error) {
      setFailure(readError(error).message)
    }
  }
  return (
    <Dialog
      isOpen={props.isOpen}
      onOpenChange={setOpen}
      title={props.title}
      footer={
        <>
          <Button onClick={() => setOpen(false)}>Cancel</Button>
          <Button
            variant={props.isDangerous ? 'danger' : 'primary'}
            isLoading={update.isPending}
            onClick={() => void confirm()}
          >
            {props.title}
          </Button>
        </>
      }
    >
      <ul className="text-muted flex list-disc flex-col gap-1 pl-4 text-sm">
        {props.consequences.map((consequence) => (
          <li key={consequence}>{consequence}</li>
        ))}
      </ul>
      {failure ? <Banner tone="danger">{failure}</Banner> : null}
      <ShowAs requests={[requests.clusters.update(environmentId, cluster.id, change)]} />
    </Dialog>
  )
}
