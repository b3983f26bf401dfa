'use client'

import { useQuery } from '@tanstack/react-query'
import { KeyRound } from 'lucide-react'
import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { Facts } from '@/components/ui/card'
import { CopyableId } from '@/components/ui/copy-button'
import { formatInteger, plural } from '@/lib/format/numbers'
import { paths } from '@/lib/paths'
import { apiKeysQuery } from '@/lib/queries/api-keys'
import { subjectCountsQuery } from '@/lib/queries/subject-summaries'
import type { RegistryDto } from '@/lib/schema-registries/schema'

const packages = { ESSENTIALS: 'Essentials', ADVANCED: 'Advanced' } as const

/** Package, endpoint, id, credentials and what is in it. */
export function RegistryFacts({ registry }: { registry: RegistryDto }) {
  const { id, spec } = registry
  const keys = useQuery(apiKeysQuery(id)).data
  const counts = useQuery(subjectCountsQuery(id)).data
  return (
    <Facts
      items={[
        { label: 'Package', value: packages[spec.package] },
        {
          label: 'Endpoint',
          value: <CopyableId id={spec.http_endpoint} label="Copy the endpoint" className="-my-0.75" />,
        },
        { label: 'ID', value: <CopyableId id={id} label="Copy the registry id" className="-my-0.75" /> },
        {
          label: 'Credentials',
          value: (
            <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
              {keys ? plural(keys.length, 'API key') : '–'}
              <Button asChild size="xs" className="-my-0.5">
                <Link href={paths.newRegistryKey(spec.environment.id)}>
                  <KeyRound aria-hidden="true" />
                  Add key
                </Link>
              </Button>
            </span>
          ),
        },
        { label: 'Subjects', value: counts ? formatInteger(counts.subjects) : '–' },
        ...(counts?.schemas === null
          ? []
          : [{ label: 'Schemas', value: counts ? formatInteger(counts.schemas) : '–' }]),
      ]}
    />
  )
}
