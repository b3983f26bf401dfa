// A socket goes to the addresses that the guard has judged: asked again, a name server could answer with another one (DNS rebinding).
import { isIP, type LookupFunction } from 'node:net'

/** For what opens a socket by a name; nothing where no guard has answered. */
export function pinned(addresses: readonly string[] | undefined): { lookup?: LookupFunction } {
  if (addresses === undefined || addresses.length === 0) return {}
  const all = addresses.map((address) => ({ address, family: isIP(address) }))
  return {
    lookup: (_host, { all: wantsAll }, callback) => {
      const [first] = all
      if (wantsAll || first === undefined) callback(null, all)
      else callback(null, first.address, first.family)
    },
  }
}
