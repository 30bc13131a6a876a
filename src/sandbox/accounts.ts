/** Who may ask with a login, and how a login gets locked. */

export interface Account {
	readonly loginName: string
	readonly loginPassword: string
}

/** The account that the orders belong to. */
export const account: Account = { loginName: 'reseller', loginPassword: 'sandbox-password' }

/** Somebody else who may see the same orders. */
export const otherAccount: Account = { loginName: 'partner', loginPassword: 'another-password' }

/** An account that is locked from the start: whatever its password, it is refused. */
export const lockedAccount: Account = { loginName: 'locked', loginPassword: 'sandbox-password' }

export interface Accounts {
	/** @returns whether the login is accepted; a wrong password counts, and a right one sets the count back */
	accept(login: Account): boolean
	/** Makes every account usable that was locked by wrong passwords. */
	unlock(): void
}

/** @param lockAfter how many wrong passwords in a row lock an account */
export function createAccounts(lockAfter: number): Accounts {
	const passwords = new Map([account, otherAccount].map(({ loginName, loginPassword }) => [loginName, loginPassword]))
	const failures = new Map<string, number>()
	return {
		accept({ loginName, loginPassword }) {
			const failed = failures.get(loginName) ?? 0
			if (failed >= lockAfter) return false
			const isRight = passwords.get(loginName) === loginPassword
			failures.set(loginName, isRight ? 0 : failed + 1)
			return isRight
		},
		unlock: () => failures.clear(),
	}
}
