'use client'

import { useQuery } from '@tanstack/react-query'
import { Pencil, Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState, type ReactNode } from 'react'
import { ConfirmByTyping } from '@/components/patterns/confirm-by-typing'
import { NameDialog } from '@/components/patterns/name-dialog'
import type { MenuItem } from '@/components/ui/menu'
import { environmentName, type EnvironmentDto } from '@/lib/environments/schema'
import { plural } from '@/lib/format/numbers'
import { paths } from '@/lib/paths'
import { clustersQuery } from '@/lib/queries/clusters'
import { useCreateEnvironment, useDeleteEnvironment, useUpdateEnvironment } from '@/lib/queries/environments'
import { requests } from '@/lib/queries/requests'
import { useDeniedReason } from '@/lib/queries/session'

export function AddEnvironmentDialog(props: { isOpen: boolean; onOpenChange: (isOpen: boolean) => void }) {
  const router = useRouter()
  const create = useCreateEnvironment()
  return (
    <NameDialog
      {...props}
      title="Add environment"
      label="Environment name"
      hint="Environments keep clusters apart, such as production and staging."
      schema={environmentName}
      actionLabel="Create"
      requestsOf={(name) => [requests.environments.create({ display_name: name })]}
      onSubmit={async (name) => {
        const made = await create.mutateAsync({ display_name: name })
        router.push(paths.environment(made.id))
      }}
    />
  )
}

/** Rename and delete of one environment: the entries of its menu, and the dialogs they open. */
export function useEnvironmentActions(environment: EnvironmentDto): {
  items: MenuItem[]
  dialogs: ReactNode
} {
  const [open, setOpen] = useState<'rename' | 'delete' | null>(null)
  const router = useRouter()
  const clusters = useQuery(clustersQuery(environment.id)).data
  const update = useUpdateEnvironment(environment.id)
  const remove = useDeleteEnvironment(environment.id)
  const crn = environment.metadata.resource_name
  const cannotRename = useDeniedReason('environments:update', crn)
  const cannotDelete = useDeniedReason('environments:delete', crn)
  const isFull = clusters && clusters.length > 0
  const close = (isOpen: boolean) => !isOpen && setOpen(null)
  return {
    items: [
      { label: 'Rename', icon: <Pencil />, onSelect: () => setOpen('rename'), disabledReason: cannotRename },
      {
        label: 'Delete environment',
        icon: <Trash2 />,
        isDanger: true,
        isSeparated: true,
        onSelect: () => setOpen('delete'),
        disabledReason:
          cannotDelete ?? (isFull ? `Delete its ${plural(clusters.length, 'cluster')} first.` : undefined),
      },
    ],
    dialogs: (
      <>
        <NameDialog
          isOpen={open === 'rename'}
          onOpenChange={close}
          title="Rename environment"
          label="Environment name"
          hint="Its id stays, so clients and keys go on working."
          initial={environment.display_name}
          schema={environmentName}
          actionLabel="Rename"
          requestsOf={(name) => [requests.environments.update(environment.id, { display_name: name })]}
          onSubmit={(name) => update.mutateAsync({ display_name: name })}
        />
        <ConfirmByTyping
          isOpen={open === 'delete'}
          onOpenChange={close}
          title="Delete environment"
          name={environment.display_name}
          nameLabel="environment name"
          consequences={[
            `${environment.display_name} (${environment.id}) goes for everybody in the organization.`,
            'It has no clusters, so no data is lost.',
          ]}
          actionLabel="Delete environment"
          requests={[requests.environments.delete(environment.id)]}
          onConfirm={async () => {
            await remove.mutateAsync()
            router.push(paths.environments)
          }}
        />
      </>
    ),
  }
}
