import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { parametersOf, type RequestOptions, usualOptions } from '../../collectccc/options.ts'
import { failureOf } from '../collect/collectionFailure.ts'
import { Failure } from '../collect/Failure.tsx'
import { leadToFaultyOption, OptionsDisclosure } from '../collect/OptionsDisclosure.tsx'
import { RawReply } from '../collect/RawReply.tsx'
import { Button } from '../ui/Button.tsx'
import { deskWords } from '../words/deskWords.ts'
import { orderCalls } from './deskOfPage.ts'
import { StatusNotice } from './StatusNotice.tsx'
import { isSignedOut } from './session.ts'
import { endSession } from './useSession.ts'

/** Everything else that CollectCCC can be asked about an order, for tests and for support; what comes is shown as it is. */
export function OtherRequest({ orderNumber }: { orderNumber: string }) {
	const w = deskWords.view
	const client = useQueryClient()
	const [options, setOptions] = useState<RequestOptions>()
	const [asked, setAsked] = useState<{ readonly number: number; readonly options: RequestOptions }>()
	const { data, error, isFetching } = useQuery({
		queryKey: ['other-request', orderNumber, asked?.number],
		queryFn: ({ signal }) =>
			orderCalls()
				.askFor(orderNumber, parametersOf(asked?.options ?? usualOptions), signal)
				.catch((error: unknown) => {
					const failure = failureOf(error)
					if (isSignedOut(failure)) endSession(client, failure.details.reported)
					throw failure
				}),
		enabled: asked !== undefined,
		retry: false,
		networkMode: 'always',
		staleTime: Number.POSITIVE_INFINITY,
		gcTime: 0,
	})
	const failure = error && !isFetching ? failureOf(error) : undefined
	const ask = () => {
		if (isFetching || leadToFaultyOption()) return
		setAsked({ number: (asked?.number ?? 0) + 1, options: options ?? usualOptions })
	}
	return (
		<div className="print:hidden">
			<OptionsDisclosure options={options} asker="account" onOptions={setOptions}>
				<Button className="mt-4" aria-disabled={isFetching} onClick={ask}>
					{w.askLikeThis}
				</Button>
				<div role="status" className="mt-4 space-y-2">
					{isFetching && <p>{w.asking}</p>}
					{data?.outcome.kind === 'status' && <StatusNotice status={data.outcome} />}
					{data?.outcome.kind === 'chain' && <p>{w.cameWith(data.outcome.chain.sent.length)}</p>}
					{data && <RawReply key={asked?.number} bytes={data.raw} />}
				</div>
				{failure && <Failure failure={failure} explanation={deskWords.failure(failure.code)} />}
			</OptionsDisclosure>
		</div>
	)
}
