'use client'

import { Plus } from 'lucide-react'
import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { paths } from '@/lib/paths'
import { useDeniedReason } from '@/lib/queries/session'
import type { RegistryDto } from '@/lib/schema-registries/schema'

/** Open to whoever may write some subject of the registry. */
export const useMayCreateSchema = ({ id, spec }: RegistryDto): string | undefined =>
  useDeniedReason('subjects:write', {
    environmentId: spec.environment.id,
    registryId: id,
    anywhere: true,
  })

export function CreateSchemaButton({ registry }: { registry: RegistryDto }) {
  const denied = useMayCreateSchema(registry)
  if (denied)
    return (
      <Button variant="primary" disabledReason={denied}>
        Create schema
      </Button>
    )
  return (
    <Button variant="primary" asChild>
      <Link href={paths.newSchema(registry.spec.environment.id)}>
        <Plus aria-hidden="true" />
        Create schema
      </Link>
    </Button>
  )
}
