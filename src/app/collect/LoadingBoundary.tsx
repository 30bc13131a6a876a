import { Component, type ReactNode } from 'react'
import { CollectionFailure } from './collectionFailure.ts'
import { Failure } from './Failure.tsx'

/** Stands in where the code for collecting could not be loaded: the site was updated, or the connection broke. */
export class LoadingBoundary extends Component<{ children: ReactNode }, { cause: unknown }> {
	override state: { cause: unknown } = { cause: undefined }

	static getDerivedStateFromError(cause: unknown) {
		return { cause }
	}

	override render() {
		if (this.state.cause === undefined) return this.props.children
		const failure = new CollectionFailure('application-outdated', {}, { cause: this.state.cause })
		return <Failure failure={failure} onAgain={() => location.reload()} />
	}
}
