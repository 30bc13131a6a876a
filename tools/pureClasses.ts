import type { Plugin } from 'vite'

/** Character positions where something is to be inserted. */
type Insertion = readonly [at: number, text: string]

/**
 * Lets the bundler leave out what is not used of pkijs and asn1js.
 *
 * Their classes have `static {}` blocks, which bundlers must take for side effects, and pkijs sets up its crypto engine
 * on import; so anything imported brings everything along (85 KB gzip). The blocks only give a class its own constants:
 * wrapped in a call that is marked as pure, a class goes when nothing uses it. asn1js's calls on import stay, for they
 * register its parsers.
 *
 * @returns a plugin for Vite that touches these two packages alone
 */
export function pureClasses(): Plugin {
	return {
		name: 'certcollect:pure-classes',
		applyToEnvironment: ({ name }) => name === 'client',
		transform: {
			filter: { id: /node_modules\/(pkijs|asn1js)\/build\/index\.js$/ },
			handler(code, id) {
				const pure = '/* @__PURE__ */ '
				const insertions: Insertion[] = []
				for (const statement of this.parse(code).body) {
					if (statement.type === 'VariableDeclaration')
						for (const { init } of statement.declarations)
							if (init?.type === 'ClassExpression') insertions.push([init.start, `${pure}(() => `], [init.end, ')()'])
					if (id.includes('/pkijs/') && statement.type === 'ExpressionStatement') {
						if (statement.expression.type === 'CallExpression') insertions.push([statement.start, pure])
					}
				}
				let at = 0
				const parts = insertions.flatMap(([position, text]) => {
					const part = code.slice(at, position)
					at = position
					return [part, text]
				})
				return { code: [...parts, code.slice(at)].join(''), map: null }
			},
		},
	}
}
