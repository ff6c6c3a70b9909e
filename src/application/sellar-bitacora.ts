import type { AnotacionGuardada, Dependencias, Sellador, Sello } from './ports.ts'

const TANDA = 500

/**
 * Seals the audit entries that have no seal yet, in one batch, chained to the seal before.
 * @returns the new head of the chain, to be written in the log too; nothing when there was nothing to seal.
 */
export function sellarBitacora(
  deps: Pick<Dependencias, 'almacen' | 'reloj'>,
  sellador: Sellador,
): Promise<Sello | undefined> {
  return deps.almacen.transaccion(async (uow) => {
    const ultimo = await uow.bitacora.ultimoSello()
    const filas = await uow.bitacora.desde(ultimo?.hasta ?? 0, TANDA)
    const [primera, final] = [filas.at(0), filas.at(-1)]
    if (!primera || !final) return undefined
    const nuevo: Sello = {
      numero: (ultimo?.numero ?? 0) + 1,
      desde: primera.numero,
      hasta: final.numero,
      ...sellador.sellar(ultimo?.sello ?? null, filas),
      en: deps.reloj.ahora(),
    }
    await uow.bitacora.sellar(nuevo)
    return nuevo
  })
}

export interface Verificacion {
  sellos: number
  /** Entries covered by a good seal. */
  filas: number
  /** Entries after the last seal. */
  sinSellar: number
  /** The last good seal, to compare with the one in the log. */
  cabeza: string | null
  falla: { sello: number; motivo: 'alterada' | 'llave_desconocida' | 'faltan_filas' } | null
}

/** Follows the chain from its first seal and says where it breaks, if anywhere. Reads in batches. */
export async function verificarBitacora(
  deps: Pick<Dependencias, 'almacen'>,
  sellador: Sellador,
): Promise<Verificacion> {
  const hasta: Verificacion = { sellos: 0, filas: 0, sinSellar: 0, cabeza: null, falla: null }
  let anterior: Sello | undefined
  for (;;) {
    const sello = await deps.almacen.transaccion(async (uow) =>
      (await uow.bitacora.sellos(hasta.sellos, 1)).at(0),
    )
    if (!sello) break
    const desde = anterior?.hasta ?? 0
    const filas = await deps.almacen.transaccion((uow) => uow.bitacora.desde(desde, sello.hasta - desde))
    const falla = juzgar(sellador, anterior, sello, filas)
    if (falla) return { ...hasta, falla: { sello: sello.numero, motivo: falla } }
    hasta.sellos = sello.numero
    hasta.filas += filas.length
    hasta.cabeza = sello.sello
    anterior = sello
  }
  const resto = await deps.almacen.transaccion((uow) => uow.bitacora.desde(anterior?.hasta ?? 0, TANDA))
  return { ...hasta, sinSellar: resto.length }
}

function juzgar(
  sellador: Sellador,
  anterior: Sello | undefined,
  sello: Sello,
  filas: readonly AnotacionGuardada[],
): 'alterada' | 'llave_desconocida' | 'faltan_filas' | undefined {
  const sigue = sello.numero === (anterior?.numero ?? 0) + 1
  const completa = filas.at(0)?.numero === sello.desde && filas.at(-1)?.numero === sello.hasta
  if (!sigue || !completa) return 'faltan_filas'
  const juicio = sellador.verificar(sello, anterior?.sello ?? null, filas)
  return juicio === 'integra' ? undefined : juicio
}
