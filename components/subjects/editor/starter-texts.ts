import type { SchemaTypeName } from '@/lib/subjects/rest-schema'

/** A first schema of each type, with a name made of the subject's. */
export const starterText = (type: SchemaTypeName, subject: string): string =>
  starters[type](recordName(subject))

export function recordName(subject: string): string {
  const words = subject
    .replace(/^:\.[^:]*:/, '')
    .replace(/-(value|key)$/, (_, part: string) => (part === 'key' ? ' key' : ''))
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean)
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
  return /^[A-Za-z]/.test(name) ? name : `Record${name}`
}

const starters: Record<SchemaTypeName, (name: string) => string> = {
  AVRO: (name) => `{
  "type": "record",
  "name": "${name}",
  "fields": [
    { "name": "id", "type": "long" },
    { "name": "name", "type": "string", "doc": "What people call it" },
    { "name": "note", "type": ["null", "string"], "default": null }
  ]
}
`,
  JSON: (name) => `{
  "$schema": "http://json-schema.org/draft-07/schema#",
  "title": "${name}",
  "type": "object",
  "properties": {
    "id": { "type": "integer" },
    "name": { "type": "string", "description": "What people call it" },
    "note": { "type": "string" }
  },
  "required": ["id", "name"],
  "additionalProperties": false
}
`,
  PROTOBUF: (name) => `syntax = "proto3";

message ${name} {
  int64 id = 1;
  string name = 2;
  optional string note = 3;
}
`,
}
