import { ORDEN_KINDS } from '../../../src/domain/staff/orden.ts'

/** What use cases are given whose power depends on it, by name and variant as docs/consola.md writes them. */
export const USE_CASE_INPUTS: Readonly<Record<string, unknown>> = Object.fromEntries(
  ['askOrden', 'askOrdenInLlamada'].flatMap((name) =>
    ORDEN_KINDS.map((kind) => [`${name} ${kind}`, { kind }]),
  ),
)
