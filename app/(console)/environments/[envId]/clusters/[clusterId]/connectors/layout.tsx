import type { ReactNode } from 'react'
import { pluginSpecs } from '@/lib/connectors/plugins/loaded'
import { PluginSpecs } from './_components/plugin-specs'

export default function ConnectorsLayout({ children }: { children: ReactNode }) {
  // Where the code lies is the server's own affair.
  return <PluginSpecs specs={pluginSpecs.map((spec) => ({ ...spec, runtime: '' }))}>{children}</PluginSpecs>
}
