// What schema types, compatibility levels and modes are called, and what each of them means.
import type { CompatibilityLevelName, ModeName, SchemaTypeName } from '@/lib/subjects/rest-schema'

export const schemaTypeNames: Record<SchemaTypeName, string> = {
  AVRO: 'Avro',
  JSON: 'JSON Schema',
  PROTOBUF: 'Protobuf',
}

export const levelWords: Record<CompatibilityLevelName, { name: string; meaning: string }> = {
  BACKWARD: {
    name: 'Backward',
    meaning: 'A reader with the new version reads what the version before it wrote. Upgrade consumers first.',
  },
  BACKWARD_TRANSITIVE: {
    name: 'Backward transitive',
    meaning: 'A reader with the new version reads what every earlier version wrote. Upgrade consumers first.',
  },
  FORWARD: {
    name: 'Forward',
    meaning: 'A reader with the version before reads what the new one writes. Upgrade producers first.',
  },
  FORWARD_TRANSITIVE: {
    name: 'Forward transitive',
    meaning: 'A reader with any earlier version reads what the new one writes. Upgrade producers first.',
  },
  FULL: {
    name: 'Full',
    meaning: 'The new version and the one before read each other’s data. Upgrade in any order.',
  },
  FULL_TRANSITIVE: {
    name: 'Full transitive',
    meaning: 'The new version and every earlier one read each other’s data. Upgrade in any order.',
  },
  NONE: {
    name: 'None',
    meaning: 'Nothing is checked: any schema is taken, and readers may fail on data that they cannot read.',
  },
}

export const modeWords: Record<ModeName, { name: string; meaning: string }> = {
  READWRITE: { name: 'Read and write', meaning: 'Schemas are read, registered and deleted.' },
  READONLY: {
    name: 'Read only',
    meaning:
      'Schemas are read; registering and deleting are refused. A subject may have another mode of its own.',
  },
  READONLY_OVERRIDE: {
    name: 'Read only, everywhere',
    meaning: 'As read only, and over whatever mode subjects have of their own.',
  },
  IMPORT: {
    name: 'Import',
    meaning:
      'Schemas are taken with the ids and version numbers that they come with, and compatibility is not checked.',
  },
  FORWARD: {
    name: 'Forward',
    meaning: 'A mirror: what is registered here goes on to the registry that this one follows.',
  },
}
