import { knownRoots } from 'virtual:known-roots'
import { useQuery } from '@tanstack/react-query'
import { collectByCode } from './collection.ts'
import type { Submission } from './submission.ts'

/**
 * Collects once for each submission: nothing but the person repeats it, neither a failure nor a window that comes back.
 * When nobody looks any more the call is ended, and the relay's call to the authority with it.
 *
 * @param submission what to collect; its code stays out of the query's key
 * @returns the query
 */
export function useCollection({ number, code, options }: Submission) {
	return useQuery({
		queryKey: ['collection', number],
		queryFn: ({ signal }) => collectByCode(code, options, signal, knownRoots),
		retry: false,
		retryOnMount: false,
		networkMode: 'always',
		staleTime: Number.POSITIVE_INFINITY,
		gcTime: Number.POSITIVE_INFINITY,
	})
}
