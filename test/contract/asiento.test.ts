import { beforeEach, describe, expect, test } from 'vitest'
import { Asiento } from '../../src/storage/asiento.ts'

describe('commits that wait for the disk', () => {
  let turnos: PromiseWithResolvers<void>[]
  let asiento: Asiento
  beforeEach(() => {
    turnos = []
    asiento = new Asiento(() => {
      const turno = Promise.withResolvers<void>()
      turnos.push(turno)
      return turno.promise
    })
  })

  /** @returns whether it is over, once everything that can go on has gone on. */
  async function seguir(promesa: Promise<void>): Promise<boolean> {
    let terminada = false
    promesa.then(
      () => (terminada = true),
      () => (terminada = true),
    )
    await new Promise(setImmediate)
    return terminada
  }
  const confirmar = () => {
    asiento.anotar()
    return asiento.asentar()
  }

  test('do not wait when nothing was written', async () => {
    expect(await seguir(asiento.asentar())).toBe(true)
    expect(turnos).toHaveLength(0)
  })

  test('that come while the disk works share its next turn', async () => {
    const primera = confirmar()
    expect(await seguir(primera)).toBe(false)
    const otras = [confirmar(), confirmar(), confirmar()]
    turnos[0]?.resolve()
    expect(await seguir(primera)).toBe(true)
    expect(await seguir(Promise.all(otras).then(() => {}))).toBe(false)
    expect(turnos).toHaveLength(2)
    turnos[1]?.resolve()
    await Promise.all(otras)
    expect(turnos).toHaveLength(2)
  })

  test('and who only reads waits for what is not there yet', async () => {
    const escribe = confirmar()
    await seguir(escribe)
    const lee = asiento.asentar()
    expect(await seguir(lee)).toBe(false)
    turnos[0]?.resolve()
    await Promise.all([escribe, lee])
    expect(turnos).toHaveLength(1)
  })

  test('that the disk refuses say so, and the next one tries again', async () => {
    const rota = confirmar()
    await seguir(rota)
    turnos[0]?.reject(new Error('the disk broke'))
    await expect(rota).rejects.toThrow('the disk broke')
    const siguiente = asiento.asentar()
    await seguir(siguiente)
    turnos[1]?.resolve()
    await siguiente
  })
})
