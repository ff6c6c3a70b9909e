/** Work of the last days as the panel of supervisors shows it: a busy product, with edges. */
import { randomUUID } from 'node:crypto'
import type { DailyCount, Deps } from '../../../src/application/ports.ts'
import { PERFILES } from '../../../src/domain/perfil.ts'
import { NO_CODIGO } from '../../../src/domain/staff/llamada.ts'
import { DAILY_EVENTS } from '../../../src/domain/staff/panel.ts'
import { diasUntil } from '../../../src/domain/values/dia.ts'
import { addMinutes } from '../../../src/domain/values/durations.ts'
import { todayInChile } from '../../../src/domain/values/fecha.ts'
import { completeCuenta } from '../storage/contract.ts'
import { storedFuncionario } from './personal.ts'

const NAMES = [
  'Eva Ríos',
  'Wolfeschlegelsteinhausenbergerdorff Hubert Blaine de la Santísima Trinidad Guzmán',
  'Ana Soto',
]

/** One day is empty, one has a huge number, one name is long, and somebody checks nobody. */
export async function busyPanel(deps: Deps, identificador: string): Promise<void> {
  const now = deps.clock.now()
  const days = diasUntil(todayInChile(now), 30)
  const counts = days.flatMap((day, at) =>
    at === 11
      ? []
      : DAILY_EVENTS.flatMap((event, e) =>
          PERFILES.map((perfil, p): DailyCount => {
            const usual = Math.round((420 / (e + 1) ** 2 / (p + 1) ** 2) * (1 + 0.4 * Math.sin(at + e)))
            return { day, event, perfil, count: at === 20 && event === 'clave_cambiada' ? 90_000 : usual }
          }),
        ),
  )
  const cuenta = completeCuenta({ identificador, emailRepresentante: null })
  await deps.store.transaction(async (uow) => {
    await uow.supervision.addCounts(counts, 0)
    await uow.cuentas.create(cuenta)
    for (const [who, nombre] of NAMES.entries()) {
      const id = randomUUID()
      await uow.funcionarios.create(storedFuncionario({ id, nombre, email: `${id}@sence.test` }))
      for (let n = 0; n < 14 - who * 4; n++) {
        const openedAt = addMinutes(now, -40 * (n + 1))
        await uow.llamadas.create({
          ...{
            id: randomUUID(),
            funcionarioId: id,
            cuentaId: cuenta.id,
            reason: 'clave_olvidada',
            ...NO_CODIGO,
          },
          ...{ encryptedCallNumber: null, casoNumber: null, openedAt, leaseUntil: openedAt, codigosSent: 0 },
          ...{ readBack: [], done: [], checkedAt: who === 0 ? null : openedAt },
          ...{ endedAt: addMinutes(openedAt, 2 + n / 7), ending: n % 5 === 4 ? 'vencida' : 'terminada' },
        })
      }
    }
  })
}
