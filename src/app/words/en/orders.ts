/** What is said at the support desk, in English. It is loaded with that page. */
import type { SessionEnd } from '../../orders/session.ts'
import { countdown, type Explanation } from './formats.ts'

export const enOrders = {
	title: 'Support desk',
	footer:
		'Your password is sealed in a cookie that no script can read, and is gone when you sign out. Certificates are kept in this tab only while it is open.',
	loading: 'One moment …',

	signIn: {
		title: 'Sign in to the support desk',
		lead: 'Look up the orders of your account, keep watch over them, and answer your customers.',
		loginName: 'Login name',
		loginPassword: 'Password',
		orderNumber: 'Order number',
		why: 'Any order of your account will do. The certificate authority has no sign-in: the only way to try a login is to ask for an order, so one is asked for, once, and you see it first.',
		button: 'Sign in',
		unfit: {
			loginName: 'Give your login name, at most 64 characters.',
			loginPassword: 'Give your password, at most 128 characters.',
			orderNumber: 'An order number has digits only, at most 20.',
		},
		refused: {
			title: 'The certificate authority refused this login',
			cause: 'It names four causes and does not say which of them it is:',
			next: 'Nothing is repeated for you, because repeating can lock the account. Be sure of your login before you try again.',
		},
		causes: [
			'The login name or the password is wrong. Capitals count in both.',
			'The account is locked.',
			'The password has expired.',
			'The authority takes no calls from the address of this site.',
		],
		refusedCode: 'Code -16',
		throttled: {
			title: 'Too many sign-ins have failed',
			cause: 'This site stops here, so that nobody can guess passwords or lock your account. The authority was not asked.',
			next: 'Make sure of your login in the meantime.',
		},
		again: (milliseconds: number) => `You can try again in ${countdown(milliseconds)}.`,
		ended: {
			expired: {
				title: 'Your session has ended',
				cause: 'It ends after 30 minutes in which the authority was not asked, and after 8 hours in any case.',
				next: 'Your orders are still here. Sign in again and go on.',
			},
			refused: {
				title: 'The certificate authority no longer accepts your login',
				cause:
					'It answered -16 to a call: the password may have changed or expired, the account may be locked, or this site’s address blocked. Nothing was asked after that.',
				next: 'Your orders are still here. Find out which it is before you sign in again, because failed sign-ins can lock the account.',
			},
			elsewhere: {
				title: 'You have been signed out',
				cause: 'Somebody signed out in another tab of this browser, or this site was set up anew.',
				next: 'Your orders are still here. Sign in again and go on.',
			},
		} satisfies Record<SessionEnd, Explanation>,
		demo: {
			title: 'Sandbox: an account to try',
			text: 'This server is not connected to a certificate authority. The account and its orders are made up.',
			fillIn: 'Fill in',
		},
	},

	session: {
		label: 'Session',
		signedInAs: 'Signed in as',
		ends: (at: string, left: string) => `Ends at ${at} UTC, in ${left}`,
		signOut: 'Sign out',
		signOutFailed: 'You could not be signed out. Check your connection and try again, or close the browser.',
	},
}
