'use client'

import { useQuery } from '@tanstack/react-query'
import { schemaRegistriesQuery } from '@/lib/queries/schema-registries'
import { topicContractsQuery } from '@/lib/queries/schema-forms'

/** Whether a topic's keys and values have a contract: known before the form is drawn, which starts by it. */
export function useContracts(environmentId: string, topic: string) {
  const { data: registries, isPending } = useQuery(schemaRegistriesQuery(environmentId))
  const registryId = registries?.[0]?.id ?? null
  const contracts = useQuery({
    ...topicContractsQuery(registryId ?? '', topic),
    enabled: registryId !== null,
  })
  return {
    isLoading: isPending || contracts.isLoading,
    registryId,
    hasContract: contracts.data ?? { key: false, value: false },
  }
}
