'use client'

import { useQuery } from '@tanstack/react-query'
import { Bot, Download, KeyRound, UserRound } from 'lucide-react'
import { useState } from 'react'
import { Controller, useWatch } from 'react-hook-form'
import { z } from 'zod'
import { CreateApiKeyDialog } from '@/components/api-keys/create-api-key-dialog'
import type { WizardStepProps } from '@/components/patterns/wizard/wizard-types'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { RadioCards } from '@/components/ui/radio-cards'
import type { ConnectorSpec } from '@/lib/connectors/catalog/spec'
import { bootstrapServerOf, clusterQuery } from '@/lib/queries/clusters'
import { problemsOf } from '../../../_components/field-problems'
import { toPath, type FormValues } from '../../../_components/form-values'
import { AccountCredentials, accountPath, modePath } from './account-credentials'
import { useWizardScope } from './wizard-context'

export const credentialPath = 'credential_kind'
const myAccount = 'my-account'
const existing = 'existing'
const serviceAccount = 'service-account'
const keyPath = toPath('kafka.api.key')
const secretPath = toPath('kafka.api.secret')

/** The spec shows the fields of the chosen way to sign in. */
const modes: Record<string, string> = { [serviceAccount]: 'SERVICE_ACCOUNT' }

/** The card that a configuration stands for; a new one starts with one's own account. */
export function credentialKindOf(config: Record<string, string>): string {
  if (config['kafka.auth.mode'] === 'SERVICE_ACCOUNT') return serviceAccount
  return config['kafka.api.key'] ? existing : myAccount
}

export const isOwnKey = (values: FormValues): boolean => values[credentialPath] === myAccount

/** With "My account" what is missing is a click on the button, not the text of two fields. */
export const credentialSchema = (spec: ConnectorSpec): z.ZodType =>
  z.record(z.string(), z.string()).superRefine((values, issue) => {
    const problems = problemsOf(spec, values, ['credentials'], { mode: 'create' })
    const isMissing = (values[keyPath] ?? '') === '' || (values[secretPath] ?? '') === ''
    if (isOwnKey(values) && isMissing)
      issue.addIssue({
        code: 'custom',
        path: [credentialPath],
        message: 'Generate an API key for the connector, or use an existing one.',
      })
    else for (const { path, message } of problems) issue.addIssue({ code: 'custom', path: [path], message })
  })

export function CredentialsStep({ form }: WizardStepProps<FormValues>) {
  const { spec } = useWizardScope()
  const { control } = form
  const values = useWatch({ control }) as FormValues
  const clear = () => {
    form.setValue(keyPath, '')
    form.setValue(secretPath, '')
    form.setValue(accountPath, '')
  }
  return (
    <>
      <h2 className="text-base font-medium">{spec.steps.find(({ id }) => id === 'credentials')?.heading}</h2>
      <Controller
        name={credentialPath}
        control={control}
        render={({ field, fieldState }) => (
          <Field label="Credentials" isLabelHidden error={fieldState.error?.message}>
            <RadioCards
              columns={2}
              value={field.value ?? ''}
              onValueChange={(next) => {
                clear()
                form.setValue(modePath, modes[next] ?? 'KAFKA_API_KEY')
                field.onChange(next)
              }}
              cards={[
                {
                  value: myAccount,
                  icon: <UserRound />,
                  title: 'My account',
                  description:
                    'Create an API key for your user account that the connector uses to access the Kafka cluster. Anyone with this credential has your access permissions to the cluster.',
                },
                {
                  value: serviceAccount,
                  icon: <Bot />,
                  title: 'Service account',
                  description:
                    'Granular access: the connector acts as a service account, with the roles and ACLs of that account and nothing else. Recommended for production.',
                },
                {
                  value: existing,
                  icon: <KeyRound />,
                  title: 'Use an existing API key',
                  description: 'Enter an API key and secret pair that you have stored.',
                },
              ]}
            />
          </Field>
        )}
      />
      {isOwnKey(values) ? (
        <OwnKey
          id={values[keyPath] ?? ''}
          connectorName={values.name ?? ''}
          onCreated={(id, secret) => {
            form.setValue(keyPath, id)
            form.setValue(secretPath, secret)
            form.clearErrors()
          }}
        />
      ) : values[credentialPath] === serviceAccount ? (
        <AccountCredentials form={form} />
      ) : (
        <ExistingKey form={form} />
      )}
    </>
  )
}

function OwnKey(props: {
  id: string
  connectorName: string
  onCreated: (id: string, secret: string) => void
}) {
  const { place } = useWizardScope()
  const [isOpen, setIsOpen] = useState(false)
  const { data: cluster } = useQuery(clusterQuery(place.environmentId, place.clusterId))
  return (
    <section aria-label="API key" className="flex flex-col items-start gap-3">
      <h3 className="text-sm font-medium">API key</h3>
      {props.id === '' ? null : (
        <Banner tone="ok" title={<span className="font-mono text-sm">{props.id}</span>} className="w-full">
          The connector signs in with this key. Its secret stays in this page until you launch; after a reload
          you need another key.
        </Banner>
      )}
      <Button variant={props.id === '' ? 'active' : 'secondary'} onClick={() => setIsOpen(true)}>
        <Download aria-hidden="true" />
        {props.id === '' ? 'Generate API key & download' : 'Generate another'}
      </Button>
      <CreateApiKeyDialog
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        resourceId={place.clusterId}
        environmentId={place.environmentId}
        bootstrap={cluster && bootstrapServerOf(cluster)}
        description={`Used by connector ${props.connectorName}`}
        onCreated={({ id, secret }) => props.onCreated(id, secret)}
      />
    </section>
  )
}

function ExistingKey({ form }: Pick<WizardStepProps<FormValues>, 'form'>) {
  const { errors } = form.formState
  return (
    <>
      <Field label="API key" isRequired error={errors[keyPath]?.message}>
        <Input isMono {...form.register(keyPath)} />
      </Field>
      <Field
        label="API secret"
        isRequired
        error={errors[secretPath]?.message}
        hint="It is stored encrypted and never shown again."
      >
        <Input isMono type="password" {...form.register(secretPath)} />
      </Field>
    </>
  )
}
