import { Controller, type Control, type FieldPath, type FieldValues } from 'react-hook-form'
import { Combobox, type ComboboxOption } from '@/components/ui/combobox'
import { Field } from '@/components/ui/field'

/** A required choice out of a list that is read from the server. */
export function ComboboxField<Values extends FieldValues>(props: {
  control: Control<Values, unknown, Values>
  name: FieldPath<Values>
  label: string
  noun: string
  options: readonly ComboboxOption[]
  isLoading: boolean
  /** Before another value is taken: what hangs on the old one can be cleared. */
  onChange?: () => void
}) {
  return (
    <Controller
      control={props.control}
      name={props.name}
      render={({ field, fieldState }) => (
        <Field label={props.label} isRequired error={fieldState.error?.message}>
          <Combobox
            value={field.value}
            onValueChange={(next) => {
              if (next !== field.value) props.onChange?.()
              field.onChange(next)
            }}
            noun={props.noun}
            placeholder={`Choose from ${props.noun}`}
            isLoading={props.isLoading}
            options={props.options}
          />
        </Field>
      )}
    />
  )
}
