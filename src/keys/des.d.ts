/** What is used of des.js, which brings no types. */
declare module 'des.js' {
	interface Options {
		readonly type: 'encrypt' | 'decrypt'
		readonly key: ArrayLike<number>
		readonly iv: ArrayLike<number>
		readonly padding: boolean
	}
	interface Cipher {
		update(data: ArrayLike<number>): number[]
		final(): number[]
	}
	interface Kind {
		readonly prototype: Cipher
	}
	const des: {
		readonly DES: Kind
		readonly EDE: Kind
		readonly CBC: { instantiate(kind: Kind): { create(options: Options): Cipher } }
	}
	export default des
}
