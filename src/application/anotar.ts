import type { EventoBitacora } from '../domain/eventos.ts'
import type { Anotacion, UnidadDeTrabajo } from './ports.ts'

/**
 * Writes in the audit, in the transaction of what it tells of.
 * @param hecho ids and codes only, never personal data.
 */
export function anotar(
  uow: UnidadDeTrabajo,
  contexto: { origen: string | null },
  en: Date,
  evento: EventoBitacora,
  hecho: Partial<Omit<Anotacion, 'evento' | 'origen'>> = {},
): Promise<void> {
  return uow.bitacora.anotar(
    {
      evento,
      actor: hecho.actor ?? 'persona',
      cuentaId: hecho.cuentaId ?? null,
      sujeto: hecho.sujeto ?? null,
      origen: contexto.origen,
      resultado: hecho.resultado ?? 'bien',
      detalle: hecho.detalle ?? null,
    },
    en,
  )
}
