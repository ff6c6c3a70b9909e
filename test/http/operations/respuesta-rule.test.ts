import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { KNOWN_PREGUNTAS, PREGUNTAS } from '../../../src/domain/secrets/respuesta-secreta.ts'
import { pasoUrl } from '../../../src/domain/urls.ts'
import { rutOf } from '../../support/data/personas.ts'
import { registerNatural, validateForActualizar, withRespuesta } from '../../support/http/journeys.ts'
import { optionsIn, ScriptFreeBrowser, textOf } from '../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'

const RULE = 'Escriba nombre y apellido de esa persona.'
const OFFERED = ['', ...PREGUNTAS.map(({ id }) => id)]

describe('the rule for a secret answer', () => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct()
  })
  afterAll(() => p.close())

  it.each(['natural', 'juridica', 'migrante'] as const)(
    'is told before it is broken, under the twelve questions offered, to register as %s',
    async (perfil) => {
      const page = await new ScriptFreeBrowser(p.app).open(pasoUrl(perfil, 'registrar'))
      expect(textOf(page)).toContain(RULE)
      expect(optionsIn(page, 'preguntaSecreta')).toEqual(OFFERED)
    },
  )

  it('is told where the question is changed', async () => {
    const data = await withRespuesta(await registerNatural(p, 16_200_001), 16_200_001)
    expect(textOf(data)).toContain(RULE)
    expect(optionsIn(data, 'preguntaNueva')).toEqual(OFFERED)
  })

  it('is not told where an answer given before is asked, which may be of any question', async () => {
    const me = await registerNatural(p, 16_200_002)
    const seguridad = await validateForActualizar(me, 16_200_002)
    expect(optionsIn(seguridad, 'preguntaSecreta')).toEqual(['', ...KNOWN_PREGUNTAS.map(({ id }) => id)])
    const recuperar = await me.submit(pasoUrl('natural', 'recuperar'), { rut: rutOf(16_200_002) })
    for (const page of [seguridad, recuperar]) {
      expect(textOf(page)).toContain('No importan las mayúsculas ni los acentos.')
      expect(textOf(page)).not.toContain(RULE)
    }
  })
})
