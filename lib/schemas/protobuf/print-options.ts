import type { OptionValue, ProtoOption } from '@/lib/schemas/protobuf/model'

const byName = (options: ProtoOption[]): ProtoOption[] =>
  [...options].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))

export const printOptionLines = (options: ProtoOption[]): string[] =>
  byName(options).map(({ name, value }) => `option ${name} = ${printValue(value)};`)

export const printOptionList = (options: ProtoOption[]): string =>
  options.length === 0
    ? ''
    : ` [${byName(options)
        .map(({ name, value }) => `${name} = ${printValue(value)}`)
        .join(', ')}]`

function printValue(value: OptionValue): string {
  switch (value.kind) {
    case 'word':
    case 'number':
      return value.text
    case 'string':
      return quote(value.text)
    case 'list':
      return `[${value.items.map(printValue).join(', ')}]`
    case 'message':
      return `{ ${value.entries.map((entry) => `${entry.name}: ${printValue(entry.value)}`).join(', ')} }`
  }
}

export const quote = (text: string): string =>
  `"${text.replace(/["\\]|[^ -~\u0080-\uffff]/g, (one) => {
    if (one === '"' || one === '\\') return `\\${one}`
    if (one === '\n') return '\\n'
    return `\\${one.charCodeAt(0).toString(8).padStart(3, '0')}`
  })}"`
