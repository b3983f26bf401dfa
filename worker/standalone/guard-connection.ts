import { checkEgress } from '@/lib/egress/guard'

/** There are no ports of the product's own here; addresses of link-local and of cloud metadata are refused as everywhere. */
export const guardConnection = (host: string, port: number): Promise<string[]> =>
  checkEgress(host, port, new Set())
