// The two shapes of `metadata` in answers of the control APIs: of an object, and of a page of a list. Every noun's schema uses them.
import { z } from 'zod'

export const objectMetadata = z.object({
  self: z.string(),
  resource_name: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
})

export const listMetadataDto = z.object({
  first: z.string().optional(),
  next: z.string().optional(),
  total_size: z.number().optional(),
})
