import type { Llamada } from '../../../domain/staff/llamada.ts'

/** Calls: an account opened by one funcionario for one caller. */
export interface Llamadas {
  /** Adds one. A cuenta has one open: of two at once, the later transaction runs again and finds it. */
  create(llamada: Llamada): Promise<void>
  findById(id: string): Promise<Llamada | undefined>
  /** The same, and holds it until the transaction ends: others that lock it wait, and see what it wrote. */
  lock(id: string): Promise<Llamada | undefined>
  /** The one that did not end, whether or not its agent still has it; held as by {@link lock}. */
  lockOpenByCuenta(cuentaId: string): Promise<Llamada | undefined>
  /** Newest first. */
  findByCuenta(cuentaId: string, limit: number): Promise<Llamada[]>
  /** Of one funcionario: the open ones, then the others; newest first. */
  findByFuncionario(funcionarioId: string, limit: number): Promise<Llamada[]>
  /** Those that did not end and that nobody has any more, oldest first. */
  findLapsed(now: Date, limit: number): Promise<Llamada[]>
  save(llamada: Llamada): Promise<void>
  /** Ends the codes that were sent or read back in the open one of a cuenta. */
  endCodigos(cuentaId: string): Promise<void>
}
