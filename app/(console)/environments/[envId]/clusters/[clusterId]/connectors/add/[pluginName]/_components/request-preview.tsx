'use client'

import { Eye } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import type { ConnectorConfig } from '@/lib/connectors/config/read-config'
import { PreviewDialog } from '../../../_components/preview/preview-dialog'
import { useWizardScope } from './wizard-context'

/** Before launch: what the connector would write of real records. */
export function RequestPreview({ configNow }: { configNow: () => ConnectorConfig }) {
  const { place } = useWizardScope()
  const [config, setConfig] = useState<ConnectorConfig | null>(null)
  return (
    <>
      <Button onClick={() => setConfig(configNow())}>
        <Eye aria-hidden="true" className="max-sm:hidden" />
        Request preview
      </Button>
      {config ? (
        <PreviewDialog clusterId={place.clusterId} config={config} onClose={() => setConfig(null)} />
      ) : null}
    </>
  )
}
