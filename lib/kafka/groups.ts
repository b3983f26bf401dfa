import {
  consumerGroupDescribeV0,
  decodeConsumerProtocolAssignment,
  deleteGroupsV2,
  describeGroupsV5,
  listGroupsV4,
  listGroupsV5,
  offsetFetchV8,
} from '@platformatic/kafka'
import type { KafkaConnection } from './connection'
import { coordinatorOf, coordinatorsOf, onceLoaded } from './coordinators'
import { itemError } from './kafka-error'
import type { KafkaLink } from './link'
import { linkTo } from './links'

/** As Confluent spells them: STABLE, EMPTY, DEAD, PREPARING_REBALANCE, COMPLETING_REBALANCE, ASSIGNING, RECONCILING, UNKNOWN. */
export type GroupState = string
export type GroupListing = {
  groupId: string
  state: GroupState
  type: 'classic' | 'consumer' | 'share' | 'streams'
  protocolType: string
  coordinator: number
}
export type GroupMember = {
  memberId: string
  /** The static member's name, when it has one. */
  instanceId: string | null
  clientId: string
  host: string
  assignments: { topic: string; partitions: number[] }[]
}
export type GroupDescription = {
  groupId: string
  state: GroupState
  type: 'classic' | 'consumer'
  /** Partition assignor: `range`, `cooperative-sticky`, `uniform` …; empty without members. */
  assignor: string
  coordinator: number
  members: GroupMember[]
}
export type CommittedOffset = { topic: string; partition: number; offset: bigint; metadata: string | null }

const LIST_GROUPS = 16
const CONSUMER_GROUP_DESCRIBE = 69
const GROUP_ID_NOT_FOUND = 69
const UNSUPPORTED_VERSION = 35

/** All consumer groups (classic and KIP-848) of all brokers, sorted by id. Groups of other protocols (Connect) are left out. */
export async function listGroups(connection: KafkaConnection): Promise<GroupListing[]> {
  const link = linkTo(connection)
  const api = (await link.highestVersion(LIST_GROUPS)) >= 5 ? listGroupsV5.api : listGroupsV4.api
  const brokers = await link.brokerIds()
  const answers = await Promise.all(
    brokers.map(async (coordinator) => {
      const { groups } = await link.call('Listing consumer groups', coordinator, api, [], [])
      return groups.map((group) => ({
        groupId: group.groupId,
        state: stateOf(group.groupState),
        type: (group.groupType?.toLowerCase() ?? 'classic') as GroupListing['type'],
        protocolType: group.protocolType,
        coordinator,
      }))
    }),
  )
  return answers
    .flat()
    .filter(({ protocolType }) => protocolType === 'consumer' || protocolType === '')
    .sort((a, b) => (a.groupId < b.groupId ? -1 : 1))
}

/** These groups with their members; groups that do not exist are left out. */
export async function describeGroups(
  connection: KafkaConnection,
  groupIds: string[],
): Promise<GroupDescription[]> {
  if (groupIds.length === 0) return []
  return onceLoaded(() => describeFound(linkTo(connection), groupIds))
}

async function describeFound(link: KafkaLink, groupIds: string[]): Promise<GroupDescription[]> {
  const hasNewProtocol = (await link.highestVersion(CONSUMER_GROUP_DESCRIBE)) >= 0
  const byCoordinator = await coordinatorsOf(link, groupIds)
  const found = await Promise.all(
    [...byCoordinator].map(async ([coordinator, ids]) => {
      const modern = hasNewProtocol ? await describeModern(link, coordinator, ids) : []
      const seen = new Set(modern.map(({ groupId }) => groupId))
      const rest = ids.filter((id) => !seen.has(id))
      return [...modern, ...(await describeClassic(link, coordinator, rest))]
    }),
  )
  return found.flat()
}

