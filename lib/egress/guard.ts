// Which hosts users' connections may reach. Self-hosted: loopback and private networks are allowed; Tributary's own internal ports,
// link-local and cloud-metadata addresses never are.
import { lookup } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'
import { AppError } from '@/lib/errors'

const refused = new BlockList()
refused.addSubnet('169.254.0.0', 16, 'ipv4')
refused.addSubnet('0.0.0.0', 8, 'ipv4')
refused.addSubnet('224.0.0.0', 3, 'ipv4')
refused.addSubnet('fe80::', 10, 'ipv6')
refused.addSubnet('ff00::', 8, 'ipv6')
refused.addAddress('fd00:ec2::254', 'ipv6')
// Where other clouds keep what machines are told of themselves: Alibaba, Oracle, Azure.
for (const address of ['100.100.100.200', '192.0.0.192', '168.63.129.16']) refused.addAddress(address, 'ipv4')
// Ways to write an IPv4 address that lead to it through a translator: compatible, NAT64, 6to4.
refused.addSubnet('::', 96, 'ipv6')
refused.addSubnet('64:ff9b::', 96, 'ipv6')
refused.addSubnet('64:ff9b:1::', 48, 'ipv6')
refused.addSubnet('2002::', 16, 'ipv6')

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8, 'ipv4')
loopback.addAddress('::1', 'ipv6')

/**
 * Throws `forbidden` unless every address of the host may be reached on this port. Answers the addresses: who connects to
 * these (`pinned`) is led nowhere else by a name that means something new a moment later.
 */
export async function checkEgress(
  host: string,
  port: number,
  ownPorts: ReadonlySet<number>,
): Promise<string[]> {
  const bare = host.replace(/^\[|\]$/g, '')
  const addresses = isIP(bare) ? [bare] : (await lookup(bare, { all: true })).map(({ address }) => address)
  for (const address of addresses.map(unmapped)) {
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    const isLoopback = loopback.check(address, family)
    if (isLoopback ? ownPorts.has(port) : refused.check(address, family))
      throw new AppError('forbidden', `Connections to ${host}:${port} are not allowed from this server.`)
  }
  return addresses
}

/** ::ffff:a.b.c.d in either spelling is judged as the IPv4 address that it reaches. */
function unmapped(address: string): string {
  if (!address.toLowerCase().startsWith('::ffff:')) return address
  const rest = address.slice(7)
  if (isIP(rest) === 4) return rest
  const [high = 0, low = 0] = rest.split(':').map((part) => parseInt(part, 16))
  return [high >> 8, high & 255, low >> 8, low & 255].join('.')
}
