import { enDias } from '../domain/plazos.ts'
import { anotar } from './anotar.ts'
import type { Dependencias } from './ports.ts'

/** How long the outbox remembers what it sent: the record that a notice left. */
const AVISOS_DIAS = 30
/** How long tries are remembered for an identifier that nobody touches; a closed one stays as long as it is closed. */
const CONTADORES_DIAS = 90

/**
 * Erases what is over: requests, links, codes, sessions, limits, submissions, old mail and old tries, and documents decided
 * long ago.
 * @returns rows erased.
 */
export async function purgar(deps: Pick<Dependencias, 'almacen' | 'politica' | 'reloj'>): Promise<number> {
  const ahora = deps.reloj.ahora()
  const borrados = await deps.almacen.transaccion(async (uow) => [
    await uow.cambiosEmail.borrarVencidos(ahora),
    await uow.codigos.borrarVencidos(ahora),
    await uow.enlaces.borrarVencidos(ahora),
    await uow.envios.borrarVencidos(ahora),
    await uow.eventos.borrarVencidos(ahora),
    await uow.limites.borrarVencidos(ahora),
    await uow.provisorias.borrarVencidas(ahora),
    await uow.sesiones.borrarVencidas(ahora),
    await uow.solicitudes.borrarSecretosVencidos(ahora),
    await uow.solicitudes.borrarVencidas(ahora),
    await uow.avisos.borrarAntiguos(enDias(ahora, -AVISOS_DIAS)),
  ])
  // Apart: it touches rows that tries lock, and must hold no other one meanwhile.
  const abiertos = await deps.almacen.transaccion((uow) =>
    uow.contadores.borrarAbiertos(ahora, enDias(ahora, -CONTADORES_DIAS)),
  )
  const documentos = await deps.almacen.transaccion(async (uow) => {
    const cuantos = await uow.documentos.borrarDecididos(enDias(ahora, -deps.politica.documentoDias), ahora)
    if (cuantos > 0) {
      await anotar(uow, { origen: null }, ahora, 'documentos_borrados', {
        actor: 'sistema',
        detalle: { cuantos },
      })
    }
    return cuantos
  })
  return borrados.reduce((suma, n) => suma + n, abiertos + documentos)
}
