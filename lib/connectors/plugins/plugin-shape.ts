// What a connector of one's own says of itself.
import { z } from 'zod'

const field = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9._-]*$/, 'has letters, digits, dots, hyphens and underscores only'),
  type: z.enum(['STRING', 'INT', 'LONG', 'DOUBLE', 'BOOLEAN', 'LIST', 'PASSWORD']),
  label: z.string().min(1),
  help: z.string().min(1),
  group: z.string().min(1).optional(),
  default: z.string().optional(),
  required: z.boolean().optional(),
  placeholder: z.string().optional(),
  /** The only values allowed. */
  options: z.array(z.string()).min(1).optional(),
  isAdvanced: z.boolean().optional(),
  /** Where and how it connects: asked in a step of its own, whose values `checkTarget` tries. */
  isConnection: z.boolean().optional(),
  /** False: fixed once launched. */
  isEditable: z.boolean().optional(),
  /** Of INT, LONG and DOUBLE. */
  min: z.number().optional(),
  max: z.number().optional(),
})

export const pluginSpec = z.strictObject({
  className: z.string().regex(/^[A-Za-z]\w{2,99}$/, 'is a name of letters, digits and underscores'),
  type: z.enum(['source', 'sink']),
  title: z.string().min(1).max(60),
  subtitle: z.string().max(100).optional(),
  description: z.string().max(500),
  keywords: z.array(z.string()).optional(),
  fields: z.array(field).optional(),
  delivery: z.enum(['exactly-once', 'at-least-once']).optional(),
})

/** The connector's own properties; those that all connectors have are added. */
export type PluginSpec = z.infer<typeof pluginSpec>
export type PluginField = z.infer<typeof field>
