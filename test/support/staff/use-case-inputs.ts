/** What use cases are given whose power depends on it, by name and variant as docs/consola.md writes them. */
export const USE_CASE_INPUTS: Readonly<Record<string, unknown>> = {
  'askOrden liberar': { kind: 'liberar' },
  'askOrden invitar': { kind: 'invitar' },
}
