// What Kafka Connect's names of stages and exceptions mean, in words.
const stages: Record<string, string> = {
  TASK_PUT: 'Writing to the target',
  TASK_POLL: 'Reading from the source',
  TRANSFORMATION: 'Transforming',
  KEY_CONVERTER: 'Reading the key',
  VALUE_CONVERTER: 'Reading the value',
  HEADER_CONVERTER: 'Reading the headers',
  KAFKA_CONSUME: 'Reading from Kafka',
  KAFKA_PRODUCE: 'Writing to Kafka',
}

export const stageWord = (stage: string | null): string =>
  stage === null ? 'Unknown' : (stages[stage] ?? stage)

/** Without its Java package. */
export const shortClass = (name: string): string => name.split('.').at(-1) ?? name
