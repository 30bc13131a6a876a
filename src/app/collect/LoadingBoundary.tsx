import { Component, type ReactNode } from 'react'
import { Below } from './Below.tsx'
import { failureOf } from './collectionFailure.ts'
import { Failure } from './Failure.tsx'

/** Stands in where the code for collecting could not be loaded, or broke. Only a new page can have another try at loading. */
export class LoadingBoundary extends Component<
	{
		onFailure?: () => void
		/** it stands in something that has a place of its own */
		isInside?: boolean
		children: ReactNode
	},
	{ error: unknown }
> {
	override state: { error: unknown } = { error: undefined }

	static getDerivedStateFromError(error: unknown) {
		return { error }
	}

	override componentDidCatch() {
		this.props.onFailure?.()
	}

	override render() {
		if (this.state.error === undefined) return this.props.children
		const failure = <Failure failure={failureOf(this.state.error)} onAgain={() => location.reload()} />
		return this.props.isInside ? failure : <Below>{failure}</Below>
	}
}
