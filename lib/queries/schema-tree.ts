// The door of lib/schemas/tree for pages.
import { InvalidSchemaError } from '@/lib/schemas/invalid-schema'
import { avroTree } from '@/lib/schemas/tree/avro'
import { jsonSchemaTree } from '@/lib/schemas/tree/json'
import type { TreeNode } from '@/lib/schemas/tree/node'
import { protobufTree } from '@/lib/schemas/tree/protobuf'
import type { SchemaTypeName } from '@/lib/subjects/rest-schema'

export type { TreeNode }

const trees: Record<SchemaTypeName, (text: string) => TreeNode> = {
  AVRO: avroTree,
  JSON: jsonSchemaTree,
  PROTOBUF: protobufTree,
}

/** The tree, or why the text cannot be read. */
export function schemaTree(type: SchemaTypeName, text: string): { tree: TreeNode } | { problem: string } {
  try {
    return { tree: trees[type](text) }
  } catch (error) {
    if (error instanceof InvalidSchemaError) return { problem: error.message }
    throw error
  }
}
