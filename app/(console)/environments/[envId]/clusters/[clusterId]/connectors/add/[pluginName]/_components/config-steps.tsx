'use client'

import { useWatch } from 'react-hook-form'
import type { WizardStepProps } from '@/components/patterns/wizard/wizard-types'
import { formatByteRate } from '@/lib/format/bytes'
import { formatCompact, plural } from '@/lib/format/numbers'
import { ConfigForm } from '../../../_components/config-form'
import { configOf, extrasOf, extrasPath, extrasText, type FormValues } from '../../../_components/form-values'
import { TransformPreview } from '../../../_components/preview/transform-preview'
import { TransformEditor } from '../../../_components/transforms/transform-editor'
import { CheckedFields } from './checked-fields'
import { topicsOf } from './chosen-topics'
import { usePreview } from './use-preview'
import { useWizardScope } from './wizard-context'

type Props = WizardStepProps<FormValues>

export function ConfigurationStep({ form }: Props) {
  const { spec, place } = useWizardScope()
  useWatch({ control: form.control })
  // The watched object leaves out values without a field of their own; the form's own does not.
  const values = form.getValues()
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
  return (
    <>
      <h2 className="sr-only">{spec.steps.find(({ id }) => id === 'configuration')?.heading}</h2>
      <CheckedFields form={form}>
        <ConfigForm spec={spec} control={form.control} step="configuration" hints={hints} />
      </CheckedFields>
      <TransformEditor
        connectorType={spec.type}
        extras={extrasOf(values)}
        onChange={(extras) => form.setValue(extrasPath, extrasText(extras), { shouldDirty: true })}
        problem={form.formState.errors[extrasPath]?.message}
        preview={<TransformPreview clusterId={place.clusterId} config={configOf(spec, values)} />}
      />
    </>
  )
}

/** What a number of tasks comes to, said under the slider. */
export function SizingStep({ form }: Props) {
  const { spec, topics } = useWizardScope()
  const values = useWatch({ control: form.control }) as FormValues
  const config = configOf(spec, values)
  const tasks = Math.max(1, Number(config['tasks.max'] ?? 1) || 1)
  const preview = usePreview(spec, config)
  const rate = preview && !('problem' in preview) ? preview.recordsPerSecond : null
  const help = spec.fields.find(({ name }) => name === 'tasks.max')?.help
  const partitions = topics
    ?.filter(({ name }) => topicsOf(spec, values, topics).includes(name))
    .reduce((sum, topic) => sum + topic.partitions, 0)
  const hint =
    preview && !('problem' in preview) && rate !== null
      ? `${help} About ${formatCompact(rate * tasks)} messages/s, ${formatByteRate(rate * tasks * preview.bytesPerRecord)}.`
      : spec.type === 'sink' && partitions
        ? `${help} The topics have ${plural(partitions, 'partition')}${tasks > partitions ? `: ${plural(tasks - partitions, 'task')} would have nothing to read` : ''}.`
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