/** Committed offsets of a group, of all topics; a partition without a commit is left out. */
export async function groupOffsets(connection: KafkaConnection, groupId: string): Promise<CommittedOffset[]> {
  const link = linkTo(connection)
  const coordinator = await coordinatorOf(link, groupId)
  const request = [{ groupId, memberId: null, memberEpoch: -1, topics: null }]
  const answer = await link.call('Reading committed offsets', coordinator, offsetFetchV8.api, request, false)
  return answer.groups.flatMap(({ topics }) =>
    topics.flatMap(({ name, partitions }) =>
      partitions
        .filter(({ committedOffset }) => committedOffset >= 0n)
        .map(({ partitionIndex, committedOffset, metadata }) => ({
          topic: name,
          partition: partitionIndex,
          offset: committedOffset,
          metadata: metadata ?? null,
        })),
    ),
  )
}

/** Deletes a group without members. Throws `conflict` while it has some, `not_found` when there is none. */
export async function deleteGroup(connection: KafkaConnection, groupId: string): Promise<void> {
  const link = linkTo(connection)
  const coordinator = await coordinatorOf(link, groupId)
  const answer = await link.callPartial('Deleting a consumer group', coordinator, deleteGroupsV2.api, [
    groupId,
  ])
  const errorCode = answer.results[0]?.errorCode ?? 0
  if (errorCode !== 0) throw itemError(errorCode, null, `Consumer group ${groupId}`)
}

async function describeModern(
  link: KafkaLink,
  coordinator: number,
  ids: string[],
): Promise<GroupDescription[]> {
  const answer = await link.callPartial(
    'Describing consumer groups',
    coordinator,
    consumerGroupDescribeV0.api,
    ids,
    false,
  )
  return answer.groups.flatMap((group): GroupDescription[] => {
    if (group.errorCode === GROUP_ID_NOT_FOUND || group.errorCode === UNSUPPORTED_VERSION) return []
    if (group.errorCode !== 0)
      throw itemError(group.errorCode, group.errorMessage ?? null, `Consumer group ${group.groupId}`)
    const members = group.members.map((member) => ({
      memberId: member.memberId,
      instanceId: member.instanceId ?? null,
      clientId: member.clientId,
      host: member.clientHost.replace(/^\//, ''),
      assignments: member.assignment.topicPartitions.map(({ topicName, partitions }) => ({
        topic: topicName,
        partitions: inOrder(partitions),
      })),
    }))
    const { groupId, groupState, assignorName } = group
    return [
      { groupId, state: stateOf(groupState), type: 'consumer', assignor: assignorName, coordinator, members },
    ]
  })
}

async function describeClassic(
  link: KafkaLink,
  coordinator: number,
  ids: string[],
): Promise<GroupDescription[]> {
  if (ids.length === 0) return []
  const answer = await link.callPartial(
    'Describing consumer groups',
    coordinator,
    describeGroupsV5.api,
    ids,
    false,
  )
  return answer.groups.flatMap((group): GroupDescription[] => {
    // Kafka describes a group that it does not know as a dead one.
    if (group.errorCode === GROUP_ID_NOT_FOUND || group.groupState === 'Dead') return []
    if (group.errorCode !== 0) throw itemError(group.errorCode, null, `Consumer group ${group.groupId}`)
    const members = group.members.map((member) => ({
      memberId: member.memberId,
      instanceId: member.groupInstanceId ?? null,
      clientId: member.clientId,
      host: member.clientHost.replace(/^\//, ''),
      assignments: classicAssignments(member.memberAssignment),
    }))
    const { groupId, groupState, protocolData } = group
    return [
      { groupId, state: stateOf(groupState), type: 'classic', assignor: protocolData, coordinator, members },
    ]
  })
}

// Other clients may write anything there: an assignment that cannot be read is shown as none.
function classicAssignments(bytes: Buffer): GroupMember['assignments'] {
  if (bytes.length === 0) return []
  try {
    return decodeConsumerProtocolAssignment(bytes).assignedPartitions.map(({ topic, partitions }) => ({
      topic,
      partitions: inOrder(partitions),
    }))
  } catch {
    return []
  }
}

const stateOf = (wire: string): GroupState => wire.replace(/([a-z])([A-Z])/g, '$1_$2').toUpperCase()

const inOrder = (partitions: number[]): number[] => [...partitions].sort((a, b) => a - b)
