import type { TaskAssignment, TaskConfig, TopicPartition } from '../runtime'

type OfRuntime = { className: string; runtimeModule: string }

export type ThreadJob =
  /** A dry connection to the target: answers TargetCheck. */
  | (OfRuntime & { kind: 'check-target'; config: TaskConfig })
  /** What the target stores of a sink's offsets is replaced (null: forgotten). Answers whether it stores any. */
  | (OfRuntime & {
      kind: 'alter-offsets'
      assignment: TaskAssignment
      positions: readonly (TopicPartition & { offset: number | null })[]
    })
  /** What the configuration would make of real records: answers ConnectorPreviewDto. */
  | (OfRuntime & { kind: 'preview'; assignment: TaskAssignment; count: number })
