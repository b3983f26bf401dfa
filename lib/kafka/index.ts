// The door of the one room that talks to Kafka.
export { parseBootstrapServers, type KafkaConnection } from './connection'
export { setEgressGuard, type EgressGuard } from './egress-guard'
export { closeAllKafka, closeKafka } from './links'
export { kafkaErrorOf } from './kafka-error'
export { describeCluster, type ClusterDescription } from './clusters'
export {
  createPartitions,
  createTopic,
  defaultTopicConfigs,
  deleteTopic,
  describeTopic,
  describeTopics,
  listTopics,
  listTopicsSoon,
  type NewTopic,
  type TopicDescription,
  type TopicPartition,
} from './topics'
export {
  alterClusterConfigs,
  alterTopicConfigs,
  describeBrokerConfigs,
  describeClusterConfigs,
  describeConfigsOfTopics,
  describeTopicConfigs,
  type ConfigChange,
  type ConfigEntry,
  type ConfigSource,
  type ConfigType,
} from './configs'
export {
  listOffsets,
  listTopicOffsets,
  type FoundOffset,
  type OffsetPosition,
  type OffsetQuery,
  type TopicOffsets,
} from './offsets'
export { listReassignments, type PartitionReassignment } from './reassignments'
export { describeLogDirs, type ReplicaSize } from './log-dirs'
export {
  deleteGroup,
  describeGroups,
  groupOffsets,
  listGroups,
  type CommittedOffset,
  type GroupDescription,
  type GroupListing,
  type GroupMember,
  type GroupState,
} from './groups'
export { commitGroupOffsets, deleteGroupOffsets, type GroupPosition } from './group-commits'
export {
  createAcls,
  deleteAcls,
  describeAcls,
  type AclBinding,
  type AclFilter,
  type AclOperation,
} from './acls'
export { deleteScramUser, listScramUsers, upsertScramUser, type ScramPassword } from './scram-users'
export { alterUserQuotas, describeUserQuotas, type UserQuota } from './client-quotas'
export { testConnection, type ConnectionLayer, type ConnectionTest } from './test-connection'
export {
  openProducer,
  type KafkaProducer,
  type ProducerOptions,
  type ProducerStats,
  type RecordToSend,
} from './producer'
export {
  openTransactionalProducer,
  type TransactionalOptions,
  type TransactionalProducer,
} from './transactional-producer'
export { ProducerFenced } from './transactions'
export { produce, produceEach, type ProducedRecord, type RecordOfTopic } from './produce'
export { fetchFrom, fetchNewest, type FetchedRecords, type FromQuery, type NewestQuery } from './viewer'
export type { ViewedRecord } from './record-batch'
export type { SkippedRecords } from './committed-records'
export {
  openPartitionReader,
  type PartitionReader,
  type PartitionReaderOptions,
  type ReadPosition,
} from './partition-reader'
export { OffsetOutOfRange, TopicGone, UnreadableBatch } from './reader-failures'
export type { RawRecords } from './raw-records'
export { tail, type TailQuery } from './tail'
