'use client'

import { useQuery } from '@tanstack/react-query'
import { Table2 } from 'lucide-react'
import Link from 'next/link'
import { EmptyState } from '@/components/patterns/empty-state'
import { Button } from '@/components/ui/button'
import { paths } from '@/lib/paths'
import { clustersQuery } from '@/lib/queries/clusters'
import type { RegistryDto } from '@/lib/schema-registries/schema'
import { CreateSchemaButton } from './create-schema-button'

/** The three ways in which a first subject comes about. */
export function FirstSchema({ environmentId, registry }: { environmentId: string; registry: RegistryDto }) {
  const { data: clusters } = useQuery(clustersQuery(environmentId))
  const [cluster] = clusters ?? []
  return (
    <EmptyState
      icon={<Table2 />}
      title="No subjects yet"
      action={
        <>
          <CreateSchemaButton registry={registry} />
          {cluster ? (
            <>
              <Button asChild>
                <Link href={paths.connectorWizard(environmentId, cluster.id, 'DatagenSource')}>
                  Launch sample data
                </Link>
              </Button>
              <Button asChild>
                <Link href={paths.clients(environmentId, cluster.id)}>Set up a client</Link>
              </Button>
            </>
          ) : null}
        </>
      }
    >
      A subject keeps the versions of a topic’s schema, so that producers and consumers agree on what records
      look like. Write a schema here, choose AVRO as the output of sample data, or produce with a serializer:
      it registers its schema by itself.
    </EmptyState>
  )
}
