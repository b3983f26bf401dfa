import {
  alterClientQuotasV1,
  ClientQuotaEntityTypes,
  ClientQuotaKeys,
  ClientQuotaMatchTypes,
  describeClientQuotasV1,
} from '@platformatic/kafka'
import type { KafkaConnection } from './connection'
import { itemError } from './kafka-error'
import { linkTo } from './links'

/** Bytes per second that each broker takes from, or gives to, one user; null is no limit. `user` null is everybody without one. */
export type UserQuota = {
  user: string | null
  producerByteRate: number | null
  consumerByteRate: number | null
}

const { USER } = ClientQuotaEntityTypes
const { PRODUCER_BYTE_RATE, CONSUMER_BYTE_RATE } = ClientQuotaKeys

/** Quotas of users (KIP-546), not of client ids or addresses. */
export async function describeUserQuotas(connection: KafkaConnection): Promise<UserQuota[]> {
  const answer = await linkTo(connection).call(
    'Reading client quotas',
    'any',
    describeClientQuotasV1.api,
    [{ entityType: USER, matchType: ClientQuotaMatchTypes.ANY }],
    true,
  )
  return (answer.entries ?? []).map(({ entity, values }) => {
    const rates = new Map(values.map(({ key, value }) => [key, value]))
    return {
      user: entity[0]?.entityName ?? null,
      producerByteRate: rates.get(PRODUCER_BYTE_RATE) ?? null,
      consumerByteRate: rates.get(CONSUMER_BYTE_RATE) ?? null,
    }
  })
}

/** Sets both rates of each named user, or takes them away where they are null; other users and other kinds of quota stay. */
export async function alterUserQuotas(connection: KafkaConnection, quotas: UserQuota[]): Promise<void> {
  if (quotas.length === 0) return
  const entries = quotas.map(({ user, producerByteRate, consumerByteRate }) => ({
    entities: [{ entityType: USER, entityName: user }],
    ops: [rateOp(PRODUCER_BYTE_RATE, producerByteRate), rateOp(CONSUMER_BYTE_RATE, consumerByteRate)],
  }))
  const answer = await linkTo(connection).callPartial(
    'Changing client quotas',
    'controller',
    alterClientQuotasV1.api,
    entries,
    false,
  )
  const failed = answer.entries.find(({ errorCode }) => errorCode !== 0)
  if (failed !== undefined)
    throw itemError(
      failed.errorCode,
      failed.errorMessage ?? null,
      `Quota of ${failed.entity[0]?.entityName ?? 'everybody'}`,
    )
}

type RateKey = typeof PRODUCER_BYTE_RATE | typeof CONSUMER_BYTE_RATE

const rateOp = (key: RateKey, value: number | null) =>
  value === null ? { key, remove: true as const } : { key, value, remove: false as const }
