'use client'

import { RefreshCw } from 'lucide-react'
import { useState } from 'react'
import { CodeBlock } from '@/components/patterns/code/code-block'
import { useShowAsTabs } from '@/components/patterns/show-as'
import { IconButton } from '@/components/ui/button'
import { Tabs, type TabItem } from '@/components/ui/tabs'
import { connectorJsonText } from '@/lib/connectors/config/config-json'
import { requests } from '@/lib/queries/requests'
import { configOf, type FormValues } from '../../../_components/form-values'
import { usePreview } from './use-preview'
import { useWizardScope } from './wizard-context'

const samples = 4

/** At the right of the form: records as they will come, and the same connector as JSON and as a command. */
export function WizardPanel({ values }: { values: FormValues }) {
  const { spec, place } = useWizardScope()
  const [draw, setDraw] = useState(1)
  const config = configOf(spec, values)
  const preview = usePreview(spec, config, samples, draw)
  const asTabs = useShowAsTabs([requests.connectors.create(place, config.name ?? '', config)])
  const tabs: TabItem[] = [
    {
      id: 'json',
      label: 'JSON',
      content: (
        <CodeBlock isBare label="Connector JSON" language="json" text={connectorJsonText(spec, config)} />
      ),
    },
    ...asTabs,
  ]
  if (preview && 'problem' in preview)
    tabs.unshift({
      id: 'preview',
      label: 'Preview',
      content: <p className="text-muted text-sm">There is no preview: {preview.problem}.</p>,
    })
  else if (preview)
    tabs.unshift({
      id: 'preview',
      label: 'Preview',
      content: (
        <CodeBlock
          isBare
          label="Sample messages"
          language="json"
          text={preview.records.map(({ value }) => value).join('\n')}
        />
      ),
    })
  if (preview && 'schema' in preview && preview.schema)
    tabs.splice(1, 0, {
      id: 'schema',
      label: 'Schema',
      content: <CodeBlock isBare label="Schema that is registered" {...preview.schema} />,
    })
  // A new key when the first tab changes, so that a preview is opened as soon as there is one.
  return (
    <Tabs
      key={tabs[0]?.id}
      label="What will run, in other words"
      tabs={tabs}
      aside={
        tabs[0]?.id === 'preview' ? (
          <IconButton label="Draw other samples" size="icon-xs" onClick={() => setDraw(draw + 1)}>
            <RefreshCw aria-hidden="true" />
          </IconButton>
        ) : null
      }
    />
  )
}
