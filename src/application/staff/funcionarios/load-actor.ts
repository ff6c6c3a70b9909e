import { POWERS_OF } from '../../../domain/staff/roles.ts'
import type { Deps, Renewed, SignedIn, StaffActor } from '../../ports.ts'

export type FuncionarioActor = Extract<StaffActor, { kind: 'funcionario' }>

/** Who acts in a request of the console, and what the pages show of them. */
export interface SignedInActor {
  actor: FuncionarioActor
  nombre: string
  /** Whether single keys do something. */
  atajos: boolean
  /** They may open no page but the one where a passkey is registered. */
  onlyRegisters: boolean
}

/**
 * Who a session of the console belongs to now; asked for in each request (product.md “Staff”).
 * @returns undefined when they were suspended, restarted or given another role since it began, on whichever node.
 */
export async function loadActor(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  { id, generation, onlyRegisters }: SignedIn,
  renewed?: Renewed,
): Promise<SignedInActor | undefined> {
  const funcionario = await store.single.funcionarios.findById(id)
  if (funcionario?.estado !== 'activo' || funcionario.generation !== generation) return undefined
  const { rol, nombre, atajos } = funcionario
  const renewedFor = renewed && renewed.until > clock.now().getTime() ? renewed.llamada : null
  const powers = onlyRegisters ? [] : POWERS_OF[rol]
  return {
    ...{ actor: { kind: 'funcionario', id, rol, powers, renewedFor }, nombre, atajos },
    onlyRegisters: onlyRegisters !== undefined,
  }
}
