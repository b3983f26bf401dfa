import { useQuery } from '@tanstack/react-query'
import type { ConnectorSpec } from '@/lib/connectors/catalog/spec'
import { previewConnector, type Preview } from '@/lib/connectors/preview'

/** Drawn again only when the configuration changes or other samples are wanted. Null also while values are loaded. */
export function usePreview(
  spec: ConnectorSpec,
  config: Record<string, string>,
  shown = 1,
  seed = 1,
): Preview | null {
  const { data } = useQuery({
    queryKey: ['connector-preview', spec.className, config, shown, seed],
    queryFn: () => previewConnector(spec, config, shown, seed),
    placeholderData: (before) => before,
    staleTime: Infinity,
    gcTime: 60_000,
  })
  return data ?? null
}
