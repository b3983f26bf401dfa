'use client'

import { useWatch } from 'react-hook-form'
import type { WizardStepProps } from '@/components/patterns/wizard/wizard-types'
import { formatByteRate } from '@/lib/format/bytes'
import { formatCompact } from '@/lib/format/numbers'
import { ConfigForm } from '../../../_components/config-form'
import { configOf, type FormValues } from '../../../_components/form-values'
import { usePreview } from './use-preview'
import { useWizardScope } from './wizard-context'

type Props = WizardStepProps<FormValues>

export function ConfigurationStep({ form }: Props) {
  const { spec } = useWizardScope()
  const values = useWatch({ control: form.control }) as FormValues
  const preview = usePreview(spec, configOf(spec, values))
  const hints =
    preview && !('problem' in preview)
      ? {
          [preview.rateField]:
            preview.recordsPerSecond === null
              ? 'No pause: as fast as the machine allows.'
              : `About ${formatCompact(preview.recordsPerSecond)} messages per second and task.`,
        }
      : {}
  return <ConfigForm spec={spec} control={form.control} step="configuration" hints={hints} />
}

/** What a number of tasks comes to, said under the slider. */
export function SizingStep({ form }: Props) {
  const { spec } = useWizardScope()
  const values = useWatch({ control: form.control }) as FormValues
  const config = configOf(spec, values)
  const tasks = Math.max(1, Number(config['tasks.max'] ?? 1) || 1)
  const preview = usePreview(spec, config)
  const rate = preview && !('problem' in preview) ? preview.recordsPerSecond : null
  const help = spec.fields.find(({ name }) => name === 'tasks.max')?.help
  const hint =
    preview && !('problem' in preview) && rate !== null
      ? `${help} About ${formatCompact(rate * tasks)} messages/s, ${formatByteRate(rate * tasks * preview.bytesPerRecord)}.`
      : undefined
  return (
    <>
      <div>
        <h2 className="text-base font-medium">
          {spec.steps.find(({ id }) => id === 'sizing')?.heading ?? 'Connector sizing'}
        </h2>
        <p className="text-muted text-sm">
          Tasks run in the worker on this machine, spread over its cores. Their number can be changed later.
        </p>
      </div>
      <ConfigForm spec={spec} control={form.control} step="sizing" hints={{ 'tasks.max': hint }} />
    </>
  )
}
