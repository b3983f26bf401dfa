'use client'

import { useState, type ReactNode } from 'react'
import { addConnectorSpecs } from '@/lib/connectors/catalog'
import type { ConnectorSpec } from '@/lib/connectors/catalog/spec'

/** Gives the browser the specs of plugins, which its code cannot have built in, before anything below asks for one. */
export function PluginSpecs({ specs, children }: { specs: readonly ConnectorSpec[]; children: ReactNode }) {
  useState(() => addConnectorSpecs(specs))
  return children
}
