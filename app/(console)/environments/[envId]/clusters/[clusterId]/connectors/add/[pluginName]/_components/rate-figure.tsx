'use client'

import { Figure } from '@/components/patterns/time'
import { formatByteRate } from '@/lib/format/bytes'
import { formatCompact } from '@/lib/format/numbers'
import { usePreview } from './use-preview'
import { useWizardScope } from './wizard-context'

/** What a configuration comes to, for the review. */
export function RateFigure({ config, tasks }: { config: Record<string, string>; tasks: number }) {
  const { spec } = useWizardScope()
  const preview = usePreview(spec, config)
  if (!preview || 'problem' in preview) return '–'
  const { recordsPerSecond: rate, bytesPerRecord: bytes } = preview
  if (rate === null) return 'As fast as the machine allows'
  return (
    <Figure
      text={`≈ ${formatCompact(rate * tasks)} messages/s, ${formatByteRate(rate * tasks * bytes)}`}
      exact={`${rate * tasks} messages/s of ${Math.round(bytes)} bytes`}
    />
  )
}
