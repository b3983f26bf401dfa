'use client'

import { useMemo, type ReactNode } from 'react'
import { KeyTable } from '@/components/api-keys/key-table'
import type { ApiKeyDto } from '@/lib/api-keys/schema'
import { parseCrn } from '@/lib/crn'
import { accountKeyColumns } from './account-key-columns'
import { environmentsIn, usePlaceNames } from './place-names'

export const environmentOfKey = ({ spec }: ApiKeyDto): string | undefined =>
  parseCrn(spec.resource.resource_name)?.environmentId

/** API keys of all kinds, of one account or (with the owner's column) of all. */
export function AccountKeyTable(props: {
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
  const { keys, nameOf, hasOwner, ...table } = props
  const environmentIds = useMemo(
    () => environmentsIn(keys?.map(({ spec }) => spec.resource.resource_name) ?? []),
    [keys],
  )
  const names = usePlaceNames(environmentIds)
  const columns = useMemo(() => accountKeyColumns(nameOf, names, hasOwner), [nameOf, names, hasOwner])
  return (
    <KeyTable
      {...table}
      columns={columns}
      rows={keys}
      environmentOf={environmentOfKey}
      urlPrefix={hasOwner ? '' : 'key-'}
      hasSearch={hasOwner}
      hasColumnChooser={hasOwner}
    />
  )
}
