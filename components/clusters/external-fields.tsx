'use client'

import { PlugZap } from 'lucide-react'
import { Controller, useFormContext, useWatch } from 'react-hook-form'
import { readError } from '@/components/patterns/error-state'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { Textarea } from '@/components/ui/textarea'
import type { ConnectionTestResult } from '@/lib/clusters/external-schema'
import { plural } from '@/lib/format/numbers'
import { useTestConnection } from '@/lib/queries/clusters'
import { layerNames, toExternalKafka, type ExternalDraft } from './external-form'

const protocols = [
  { value: 'SASL_SSL', label: 'SASL_SSL', hint: 'User name and password over TLS' },
  { value: 'SASL_PLAINTEXT', label: 'SASL_PLAINTEXT', hint: 'User name and password without encryption' },
  { value: 'SSL', label: 'SSL', hint: 'TLS without login' },
  { value: 'PLAINTEXT', label: 'PLAINTEXT', hint: 'Neither login nor encryption' },
]
const mechanisms = ['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512'].map((value) => ({ value, label: value }))

/** How to reach a Kafka that runs elsewhere, with a try before anything is made. Of an attached one, an empty password is the stored one. */
export function ExternalFields({ clusterId }: { clusterId?: string }) {
  const { control, register, formState, getValues, trigger } = useFormContext<{ external: ExternalDraft }>()
  const protocol = useWatch({ control, name: 'external.security_protocol' })
  const errors = formState.errors.external
  const test = useTestConnection(clusterId)
  const runTest = async () => {
    test.reset()
    if (await trigger('external', { shouldFocus: true })) test.mutate(toExternalKafka(getValues('external')))
  }
  const select = (
    name: 'security_protocol' | 'sasl_mechanism',
    options: typeof protocols | typeof mechanisms,
  ) => (
    <Controller
      control={control}
      name={`external.${name}`}
      render={({ field }) => (
        <Select
          value={field.value}
          onValueChange={field.onChange}
          onBlur={field.onBlur}
          ref={field.ref}
          options={options}
        />
      )}
    />
  )
  return (
    <div className="flex flex-col gap-4">
      <Field
        label="Bootstrap servers"
        hint="host:port, several separated by commas."
        error={errors?.bootstrap_servers?.message}
      >
        <Input {...register('external.bootstrap_servers')} isMono placeholder="broker-1.example.com:9092" />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Security protocol">{select('security_protocol', protocols)}</Field>
        {protocol.startsWith('SASL_') ? (
          <Field label="Mechanism">{select('sasl_mechanism', mechanisms)}</Field>
        ) : null}
      </div>
      {protocol.startsWith('SASL_') ? (
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="User name" error={errors?.sasl_username?.message}>
            <Input {...register('external.sasl_username')} />
          </Field>
          <Field
            label="Password"
            hint={
              clusterId === undefined
                ? 'Stored encrypted, never shown again.'
                : 'Leave empty to keep the stored one, as long as the servers stay the same.'
            }
            error={errors?.sasl_password?.message}
          >
            <Input {...register('external.sasl_password')} type="password" autoComplete="new-password" />
          </Field>
        </div>
      ) : null}
      {protocol.endsWith('SSL') ? (
        <Field
          label="CA certificates"
          isOptional
          hint="PEM. Leave empty when the certificates are signed by a public authority."
          error={errors?.ssl_ca_pem?.message}
        >
          <Textarea {...register('external.ssl_ca_pem')} isMono placeholder="-----BEGIN CERTIFICATE-----" />
        </Field>
      ) : null}
      <div className="flex flex-col items-start gap-3">
        <Button onClick={() => void runTest()} isLoading={test.isPending}>
          <PlugZap aria-hidden="true" />
          Test connection
        </Button>
        {test.isIdle || test.isPending ? null : (
          <div
            className="w-full scroll-mb-20"
            ref={(element) => element?.scrollIntoView({ block: 'nearest' })}
          >
            {test.data ? (
              <TestResult result={test.data} />
            ) : (
              <Banner tone="danger">{readError(test.error).message}</Banner>
            )}
          </div>
        )}
      </div>
    </div>
  )
}

function TestResult({ result }: { result: ConnectionTestResult }) {
  return result.ok ? (
    <Banner tone="ok" title="Connected">
      {plural(result.brokers, 'broker')}, cluster id{' '}
      <span className="font-mono text-xs">{result.clusterId}</span>.
    </Banner>
  ) : (
    <Banner tone="danger" title={`It fails at ${layerNames[result.layer]}`}>
      {result.message}
    </Banner>
  )
}
