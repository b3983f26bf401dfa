'use client'

import { createContext, use } from 'react'
import type { WizardStep } from '@/components/patterns/wizard/wizard-types'
import type { ConnectorSpec } from '@/lib/connectors/catalog/spec'
import type { ConfigProblem } from '@/lib/connectors/config/read-config'
import type { TopicRow } from '@/lib/topics/schema'
import type { FormValues } from '../../../_components/form-values'

export type WizardScope = {
  spec: ConnectorSpec
  place: { environmentId: string; clusterId: string }
  /** Undefined while they are read. */
  topics: readonly TopicRow[] | undefined
  /** On a pasted configuration: what was read differently from how it stood there, or not at all. */
  notes: readonly ConfigProblem[]
}

type Provided = WizardScope & { steps: readonly WizardStep<FormValues>[] }

export const WizardContext = createContext<Provided | null>(null)

/** What the steps of the connector wizard work on. */
export function useWizardScope(): Provided {
  const scope = use(WizardContext)
  if (!scope) throw new Error('A wizard step stands outside of the connector wizard.')
  return scope
}
