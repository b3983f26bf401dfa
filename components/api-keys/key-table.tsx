'use client'

import { Pencil, RotateCw, Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { DataTable, type DataTableProps } from '@/components/patterns/data-table/data-table'
import type { ApiKeyDto } from '@/lib/api-keys/schema'
import { paths } from '@/lib/paths'
import { DeleteApiKeyDialog } from './delete-api-key-dialog'
import { EditApiKeyDialog } from './edit-api-key-dialog'

type Props = Omit<
  DataTableProps<ApiKeyDto>,
  'noun' | 'getRowId' | 'defaultSort' | 'searchPlaceholder' | 'rowActions'
> & { environmentOf: (apiKey: ApiKeyDto) => string | undefined }

/** API keys with what can be done to each. The server decides who may: one's own keys need no role. */
export function KeyTable({ environmentOf, ...table }: Props) {
  const router = useRouter()
  const [open, setOpen] = useState<{ dialog: 'edit' | 'delete'; apiKey: ApiKeyDto } | null>(null)
  const close = () => setOpen(null)
  return (
    <>
      <DataTable
        {...table}
        noun={['API key', 'API keys']}
        getRowId={({ id }) => id}
        defaultSort="-created"
        searchPlaceholder="Search API keys"
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
      />
      {open?.dialog === 'edit' ? <EditApiKeyDialog apiKey={open.apiKey} onClose={close} /> : null}
      {open?.dialog === 'delete' ? (
        <DeleteApiKeyDialog apiKey={open.apiKey} environmentId={environmentOf(open.apiKey)} onClose={close} />
      ) : null}
    </>
  )
}
