import { findField, type StepId } from '@/lib/connectors/catalog/spec'
import type { CheckedConnectorDto } from '@/lib/connectors/validation/check-schema'
import { checkConnector } from '@/lib/queries/connector-checks'
import type { FieldProblem } from '../../../_components/field-problems'
import { configOf, extrasPath, toPath, type FormValues } from '../../../_components/form-values'
import type { WizardScope } from './wizard-context'

type Scope = Pick<WizardScope, 'spec' | 'place'>

const isOfChain = (name: string): boolean => /^(transforms|predicates)(\.|__|$)/.test(name)

/** What the server says of all fields: also of topics, keys and formats, which only it can see. */
export async function serverCheck(
  { spec, place }: Scope,
  values: FormValues,
  connect = false,
): Promise<{ problems: FieldProblem[]; connection: CheckedConnectorDto['connection'] }> {
  const { configs, connection } = await checkConnector(place.clusterId, {
    config: configOf(spec, values),
    connect,
  })
  const problems = configs.flatMap(({ value: { name, errors } }) =>
    errors
      .slice(0, 1)
      .map((message) =>
        isOfChain(name)
          ? { path: extrasPath, message: `${name}: ${message}` }
          : { path: toPath(name), message },
      ),
  )
  return { problems, connection }
}

/** The step that shows a property, under its own name or the form's. Transforms are part of the configuration. */
export function stepOfField({ spec }: Pick<WizardScope, 'spec'>, path: string): StepId | undefined {
  if (path === extrasPath || isOfChain(path)) return 'configuration'
  const field = findField(spec, path) ?? spec.fields.find(({ name }) => toPath(name) === path)
  return field?.step
}
