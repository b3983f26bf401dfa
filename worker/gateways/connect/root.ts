import { z } from 'zod'
import { authorizeFilteredList } from '@/lib/context'
import { connectVersion } from '@/lib/connectors/kafka-connect/version'
import { operation } from './operation'

// GET / – version and Kafka cluster
export const GET = operation({
  id: 'root',
  permission: 'connectors:read',
  isFiltered: true,
  response: z.object({ version: z.string(), commit: z.string(), kafka_cluster_id: z.string() }),
  run: ({ ctx, cluster }) => {
    authorizeFilteredList(ctx, 'connectors:read')
    return Promise.resolve({ ...connectVersion, kafka_cluster_id: cluster.id })
  },
})
