import type { Dependencias, ResumenAvisos } from './ports.ts'

/** How many notices have yet to leave, and how many were given up, for the metrics and `revisar`. */
export const resumenAvisos = ({ almacen }: Pick<Dependencias, 'almacen'>): Promise<ResumenAvisos> =>
  almacen.transaccion((uow) => uow.avisos.resumen())
