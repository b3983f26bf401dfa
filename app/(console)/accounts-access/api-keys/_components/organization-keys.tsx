'use client'

import { useQuery } from '@tanstack/react-query'
import { KeyRound, Plus } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { parseAsString, useQueryState } from 'nuqs'
import { useMemo } from 'react'
import { ErrorState } from '@/components/patterns/error-state'
import { EmptyState } from '@/components/patterns/empty-state'
import { Page } from '@/components/patterns/page'
import { useShortcut } from '@/components/patterns/shortcut-store'
import { Button } from '@/components/ui/button'
import { Combobox } from '@/components/ui/combobox'
import { Select } from '@/components/ui/select'
import { paths } from '@/lib/paths'
import { allApiKeysQuery } from '@/lib/queries/api-keys'
import { useAccountNames } from '@/lib/queries/users'
import { AccessHeader } from '../../_components/access-header'
import { keyKinds, kindOfKey } from '../../_components/account-key-columns'
import { AccountKeyTable } from '../../_components/account-key-table'

const everything = 'all'

/** Every API key of the organization that one may see, of all kinds. */
export function OrganizationKeys() {
  const router = useRouter()
  const { data: keys, error, refetch } = useQuery(allApiKeysQuery)
  const nameOf = useAccountNames()
  const [owner, setOwner] = useQueryState('owner', parseAsString.withDefault(everything))
  const [kind, setKind] = useQueryState('kind', parseAsString.withDefault(everything))
  const owners = useMemo(() => [...new Set(keys?.map(({ spec }) => spec.owner.id))], [keys])
  const shown = useMemo(
    () =>
      keys?.filter(
        (key) =>
          (owner === everything || key.spec.owner.id === owner) &&
          (kind === everything || kindOfKey(key) === kind),
      ),
    [keys, owner, kind],
  )
  useShortcut('c', 'Create an API key', () => router.push(paths.newAccessApiKey))
  const create = (
    <Button variant="primary" asChild>
      <Link href={paths.newAccessApiKey}>
        <Plus aria-hidden="true" />
        Create key
      </Link>
    </Button>
  )
  const choose = (set: (next: string | null) => unknown) => (next: string) =>
    void set(next === everything ? null : next)
  return (
    <Page isFilled>
      <AccessHeader tab="API keys" action={create} />
      <AccountKeyTable
        id="organization-keys"
        keys={shown}
        nameOf={nameOf}
        hasOwner
        isFilled
        filters={
          <>
            <Combobox
              size="sm"
              className="w-44"
              aria-label="Owner"
              noun="owners"
              value={owner}
              onValueChange={choose(setOwner)}
              options={[
                { value: everything, label: 'All owners' },
                ...owners.map((id) => ({ value: id, label: nameOf(id), hint: id })),
              ]}
            />
            <Select
              size="sm"
              aria-label="Resource"
              value={kind}
              onValueChange={choose(setKind)}
              options={[
                { value: everything, label: 'All resources' },
                ...Object.entries(keyKinds).map(([value, label]) => ({ value, label })),
              ]}
            />
          </>
        }
        error={
          error && !keys ? (
            <ErrorState title="The API keys could not be read" error={error} onRetry={() => void refetch()} />
          ) : undefined
        }
        empty={
          <EmptyState icon={<KeyRound />} title="No API keys" action={create}>
            Programs, Terraform and the CLI log in with a key and its secret. The secret is shown once.
          </EmptyState>
        }
      />
    </Page>
  )
}
