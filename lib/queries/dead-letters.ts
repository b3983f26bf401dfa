import { queryOptions, useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query'
import {
  deadLetterDto,
  deadLetterListDto,
  redriveAllDto,
  redriveDtoList,
  type RedriveAll,
  type RedriveAllInput,
  type RedriveInput,
} from '@/lib/connectors/dead-letters/schema'
import { api } from '@/lib/queries/api'

const root = (clusterId: string, name: string): string =>
  `/api/console/clusters/${clusterId}/connectors/${encodeURIComponent(name)}/dead-letters`

export type DeadLetterSearch = {
  from: 'latest' | 'beginning' | 'timestamp'
  timestamp?: number
  before?: string
  max: number
}

export const deadLetterKeys = {
  connector: (clusterId: string, name: string) => ['dead-letters', clusterId, name] as const,
  list: (clusterId: string, name: string, search: DeadLetterSearch) =>
    [...deadLetterKeys.connector(clusterId, name), 'list', search] as const,
  one: (clusterId: string, name: string, partition: number, offset: string) =>
    [...deadLetterKeys.connector(clusterId, name), 'one', partition, offset] as const,
}

export const deadLettersQuery = (clusterId: string, name: string, search: DeadLetterSearch) =>
  queryOptions({
    queryKey: deadLetterKeys.list(clusterId, name, search),
    queryFn: ({ signal }) =>
      api.get(root(clusterId, name), { query: search, schema: deadLetterListDto, signal }),
    staleTime: 2_000,
  })

/** One with its whole failure and payloads of up to 512 KB. */
export const deadLetterQuery = (
  clusterId: string,
  name: string,
  { partition, offset }: { partition: number; offset: string },
) =>
  queryOptions({
    queryKey: deadLetterKeys.one(clusterId, name, partition, offset),
    queryFn: ({ signal }) =>
      api.get(`${root(clusterId, name)}/${partition}/${offset}`, { schema: deadLetterDto, signal }),
  })

const refresh = (client: QueryClient, clusterId: string, name: string) =>
  client.invalidateQueries({ queryKey: deadLetterKeys.connector(clusterId, name) })

export const useRedrive = (clusterId: string, name: string) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (input: RedriveInput) =>
      (await api.post(`${root(clusterId, name)}/redrive`, { body: input, schema: redriveDtoList })).data,
    onSettled: () => refresh(client, clusterId, name),
  })
}

/** All turns over the queue, one after another, until the end or until `signal` says so. */
export const useRedriveAll = (clusterId: string, name: string) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (given: {
      input: RedriveAllInput
      signal: AbortSignal
      onTurn: (turn: RedriveAll) => void
    }) => {
      let { cursor, until } = given.input
      do {
        const turn: RedriveAll = await api.post(`${root(clusterId, name)}/redrive-all`, {
          body: { ...given.input, cursor, until },
          schema: redriveAllDto,
        })
        given.onTurn(turn)
        ;({ until } = turn)
        cursor = turn.cursor ?? undefined
      } while (cursor !== undefined && !given.signal.aborted)
    },
    onSettled: () => refresh(client, clusterId, name),
  })
}
