import type { SummaryRow, WizardStep } from '@/components/patterns/wizard/wizard-types'
import { findField, type StepId } from '@/lib/connectors/catalog/spec'
import { hasPreview } from '@/lib/connectors/preview'
import { effectiveConfig } from '@/lib/connectors/read-config'
import { plural } from '@/lib/format/numbers'
import { validateConnectorConfig } from '@/lib/queries/connectors'
import { stepSchema } from '../../../_components/field-problems'
import { configOf, shortLabel, toPath, type FormValues } from '../../../_components/form-values'
import { accountPath, AccountName } from './account-credentials'
import { ConfigurationStep, SizingStep } from './config-steps'
import { credentialSchema, CredentialsStep, isOwnKey } from './credentials-step'
import { RateFigure } from './rate-figure'
import { ReviewStep } from './review-step'
import { TopicStep } from './topic-step'
import type { WizardScope } from './wizard-context'

type Step = WizardStep<FormValues>
type Part = Pick<Step, 'Component' | 'summary'> &
  Partial<Pick<Step, 'schema' | 'onContinue' | 'continueLabel'>>

/** The steps that the spec names, each drawn by its kind. */
export function wizardSteps(scope: WizardScope, taken: readonly string[]): Step[] {
  const { spec } = scope
  return spec.steps.map(({ id, title }) => ({
    id,
    title,
    schema: stepSchema(spec, id, { mode: 'create', takenNames: taken }),
    ...partOf(id, scope),
  }))
}

function partOf(id: StepId, scope: WizardScope): Part {
  switch (id) {
    case 'topics':
      return { Component: TopicStep, summary: (values) => topicRows(scope, values) }
    case 'credentials':
      return {
        Component: CredentialsStep,
        schema: credentialSchema(scope.spec),
        summary: credentialRows,
        onContinue: (values) => checkCredentials(scope, values),
      }
    case 'authentication':
    case 'configuration':
      return { Component: ConfigurationStep, summary: (values) => configurationRows(scope, values) }
    case 'sizing':
      return { Component: SizingStep, summary: (values) => sizingRows(scope, values) }
    case 'review':
      return { Component: ReviewStep, summary: () => [] }
  }
}

function topicRows({ spec, topics }: WizardScope, values: FormValues): SummaryRow[] {
  const field = spec.fields.find(({ control }) => control === 'topic' || control === 'topics')
  const name = field ? (values[toPath(field.name)] ?? '') : ''
  if (name === '') return []
  const topic = topics?.find((row) => row.name === name)
  return [
    {
      label: spec.type === 'source' ? 'Writes to' : 'Reads from',
      value: (
        <>
          <span className="font-mono text-xs">{name}</span>{' '}
          {topic ? <span className="text-muted">{plural(topic.partitions, 'partition')}</span> : null}
        </>
      ),
    },
  ]
}

function credentialRows(values: FormValues): SummaryRow[] {
  const account = values[accountPath] ?? ''
  if (account !== '') return [{ label: 'Credentials', value: <AccountName id={account} /> }]
  const key = values[toPath('kafka.api.key')] ?? ''
  if (key === '') return []
  return [
    {
      label: 'Credentials',
      value: (
        <>
          <span className="font-mono text-xs">
            {key.length > 9 ? `${key.slice(0, 4)}…${key.slice(-4)}` : key}
          </span>{' '}
          <span className="text-muted">{isOwnKey(values) ? 'your account' : 'existing key'}</span>
        </>
      ),
    },
  ]
}

/** Every drawn field of the step that differs from its default, then what the whole comes to. */
function configurationRows({ spec }: WizardScope, values: FormValues): SummaryRow[] {
  const config = configOf(spec, values)
  const rows = Object.entries(config).flatMap(([name, value]): SummaryRow[] => {
    const field = findField(spec, name)
    if (field?.step !== 'configuration' || field.control === 'none' || field.isSecret) return []
    if (field.isAdvanced && value === field.default) return []
    const option = field.options?.find((one) => one.value === value)
    return [
      { label: shortLabel(field), value: field.control === 'code' ? 'Your own' : (option?.label ?? value) },
    ]
  })
  return [...rows, { label: 'Delivery', value: 'At least once' }]
}

function sizingRows({ spec }: WizardScope, values: FormValues): SummaryRow[] {
  const config = configOf(spec, values)
  const tasks = Number(effectiveConfig(spec, config)['tasks.max'] ?? 1)
  return [
    { label: 'Tasks', value: plural(tasks, 'task') },
    ...(hasPreview(spec) ? [{ label: 'Rate', value: <RateFigure config={config} tasks={tasks} /> }] : []),
  ]
}

/** Asks the server whether key and secret belong together and to this cluster. */
async function checkCredentials({ spec, place }: WizardScope, values: FormValues) {
  const { configs } = await validateConnectorConfig(place, spec.className, configOf(spec, values))
  return configs.flatMap(({ value }) =>
    findField(spec, value.name)?.step === 'credentials'
      ? value.errors.map((message) => ({ path: toPath(value.name), message }))
      : [],
  )
}
