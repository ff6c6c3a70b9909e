import { expect, it } from 'vitest'
import { keepsNothing, openIdPaths, openIdRouteOf, openIdRoutes } from '../../../src/domain/openid-paths.ts'

const { authorization, end_session } = openIdRoutes

it.each([
  [authorization, authorization],
  [`${authorization.toUpperCase()}/`, authorization],
  [`${authorization}/an-interaction`, authorization],
  [`${end_session}/anything`, end_session],
  [`${authorization}d`, ''],
  ['/11.111.111-1', ''],
])('the log says of %s that it is %s, and no more', (path, route) => {
  expect(openIdRouteOf(path)).toBe(`${openIdPaths.root}${route}`)
})

it.each([
  [openIdRoutes.token, true],
  [`${openIdRoutes.jwks.toUpperCase()}/`, true],
  ['/.well-known/openid-configuration', true],
  [`${authorization}/an-interaction`, true],
  [authorization, false],
  [`${authorization}/`, false],
  [`${authorization}//`, false],
  [end_session, false],
  ['/anything', false],
])('of a stranger at %s nothing is kept: %s', (path, isSo) => {
  expect(keepsNothing(path)).toBe(isSo)
})
