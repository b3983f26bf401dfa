import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import {
  environmentDto,
  environmentListDto,
  type CreateEnvironmentInput,
  type UpdateEnvironmentInput,
} from '@/lib/environments/schema'
import { api, listAll, perform } from '@/lib/queries/api'
import { requests } from '@/lib/queries/requests'

const root = '/org/v2/environments'

export const environmentKeys = {
  all: ['environments'] as const,
  list: () => [...environmentKeys.all, 'list'] as const,
  one: (id: string) => [...environmentKeys.all, 'one', id] as const,
}

export const environmentsQuery = queryOptions({
  queryKey: environmentKeys.list(),
  queryFn: ({ signal }) => listAll(root, { schema: environmentListDto, signal }),
})

export const environmentQuery = (id: string) =>
  queryOptions({
    queryKey: environmentKeys.one(id),
    queryFn: ({ signal }) => api.get(`${root}/${id}`, { schema: environmentDto, signal }),
  })

const useInvalidate = () => {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: environmentKeys.all })
}

export const useCreateEnvironment = () => {
  const onSuccess = useInvalidate()
  return useMutation({
    mutationFn: async (input: CreateEnvironmentInput) =>
      (await perform(requests.environments.create(input), { schema: environmentDto })).data,
    onSuccess,
  })
}

export const useUpdateEnvironment = (id: string) => {
  const onSuccess = useInvalidate()
  return useMutation({
    mutationFn: (input: UpdateEnvironmentInput) =>
      perform(requests.environments.update(id, input), { schema: environmentDto }),
    onSuccess,
  })
}

// Open pages of what is gone would be read again first, in vain; the caller leaves them instead.
const notAwaited = (run: () => Promise<void>) => () => void run()

export const useDeleteEnvironment = (id: string) => {
  const invalidate = useInvalidate()
  return useMutation({
    mutationFn: () => perform(requests.environments.delete(id)),
    onSuccess: notAwaited(invalidate),
  })
}
