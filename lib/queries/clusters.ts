import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import { connectionTestResult, type ExternalKafka } from '@/lib/clusters/external-schema'
import { clusterLimits } from '@/lib/clusters/limits-schema'
import {
  clusterDto,
  clusterListDto,
  type ClusterDto,
  type createClusterInput,
  type updateClusterInput,
} from '@/lib/clusters/schema'
import { api, listAll, perform } from '@/lib/queries/api'
import { requests } from '@/lib/queries/requests'

const root = '/cmk/v2/clusters'

export const clusterKeys = {
  all: ['clusters'] as const,
  list: (environmentId: string) => [...clusterKeys.all, environmentId] as const,
  one: (environmentId: string, id: string) => [...clusterKeys.all, environmentId, id] as const,
  limits: (environmentId: string) => ['cluster-limits', environmentId] as const,
}

export const clustersQuery = (environmentId: string) =>
  queryOptions({
    queryKey: clusterKeys.list(environmentId),
    queryFn: ({ signal }) =>
      listAll(root, { schema: clusterListDto, query: { environment: environmentId }, signal }),
  })

export const clusterQuery = (environmentId: string, id: string) =>
  queryOptions({
    queryKey: clusterKeys.one(environmentId, id),
    queryFn: ({ signal }) =>
      api.get(`${root}/${id}`, { schema: clusterDto, query: { environment: environmentId }, signal }),
  })

/** What a new cluster may take of this machine, as it is when the form opens. */
export const clusterLimitsQuery = (environmentId: string) =>
  queryOptions({
    queryKey: clusterKeys.limits(environmentId),
    queryFn: ({ signal }) =>
      api.get('/api/console/clusters/limits', {
        schema: clusterLimits,
        query: { environment: environmentId },
        signal,
      }),
    staleTime: 10_000,
  })

const useInvalidate = () => {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: clusterKeys.all })
}

export const useCreateCluster = () => {
  const onSuccess = useInvalidate()
  return useMutation({
    mutationFn: async (input: z.input<typeof createClusterInput>) =>
      (await perform(requests.clusters.create(input), { schema: clusterDto })).data,
    gcTime: 0,
    onSuccess,
  })
}

export const useRenameCluster = (environmentId: string, id: string) => {
  const onSuccess = useInvalidate()
  return useMutation({
    mutationFn: (displayName: string) =>
      perform(requests.clusters.update(environmentId, id, { display_name: displayName }), {
        schema: clusterDto,
      }),
    onSuccess,
  })
}

export type ClusterChange = Omit<z.input<typeof updateClusterInput>['spec'], 'environment'>

export const useUpdateCluster = (environmentId: string, id: string) => {
  const onSuccess = useInvalidate()
  return useMutation({
    mutationFn: (spec: ClusterChange) =>
      perform(requests.clusters.update(environmentId, id, spec), { schema: clusterDto }),
    gcTime: 0,
    onSuccess,
  })
}

// Open pages of what is gone would be read again first, in vain; the caller leaves them instead.
const notAwaited = (run: () => Promise<void>) => () => void run()

export const useDeleteCluster = (environmentId: string, id: string) => {
  const invalidate = useInvalidate()
  return useMutation({
    mutationFn: () => perform(requests.clusters.delete(environmentId, id)),
    onSuccess: notAwaited(invalidate),
  })
}

/** Of an attached cluster, with its stored password when none is given; of a new one without `clusterId`. */
export const useTestConnection = (clusterId?: string) =>
  useMutation({
    mutationFn: (input: ExternalKafka) =>
      api.post(
        clusterId === undefined
          ? '/api/console/clusters/test-connection'
          : `/api/console/clusters/${clusterId}/test-connection`,
        { body: input, schema: connectionTestResult },
      ),
    gcTime: 0,
  })

/** host:port of the cluster without its protocol; undefined while it is being provisioned. */
export const bootstrapServerOf = ({ spec }: ClusterDto): string | undefined =>
  spec.kafka_bootstrap_endpoint?.replace(/^[A-Z_]+:\/\//, '')

/** SASL_PLAINTEXT, SSL …, as clients spell it in security.protocol. */
export const protocolOf = ({ spec }: ClusterDto): string =>
  /^([A-Z_]+):\/\//.exec(spec.kafka_bootstrap_endpoint ?? '')?.[1] ?? 'SASL_PLAINTEXT'
