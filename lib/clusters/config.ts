// Kinds of clusters as Confluent has them, and what of them this machine can be.
import type { ClusterConfig, CreateClusterInput } from '@/lib/clusters/schema'
import { AppError } from '@/lib/errors'
import type { KafkaCluster } from '@/lib/generated/prisma/client'

const path = 'spec.config.kind'
const refused = (at: string, message: string): AppError =>
  new AppError('invalid', message, { fields: [{ path: at, message }] })

/** 501 for what Confluent's cloud has and one machine has not. */
export function requireOffered({ config, network, byok }: CreateClusterInput['spec']): void {
  if (config.kind === 'Enterprise' || config.kind === 'Freight')
    throw notOffered(
      `${config.kind} clusters need Confluent’s own cloud storage, which this machine has not. Choose Basic, Standard or Dedicated.`,
    )
  if (network) throw notOffered('Private networks do not exist here. Leave spec.network out.')
  if (byok || config.encryption_key)
    throw notOffered(
      'Encryption with a key of your own does not exist here. Leave spec.byok and encryption_key out.',
    )
  if (config.zones?.length) throw notOffered('This machine has no zones. Leave zones out.')
}

const notOffered = (message: string): AppError => new AppError('not_implemented', message)

export function requireUnits(kind: string, availability: string, cku: number | undefined): void {
  if (kind === 'Dedicated' && ['MULTI_ZONE', 'HIGH'].includes(availability) && (cku ?? 0) < 2)
    throw refused('spec.config.cku', `${availability} needs at least two CKUs.`)
}

/** The column that the kind's units are kept in. */
export const unitsOf = ({ cku, max_ecku }: ClusterConfig): number | null => cku ?? max_ecku ?? null

/** From Basic to Standard is the only way from one kind to another; units may change in both directions. */
export function requireUpgrade(cluster: KafkaCluster, config: ClusterConfig): void {
  if (config.kind === cluster.kind) return
  if (cluster.provider === 'EXTERNAL')
    throw refused(path, 'An attached cluster has no type that could be changed: it is run elsewhere.')
  if (cluster.kind === 'Basic' && config.kind === 'Standard') return
  throw refused(
    path,
    `A ${cluster.kind} cluster cannot become ${config.kind}. Only Basic clusters change, and only to Standard.`,
  )
}
