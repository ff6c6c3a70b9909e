import type { Almacen } from '../../application/ports.ts'
import { resumenAvisos } from '../../application/resumen-avisos.ts'
import { transporteDe } from '../../composition.ts'
import type { Config } from '../../config.ts'
import { mostrarMomento } from '../../domain/fecha.ts'
import { aviso, type Linea, mal, ok } from './linea.ts'

/** Notices leave within so many minutes (PRODUCT “Rules that hold everywhere”). */
const PLAZO_MINUTOS = 10

/** Whether mail can leave now. */
export async function revisarCorreo(config: Config): Promise<Linea> {
  const correo = await transporteDe(config)
  const donde = config.SMTP_URL
    ? `el servidor ${new URL(config.SMTP_URL).host}`
    : `la carpeta ${config.MAIL_DIR}`
  try {
    return (await correo.comprobar())
      ? ok('correo', `sale por ${donde}`)
      : mal('correo', `${donde} no recibe correo`)
  } finally {
    await correo.cerrar()
  }
}

/** Whether what is in the outbox leaves in time. */
export async function revisarAvisos(almacen: Almacen, ahora: Date): Promise<Linea> {
  const { pendientes, abandonados, masAntiguoEn } = await resumenAvisos({ almacen })
  const cuantos = `${pendientes} por salir, ${abandonados} abandonados`
  if (masAntiguoEn && ahora.getTime() - masAntiguoEn.getTime() > PLAZO_MINUTOS * 60_000) {
    return mal('avisos', `${cuantos}; el más antiguo espera desde el ${mostrarMomento(masAntiguoEn)}`)
  }
  return abandonados > 0 ? aviso('avisos', cuantos) : ok('avisos', cuantos)
}
