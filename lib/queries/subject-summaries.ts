// The console's list of subjects, and who uses one.
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api } from '@/lib/queries/api'
import { registryPath } from '@/lib/queries/subject-requests'
import { subjectKeys } from '@/lib/queries/subjects'
import type { SchemaTypeName } from '@/lib/subjects/rest-schema'
import { subjectSummaryListDto, subjectUsageDto, type subjectStates } from '@/lib/subjects/summary-schema'

const pageSize = 150
/** An attached registry has no events of its own to say that it is back. */
const retryAwayMs = 10_000

export type SubjectSearch = {
  text: string
  type: SchemaTypeName | null
  state: (typeof subjectStates)[number]
  /** Null: every one. */
  context: string | null
}

/** In the order of their names, a page at a time. */
export const subjectSummariesQuery = (registryId: string, search: SubjectSearch) =>
  infiniteQueryOptions({
    queryKey: [...subjectKeys.all(registryId), 'summaries', search] as const,
    queryFn: ({ signal, pageParam }) =>
      api.get(registryPath(registryId, 'subject-summaries'), {
        schema: subjectSummaryListDto,
        query: { ...search, text: search.text || null, offset: pageParam, limit: pageSize },
        signal,
      }),
    initialPageParam: 0,
    getNextPageParam: ({ nextOffset }) => nextOffset ?? undefined,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.status === 'error' ? retryAwayMs : false),
  })

/** How many subjects and schemas there are, for the environment's page. */
export const subjectCountsQuery = (registryId: string) =>
  queryOptions({
    queryKey: [...subjectKeys.all(registryId), 'counts'] as const,
    queryFn: async ({ signal }) => {
      const { total, schemas } = await api.get(registryPath(registryId, 'subject-summaries'), {
        schema: subjectSummaryListDto,
        query: { limit: 1 },
        signal,
      })
      return { subjects: total, schemas }
    },
  })

/** The first subjects that match, for a switcher. */
export const siblingSubjectsQuery = (registryId: string) =>
  queryOptions({
    queryKey: [...subjectKeys.all(registryId), 'siblings'] as const,
    queryFn: async ({ signal }) =>
      (
        await api.get(registryPath(registryId, 'subject-summaries'), {
          schema: subjectSummaryListDto,
          query: { limit: 200 },
          signal,
        })
      ).data,
  })

export const subjectUsageQuery = (registryId: string, subject: string) =>
  queryOptions({
    queryKey: [...subjectKeys.one(registryId, subject), 'usage'] as const,
    queryFn: ({ signal }) =>
      api.get(registryPath(registryId, 'subject-usage'), {
        schema: subjectUsageDto,
        query: { subject },
        signal,
      }),
  })
