import { Banner } from '@/components/ui/banner'
import type { BrokenPlugin } from '@/lib/connectors/plugins/load-plugins'

/** Files of the plugins folder that are no connector: who wrote one looks here for it. */
export function BrokenPlugins({ plugins }: { plugins: readonly BrokenPlugin[] }) {
  return plugins.map(({ file, reason }) => (
    <Banner key={file} tone="warning" title={`The plugin ${file} cannot be used`}>
      {reason} Change it and restart Tributary.
    </Banner>
  ))
}
