// What the command line wants to know of clouds, limits and prices before it shows a cluster. This machine sets none of them.
import type { z } from 'zod'
import type { environmentMetadata, priceTable, usageLimits } from '@/lib/cli/schema'

const free = { value: 0, unit: '', unlimited: true }
const none = { ingress: free, egress: free, storage: free }
const tiers = ['BASIC', 'STANDARD', 'ENTERPRISE', 'FREIGHT']
/** The command line looks its cluster's own number up, and has to find it. */
const maxCku = 152

export const noUsageLimits: z.input<typeof usageLimits> = {
  usage_limits: {
    tier_limits: Object.fromEntries(tiers.map((tier) => [tier, { cluster_limits: none }])),
    cku_limits: Object.fromEntries(Array.from({ length: maxCku }, (_, index) => [String(index + 1), none])),
  },
}

export const thisMachine: z.input<typeof environmentMetadata> = {
  clouds: [
    {
      id: 'local',
      name: 'This machine',
      regions: [
        {
          id: 'this-machine',
          name: 'This machine',
          is_schedulable: true,
          is_multizone_enabled: false,
        },
      ],
    },
  ],
}

export const noPrices: z.input<typeof priceTable> = {
  price_table: { price_table: { SchemaRegistry: { unit: 'hour', prices: {} } } },
}
