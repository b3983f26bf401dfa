// The door of the one room that talks to Kafka.
export type { KafkaConnection } from './connection'
export { parseBootstrapServers } from './connection'
export { setEgressGuard, type EgressGuard } from './egress-guard'
export { closeAllKafka, closeKafka } from './links'
export { kafkaErrorOf } from './kafka-error'
export { describeCluster, type ClusterDescription } from './clusters'
