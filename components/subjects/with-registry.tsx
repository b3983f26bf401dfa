'use client'

import { useQuery } from '@tanstack/react-query'
import { Lock } from 'lucide-react'
import type { ReactNode } from 'react'
import { EmptyState } from '@/components/patterns/empty-state'
import { ErrorState } from '@/components/patterns/error-state'
import { schemaRegistriesQuery } from '@/lib/queries/schema-registries'
import type { RegistryDto } from '@/lib/schema-registries/schema'

/** Renders once the environment's registry is known, or says why there is none to show. */
export function WithRegistry(props: {
  environmentId: string
  /** Shown until it is known. */
  fallback?: ReactNode
  children: (registry: RegistryDto) => ReactNode
}) {
  const { data, error, refetch } = useQuery(schemaRegistriesQuery(props.environmentId))
  const [registry] = data ?? []
  if (registry) return props.children(registry)
  if (data)
    return (
      <EmptyState icon={<Lock />} title="Your roles do not show this Schema Registry">
        It is seen with the role DataDiscovery of the environment, or with a role on one of its subjects.
      </EmptyState>
    )
  return error ? (
    <ErrorState title="The Schema Registry could not be read" error={error} onRetry={() => void refetch()} />
  ) : (
    props.fallback
  )
}
