import type { Dependencias } from './ports.ts'

/** Ends requests for good; whatever they were about to show is gone. */
export const terminarSolicitudes = (
  deps: Pick<Dependencias, 'almacen'>,
  ids: readonly string[],
): Promise<void> =>
  deps.almacen.transaccion(async (uow) => {
    for (const id of ids) {
      await uow.codigos.borrar(id)
      await uow.solicitudes.borrar(id)
    }
  })
