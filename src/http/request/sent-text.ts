/** The text sent under a name in a body or query; '' when absent, sent more than once or no text. */
export function sentText(from: unknown, name: string): string {
  const sent: Record<string, unknown> = typeof from === 'object' && from !== null ? { ...from } : {}
  const value = Object.hasOwn(sent, name) ? sent[name] : undefined
  return typeof value === 'string' ? value : ''
}
