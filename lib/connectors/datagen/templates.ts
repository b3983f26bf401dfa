// The quickstart templates, by their Confluent names and with the facts of the open-source connector.
import { businessTemplates } from './templates/business'
import { deviceTemplates } from './templates/devices'
import type { DatagenTemplate, DatagenTemplates } from './templates/parts'
import { shoeTemplates } from './templates/shoes'
import { shopTemplates } from './templates/shop'
import { webTemplates } from './templates/web'

export type { DatagenTemplate } from './templates/parts'

export const datagenTemplates: DatagenTemplates = {
  ...shopTemplates,
  ...webTemplates,
  ...shoeTemplates,
  ...businessTemplates,
  ...deviceTemplates,
}

/** What the open-source connector calls them. */
const otherNames: Record<string, string> = { USERS_: 'USERS_ARRAY' }

/** A template by its name in any case. */
export const findTemplate = (name: string): DatagenTemplate | undefined => {
  const upper = name.toUpperCase()
  return datagenTemplates[otherNames[upper] ?? upper]
}
