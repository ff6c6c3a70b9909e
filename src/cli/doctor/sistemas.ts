import type { Store } from '../../application/ports.ts'
import { formatMoment } from '../../domain/values/fecha.ts'
import { type CheckLine, ok, warning } from './line.ts'

const CHECK_NAME = 'salidas de otros sistemas'
/** They are told within a minute; what waits longer was tried several times. */
const MAX_DELAY_MINUTES = 10

/** Whether other systems learn of sign-outs: the log says which one does not. */
export async function checkLogouts(store: Store, now: Date): Promise<CheckLine> {
  const { waiting, oldestAt } = await store.single.openId.readWaitingLogouts()
  const count = `${waiting} por avisar`
  return oldestAt && now.getTime() - oldestAt.getTime() > MAX_DELAY_MINUTES * 60_000
    ? warning(CHECK_NAME, `${count}; la más antigua espera desde el ${formatMoment(oldestAt)}`)
    : ok(CHECK_NAME, count)
}
