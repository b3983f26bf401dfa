'use client'

import { Pencil, RotateCw, Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useMemo, useState, type ReactNode } from 'react'
import { DeleteApiKeyDialog } from '@/components/api-keys/delete-api-key-dialog'
import { EditApiKeyDialog } from '@/components/api-keys/edit-api-key-dialog'
import { DataTable } from '@/components/patterns/data-table/data-table'
import type { ApiKeyDto } from '@/lib/api-keys/schema'
import { parseCrn } from '@/lib/crn'
import { paths } from '@/lib/paths'
import { keyColumns } from './key-columns'
import { environmentsIn, usePlaceNames } from './place-names'

export const environmentOfKey = ({ spec }: ApiKeyDto): string | undefined =>
  parseCrn(spec.resource.resource_name)?.environmentId

/** API keys of all kinds with what can be done to each. The server decides who may: one's own keys need no role. */
export function KeyTable(props: {
  id: string
  keys: readonly ApiKeyDto[] | undefined
  nameOf: (id: string) => string
  hasOwner: boolean
  filters?: ReactNode
  error?: ReactNode
  empty: ReactNode
  isFilled?: boolean
  isFramed?: boolean
}) {
  const { keys, nameOf, hasOwner } = props
  const router = useRouter()
  const [open, setOpen] = useState<{ dialog: 'edit' | 'delete'; apiKey: ApiKeyDto } | null>(null)
  const environmentIds = useMemo(
    () => environmentsIn(keys?.map(({ spec }) => spec.resource.resource_name) ?? []),
    [keys],
  )
  const names = usePlaceNames(environmentIds)
  const columns = useMemo(() => keyColumns(nameOf, names, hasOwner), [nameOf, names, hasOwner])
  const close = () => setOpen(null)
  return (
    <>
      <DataTable
        id={props.id}
        noun={['API key', 'API keys']}
        columns={columns}
        rows={keys}
        getRowId={({ id }) => id}
        defaultSort="-created"
        urlPrefix={hasOwner ? '' : 'key-'}
        hasSearch={hasOwner}
        hasColumnChooser={hasOwner}
        searchPlaceholder="Search API keys"
        filters={props.filters}
        error={props.error}
        empty={props.empty}
        rowActions={(apiKey) => [
          {
            label: 'Edit description',
            icon: <Pencil />,
            onSelect: () => setOpen({ dialog: 'edit', apiKey }),
          },
          {
            label: 'Rotate key',
            icon: <RotateCw />,
            onSelect: () => router.push(paths.rotateApiKey(apiKey.id)),
          },
          {
            label: 'Delete key',
            icon: <Trash2 />,
            isDanger: true,
            isSeparated: true,
            onSelect: () => setOpen({ dialog: 'delete', apiKey }),
          },
        ]}
        {...(props.isFilled ? { isFilled: true } : {})}
        {...(props.isFramed ? { isFramed: true } : {})}
      />
      {open?.dialog === 'edit' ? <EditApiKeyDialog apiKey={open.apiKey} onClose={close} /> : null}
      {open?.dialog === 'delete' ? (
        <DeleteApiKeyDialog
          apiKey={open.apiKey}
          environmentId={environmentOfKey(open.apiKey)}
          onClose={close}
        />
      ) : null}
    </>
  )
}
