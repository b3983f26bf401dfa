/** Saves text or bytes made in the browser as a file. */
export function downloadFile(name: string, content: string | Uint8Array<ArrayBuffer>, type = 'text/plain') {
  const url = URL.createObjectURL(new Blob([content], { type: `${type};charset=utf-8` }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  document.body.append(link)
  link.click()
  link.remove()
  // Firefox reads the object after the click returns.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
