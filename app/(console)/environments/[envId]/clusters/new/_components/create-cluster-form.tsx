'use client'

import { HardDrive, Network } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Controller, FormProvider, useWatch } from 'react-hook-form'
import { useEnvironmentCrumbs } from '@/components/clusters/use-cluster-crumbs'
import { showServerErrors, useZodForm } from '@/components/patterns/form'
import { LeaveGuard } from '@/components/patterns/leave-guard'
import { PageHeader } from '@/components/patterns/page-header'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { RadioCards } from '@/components/ui/radio-cards'
import { paths } from '@/lib/paths'
import { useCreateCluster } from '@/lib/queries/clusters'
import { ClusterReview } from './cluster-review'
import { ExternalFields } from './external-fields'
import { clusterForm, emptyClusterForm, inFormWords, toCreateInput } from './form-values'
import { NumberedSection } from './numbered-section'

const types = [
  {
    value: 'Basic',
    title: 'Basic',
    description: 'One broker with Kafka 4.2. For development, demonstrations and small loads.',
  },
]
const providers = [
  {
    value: 'LOCAL',
    title: 'This machine',
    description: 'Starts a broker of its own here, in seconds.',
    icon: <HardDrive />,
  },
  {
    value: 'EXTERNAL',
    title: 'Bring your own Kafka',
    description: 'Attaches a cluster that runs elsewhere. Nothing is installed there.',
    icon: <Network />,
  },
]

export function CreateClusterForm({ environmentId }: { environmentId: string }) {
  const router = useRouter()
  const crumbs = useEnvironmentCrumbs(environmentId, { label: 'Create cluster' })
  const form = useZodForm(clusterForm, emptyClusterForm)
  const create = useCreateCluster()
  const [failure, setFailure] = useState<string | null>(null)
  const { errors, isDirty } = form.formState
  const provider = useWatch({ control: form.control, name: 'provider' })
  const submit = form.handleSubmit(async (values) => {
    setFailure(null)
    try {
      const made = await create.mutateAsync(toCreateInput(values, environmentId))
      router.push(paths.overview(environmentId, made.id))
    } catch (error) {
      setFailure(showServerErrors(form, inFormWords(error)) ?? 'Check the marked fields.')
    }
  })
  return (
    <FormProvider {...form}>
      <form noValidate className="flex min-h-full flex-col" onSubmit={(event) => void submit(event)}>
        <div className="px-4 pt-3 md:px-7 md:pt-4">
          <PageHeader title="Create cluster" breadcrumb={crumbs} />
        </div>
        <div className="flex flex-1 flex-col gap-7 px-4 py-6 md:px-7 lg:flex-row lg:gap-12">
          <div className="flex w-full max-w-160 min-w-0 flex-col gap-7">
            {failure ? <Banner tone="danger">{failure}</Banner> : null}
            <NumberedSection number={1} title="Cluster name">
              <Field label="Cluster name" isLabelHidden error={errors.display_name?.message}>
                <Input {...form.register('display_name')} placeholder="cluster_1" />
              </Field>
            </NumberedSection>
            <NumberedSection number={2} title="Cluster type">
              <Controller
                control={form.control}
                name="kind"
                render={({ field }) => (
                  <RadioCards
                    aria-label="Cluster type"
                    value={field.value}
                    onValueChange={field.onChange}
                    cards={types}
                  />
                )}
              />
            </NumberedSection>
            <NumberedSection number={3} title="Provider">
              <Controller
                control={form.control}
                name="provider"
                render={({ field }) => (
                  <RadioCards
                    aria-label="Provider"
                    value={field.value}
                    onValueChange={field.onChange}
                    cards={providers}
                  />
                )}
              />
              {provider === 'EXTERNAL' ? <ExternalFields /> : null}
            </NumberedSection>
          </div>
          <div className="w-full max-w-160 min-w-0 lg:max-w-110">
            <NumberedSection number={4} title="Review">
              <ClusterReview />
            </NumberedSection>
          </div>
        </div>
        <footer className="bg-canvas sticky bottom-0 z-20 flex items-center justify-between gap-3 border-t px-4 py-3 md:px-7">
          <Button asChild>
            <Link href={paths.environment(environmentId)}>Cancel</Link>
          </Button>
          <Button type="submit" variant="primary" isLoading={create.isPending || create.isSuccess}>
            Launch cluster
          </Button>
        </footer>
        <LeaveGuard isActive={isDirty && !create.isSuccess} text="What you have filled in here is lost." />
      </form>
    </FormProvider>
  )
}
