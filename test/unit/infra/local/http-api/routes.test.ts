import { routeFinder, type Route } from '../../../../../infra/local/http-api/routes.ts'

const route = (key: string) => ({ key, scopes: [], timeoutMs: 1 }) as unknown as Route
const keys = [
  '$default',
  'ANY /{proxy+}',
  'GET /pets/{proxy+}',
  'GET /pets/{id}',
  'GET /pets/dog',
  'ANY /pets/dog',
  'GET /pets/{id}/toys/{toy}',
  'POST /pets/dog/toys/{rest+}',
]

describe('routing', () => {
  const find = routeFinder(keys.map(route))

  it.each<[string, string, string, Record<string, string>]>([
    ['GET', '/pets/dog', 'GET /pets/dog', {}],
    ['PUT', '/pets/dog', 'ANY /pets/dog', {}],
    ['GET', '/pets/cat', 'GET /pets/{id}', { id: 'cat' }],
    ['GET', '/pets/cat/toys/ball', 'GET /pets/{id}/toys/{toy}', { id: 'cat', toy: 'ball' }],
    ['GET', '/pets/cat/toys', 'GET /pets/{proxy+}', { proxy: 'cat/toys' }],
    ['POST', '/pets/dog/toys/a/b', 'POST /pets/dog/toys/{rest+}', { rest: 'a/b' }],
    ['POST', '/pets/cat', 'ANY /{proxy+}', { proxy: 'pets/cat' }],
    ['GET', '/', '$default', {}],
  ])('%s %s goes to %s', (method, path, key, pathParameters) => {
    expect(find(method, path)).toEqual({ route: route(key), pathParameters })
  })

  it('finds nothing where nothing matches and there is no default', () => {
    const strict = routeFinder(['GET /pets/{id}'].map(route))
    expect(strict('GET', '/pets')).toBeUndefined()
    expect(strict('GET', '/pets/')).toBeUndefined()
    expect(strict('GET', '/pets/cat/')).toBeUndefined()
    expect(strict('POST', '/pets/cat')).toBeUndefined()
  })
})
