// The two functions of the Reflect metadata proposal that @peculiar/x509's container asks for, which no engine has.
const stored = new WeakMap<object, Map<unknown, unknown>>()

function getMetadata(key: unknown, target: object): unknown {
  for (let at: object | null = target; at !== null; at = Object.getPrototypeOf(at) as object | null)
    if (stored.get(at)?.has(key)) return stored.get(at)?.get(key)
  return undefined
}

const getOwnMetadata = (key: unknown, target: object): unknown => stored.get(target)?.get(key)

function defineMetadata(key: unknown, value: unknown, target: object): void {
  stored.set(target, (stored.get(target) ?? new Map<unknown, unknown>()).set(key, value))
}

if (!('getMetadata' in Reflect)) Object.assign(Reflect, { getMetadata, getOwnMetadata, defineMetadata })
