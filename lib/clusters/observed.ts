// The column `observed`: what the worker found of a local cluster.
import { z } from 'zod'
import type { KafkaCluster } from '@/lib/generated/prisma/client'
import { observedBroker, observedCertificate, observedListener } from '@/lib/clusters/observed-schema'

const observed = z.object({
  brokers: z.array(observedBroker).default([]),
  listeners: z.array(observedListener).default([]),
  certificate: observedCertificate.optional(),
})
export type Observed = z.infer<typeof observed>

export const readObserved = (row: Pick<KafkaCluster, 'observed'>): Observed => observed.parse(row.observed)
