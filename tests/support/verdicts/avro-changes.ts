// The next version of a random Avro schema: what people do to schemas, allowed and not.
import { pick, type Random } from '@/tests/support/random'
import {
  randomType,
  type AvroType,
  type Definition,
  type Field,
  type RandomAvro,
} from '@/tests/support/verdicts/avro-schemas'

const wider: { [kind: string]: [string, ...string[]] } = {
  int: ['long', 'float', 'double'],
  long: ['float', 'double', 'int'],
  float: ['double', 'long'],
  string: ['bytes'],
  bytes: ['string'],
}

export function changeAvro(random: Random, schema: RandomAvro): RandomAvro {
  const next = structuredClone(schema)
  for (let left = 1 + random(3); left > 0; left--) {
    const definition = next.definitions[random(Math.max(1, next.definitions.length))]
    if (definition !== undefined && random(2) === 0) changeDefinition(random, definition, next)
    else {
      const slots = slotsOf(next)
      const slot = pick(random, slots)
      slot.set(changeType(random, slot.type, next))
    }
  }
  return next
}

type Slot = { type: AvroType; set: (type: AvroType) => void }

/** Every place of the schema where a type stands. */
function slotsOf(schema: RandomAvro): Slot[] {
  const slots: Slot[] = []
  const visit = (type: AvroType, set: (type: AvroType) => void): void => {
    slots.push({ type, set })
    if ('items' in type) visit(type.items, (next) => (type.items = next))
    if ('values' in type) visit(type.values, (next) => (type.values = next))
    if ('branches' in type)
      for (const [index, branch] of type.branches.entries())
        visit(branch, (next) => (type.branches[index] = next))
  }
  visit(schema.root, (next) => (schema.root = next))
  for (const definition of schema.definitions)
    if ('fields' in definition)
      for (const field of definition.fields) visit(field.type, (next) => (field.type = next))
  return slots
}

function changeType(random: Random, type: AvroType, schema: RandomAvro): AvroType {
  const fresh = (): AvroType => randomType(random, schema, 2)
  if ('branches' in type && random(4) > 0) {
    const branches = [...type.branches]
    if (random(2) === 0) branches.push(fresh())
    else branches.splice(random(branches.length), 1)
    return random(5) === 0 ? (branches[0] ?? fresh()) : { branches }
  }
  switch (random(4)) {
    case 0:
      return { branches: [{ primitive: 'null' }, type, ...(random(2) === 0 ? [fresh()] : [])] }
    case 1:
      return 'items' in type ? { values: type.items } : 'values' in type ? { items: type.values } : fresh()
    default:
      return 'primitive' in type && type.primitive in wider
        ? { primitive: pick(random, wider[type.primitive] ?? ['null']) }
        : fresh()
  }
}

function changeDefinition(random: Random, definition: Definition, schema: RandomAvro): void {
  if (random(4) === 0) return rename(random, definition, schema.namespaces)
  if ('symbols' in definition) changeSymbols(random, definition)
  else if ('size' in definition) definition.size += random(2) === 0 ? 1 : 0
  else changeFields(random, definition.fields, schema)
}

/** To another short name or to another namespace, with or without an alias of the old name. */
function rename(random: Random, definition: Definition, namespaces: string[]): void {
  const old = definition.name
  const short = old.slice(old.lastIndexOf('.') + 1)
  definition.name =
    random(2) === 0 || namespaces[0] === '' ? `${old}x` : `${pick(random, namespaces)}.${short}`
  if (random(2) === 0) definition.aliases = [pick(random, [old, short, `other.${short}`])]
}

function changeSymbols(random: Random, definition: Definition & { symbols: string[] }): void {
  if (random(2) === 0) definition.symbols.push(`N${definition.symbols.length}`)
  else if (definition.symbols.length > 1) definition.symbols.shift()
  if (!('default' in definition)) return
  if (definition.default !== null && !definition.symbols.includes(definition.default))
    definition.default = null
  if (random(3) === 0) definition.default = definition.symbols[0] ?? null
}

function changeFields(random: Random, fields: Field[], schema: RandomAvro): void {
  const field = fields[random(Math.max(1, fields.length))]
  const kind = random(5)
  if (field === undefined || kind === 0) {
    const type = randomType(random, schema, 2)
    fields.splice(random(fields.length + 1), 0, {
      name: `n${fields.length}${random(1000)}`,
      type,
      hasDefault: random(3) > 0,
      aliases: [],
    })
  } else if (kind === 1) fields.splice(fields.indexOf(field), 1)
  else if (kind === 2) {
    const old = field.name
    field.name = `${old}x`
    if (random(3) > 0) field.aliases = ['nothing', old]
  } else if (kind === 3) fields.reverse()
  else field.hasDefault = !field.hasDefault
}
