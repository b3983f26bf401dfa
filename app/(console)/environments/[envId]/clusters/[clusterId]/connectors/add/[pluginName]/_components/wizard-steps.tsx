import type { SummaryRow, WizardStep } from '@/components/patterns/wizard/wizard-types'
import { findField, type StepId } from '@/lib/connectors/catalog/spec'
import { hasPreview } from '@/lib/connectors/preview'
import { effectiveConfig } from '@/lib/connectors/config/read-config'
import { plural } from '@/lib/format/numbers'
import { stepSchema } from '../../../_components/field-problems'
import { configOf, shortLabel, toPath, type FormValues } from '../../../_components/form-values'
import { accountPath, AccountName } from './account-credentials'
import { AuthenticationStep } from './authentication-step'
import { topicsOf } from './chosen-topics'
import { ConfigurationStep, SizingStep } from './config-steps'
import { credentialSchema, CredentialsStep, isOwnKey } from './credentials-step'
import { RateFigure } from './rate-figure'
import { ReviewStep } from './review-step'
import { serverCheck, stepOfField } from './server-check'
import { TopicStep } from './topic-step'
import type { WizardScope } from './wizard-context'

type Step = WizardStep<FormValues>
type Part = Pick<Step, 'Component' | 'summary'> & Partial<Pick<Step, 'schema'>>

/** The steps that the spec names, each drawn by its kind. */
export function wizardSteps(scope: WizardScope, taken: readonly string[]): Step[] {
  const { spec } = scope
  return spec.steps.map(({ id, title }) => ({
    id,
    title,
    schema: stepSchema(spec, id, { mode: 'create', takenNames: taken }),
    ...(id === 'review' ? {} : { onContinue: (values: FormValues) => checkStep(scope, id, values) }),
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
      }
    case 'authentication':
      return {
        Component: AuthenticationStep,
        summary: (values) => fieldRows(scope, 'authentication', values),
      }
    case 'configuration':
      return {
        Component: ConfigurationStep,
        summary: (values) => [...fieldRows(scope, 'configuration', values), deliveryRow(scope)],
      }
    case 'sizing':
      return { Component: SizingStep, summary: (values) => sizingRows(scope, values) }
    case 'review':
      return { Component: ReviewStep, summary: () => [] }
  }
}

function topicRows(scope: WizardScope, values: FormValues): SummaryRow[] {
  const { spec, topics } = scope
  const label = spec.type === 'source' ? 'Writes to' : 'Reads from'
  const pattern = configOf(spec, values)['topics.regex']
  const names = topicsOf(spec, values, topics)
  if (names.length === 0 && pattern === undefined) return []
  const known = topics?.filter(({ name }) => names.includes(name)) ?? []
  const partitions = known.reduce((sum, topic) => sum + topic.partitions, 0)
  return [
    {
      label,
      value: (
        <>
          <span className="font-mono text-xs break-all">{pattern ?? names.join(', ')}</span>{' '}
          {pattern === undefined ? null : (
            <span className="text-muted">{plural(names.length, 'topic')} now, </span>
          )}
          {partitions > 0 ? <span className="text-muted">{plural(partitions, 'partition')}</span> : null}
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

/** Every drawn field of the step that says something: what is advanced only where it differs from its default. */
function fieldRows({ spec }: WizardScope, step: StepId, values: FormValues): SummaryRow[] {
  const config = configOf(spec, values)
  const rows = Object.entries(config).flatMap(([name, value]): SummaryRow[] => {
    const field = findField(spec, name)
    if (field?.step !== step || field.control === 'none' || field.isSecret) return []
    if (field.isAdvanced && value === field.default) return []
    const option = field.options?.find((one) => one.value === value)
    const isLong = field.control === 'code' || field.control === 'file'
    return [{ label: shortLabel(field), value: isLong ? 'Your own' : (option?.label ?? value) }]
  })
  const transforms = step === 'configuration' ? (config.transforms ?? '') : ''
  return transforms === ''
    ? rows
    : [...rows, { label: 'Transforms', value: transforms.split(',').join(' → ') }]
}

const deliveryRow = ({ spec }: WizardScope): SummaryRow => ({
  label: 'Delivery',
  value: spec.delivery === 'exactly-once' ? 'Exactly once' : 'At least once',
})

function sizingRows({ spec }: WizardScope, values: FormValues): SummaryRow[] {
  const config = configOf(spec, values)
  const tasks = Number(effectiveConfig(spec, config)['tasks.max'] ?? 1)
  return [
    { label: 'Tasks', value: plural(tasks, 'task') },
    ...(hasPreview(spec) ? [{ label: 'Rate', value: <RateFigure config={config} tasks={tasks} /> }] : []),
  ]
}

/** Asks the server what the browser cannot know: whether a topic is there, a key fits, a database answers. */
async function checkStep(scope: WizardScope, step: StepId, values: FormValues) {
  const { problems } = await serverCheck(scope, values, step === 'authentication')
  return problems.filter(({ path }) => stepOfField(scope, path) === step)
}
