'use client'

import { useQuery } from '@tanstack/react-query'
import { ArrowRight } from 'lucide-react'
import Link from 'next/link'
import { RegistryFacts } from '@/components/subjects/registry-facts'
import { Button } from '@/components/ui/button'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { Skeleton } from '@/components/ui/skeleton'
import { paths } from '@/lib/paths'
import { schemaRegistriesQuery } from '@/lib/queries/schema-registries'

/** The environment's Schema Registry in short. Who may not see it sees no panel. */
export function GovernancePanel({ environmentId }: { environmentId: string }) {
  const { data } = useQuery(schemaRegistriesQuery(environmentId))
  const [registry] = data ?? []
  if (data && !registry) return null
  return (
    <Card className="mt-2 max-w-180">
      <CardHeader
        title="Stream Governance"
        aside={
          <Button size="sm" asChild>
            <Link href={paths.schemaRegistry(environmentId)}>
              Schema Registry
              <ArrowRight aria-hidden="true" />
            </Link>
          </Button>
        }
      />
      <CardBody>{registry ? <RegistryFacts registry={registry} /> : <Skeleton className="h-36" />}</CardBody>
    </Card>
  )
}
