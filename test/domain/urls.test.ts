import { expect, it } from 'vitest'
import { operacionesOf } from '../../src/domain/forms/tramites.ts'
import { PERFILES } from '../../src/domain/perfil.ts'
import {
  actualizarWithClaveUrl,
  captchaUrls,
  casoUrl,
  completarUrl,
  enlacePageUrl,
  enlaceUrl,
  OLD_LINKS,
  pasoUrl,
  paths,
  sectionUrl,
  urlOfPaso,
  withdrawUrl,
} from '../../src/domain/urls.ts'

it('the addresses that guides, mails and other systems point to stay as they are', () => {
  expect([paths.home, paths.masInformacion, paths.privacidad, paths.accesibilidad]).toEqual([
    '/',
    '/mas-informacion',
    '/privacidad',
    '/accesibilidad',
  ])
  expect(
    PERFILES.flatMap((perfil) => operacionesOf(perfil).map((operacion) => urlOfPaso({ perfil, operacion }))),
  ).toEqual([
    '/natural/registrar',
    '/natural/recuperar',
    '/natural/cambiar',
    '/natural/actualizar',
    '/juridica/registrar',
    '/juridica/recuperar',
    '/juridica/cambiar',
    '/juridica/actualizar',
    '/juridica/facilitador/solicitar',
    '/juridica/facilitador/recuperar',
    '/migrante/registrar',
    '/migrante/recuperar',
    '/migrante/cambiar',
    '/migrante/actualizar',
    '/facilitador/cambiar',
  ])
  expect(enlaceUrl('abc')).toBe('/enlace/abc')
  expect([paths.healthz, paths.readyz, paths.metrics]).toEqual(['/healthz', '/readyz', '/metrics'])
  expect(OLD_LINKS.map(({ from, to }) => `${from} ${to}`)).toEqual([
    '/account /',
    '/account/registrar /natural/registrar',
    '/account/recuperarclave /natural/recuperar',
    '/account/cambiarclave /natural/cambiar',
    '/account/actualizardatos /natural/actualizar',
  ])
})

it('a page of a solicitud names it, and its buttons belong to its tramite', () => {
  expect(pasoUrl('natural', 'recuperar', 'pregunta', 'a-b')).toBe('/natural/recuperar/pregunta?solicitud=a-b')
  expect(pasoUrl('juridica', 'facilitador/solicitar', 'alto')).toBe('/juridica/facilitador/solicitar/alto')
  expect(casoUrl('migrante', 'registrar')).toBe('/migrante/registrar/caso')
  expect(completarUrl('natural')).toBe('/natural/cambiar/completar')
  expect(actualizarWithClaveUrl('natural')).toBe('/natural/actualizar/clave')
  expect(actualizarWithClaveUrl('natural', 'cambiar')).toBe('/natural/actualizar/clave?desde=cambiar')
})

it('encodes what it is given, so that no parameter reaches beyond its place', () => {
  const odd = '../a b?c&d#é'
  const encoded = '..%2Fa%20b%3Fc%26d%23%C3%A9'
  expect(enlaceUrl(odd)).toBe(`/enlace/${encoded}`)
  expect(enlacePageUrl('recuperar', odd)).toBe(`/enlace/recuperar?enlace=${encoded}`)
  expect(captchaUrls(odd)).toEqual({
    frame: `/captcha/${encoded}`,
    image: `/captcha/${encoded}.png`,
    sound: `/captcha/${encoded}.wav`,
  })
  expect(pasoUrl('natural', 'cambiar', 'nueva', odd)).toBe(`/natural/cambiar/nueva?solicitud=${encoded}`)
  expect(withdrawUrl('a', odd)).toBe(
    `/juridica/facilitador/solicitar/retirar?solicitud=a&facilitador=${encoded}`,
  )
  expect(sectionUrl('que es')).toBe('/mas-informacion#que%20es')
})

it('a paso that the table of tramites lacks does not compile', () => {
  // @ts-expect-error: Recuperar has no paso «seguridad».
  expect(pasoUrl('natural', 'recuperar', 'seguridad')).toBe('/natural/recuperar/seguridad')
  // @ts-expect-error: a facilitador has no Actualizar.
  expect(pasoUrl('facilitador', 'actualizar')).toBe('/facilitador/actualizar')
  // @ts-expect-error: only an organisation has facilitadores.
  expect(casoUrl('natural', 'facilitador/solicitar')).toBe('/natural/facilitador/solicitar/caso')
})
