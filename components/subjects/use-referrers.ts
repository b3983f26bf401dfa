import { useQueries } from '@tanstack/react-query'
import { referencedByQuery } from '@/lib/queries/subjects'

const readAtMost = 50

/** Ids of the schemas that refer to these versions of a subject. */
export function useReferrers(registryId: string, subject: string, versions: readonly number[]): number[] {
  const read = useQueries({
    queries: versions.slice(-readAtMost).map((version) => referencedByQuery(registryId, subject, version)),
  })
  return [...new Set(read.flatMap(({ data }) => data ?? []))]
}
