export type TopicPlace = { environmentId: string; clusterId: string; topic: string }
