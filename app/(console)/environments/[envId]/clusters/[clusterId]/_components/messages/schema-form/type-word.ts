import type { FormType, TextFormat } from '@/lib/schemas/form/model'

const formats: Record<TextFormat, string> = {
  plain: 'text',
  base64: 'bytes, base64',
  date: 'date',
  time: 'time',
  instant: 'timestamp, UTC',
  'local-instant': 'local timestamp',
  uuid: 'UUID',
  decimal: 'decimal',
  duration: 'duration',
}

/** What a field wants, beside its name. */
export function typeWord(type: FormType): string {
  switch (type.kind) {
    case 'text':
      return formats[type.format]
    case 'integer':
      return 'whole number'
    case 'choice':
      return 'one of'
    case 'nullable':
      return typeWord(type.of)
    case 'json':
      return 'JSON'
    default:
      return type.kind
  }
}
