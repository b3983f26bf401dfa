'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { connectLive } from '@/lib/queries/live'

export function LiveUpdates() {
  const client = useQueryClient()
  useEffect(() => connectLive(client), [client])
  return null
}
