import {
	createContext,
	type ReactNode,
	type RefObject,
	Suspense,
	use,
	useEffect,
	useLayoutEffect,
	useRef,
	useState,
	useSyncExternalStore,
} from 'react'
import { type Path, places } from './places.ts'

interface PlaceOfPage {
	/** where the page is, whether it is shown or not */
	readonly path: string
	readonly isShown: boolean
}

const Context = createContext<PlaceOfPage>({ path: location.pathname, isShown: true })

/** @returns the place of the page that a component is part of */
export const usePlace = (): PlaceOfPage => use(Context)

/** How far down each page was scrolled, in pixels. */
const scrolled = new Map<string, number>()
addEventListener('scroll', () => scrolled.set(places.getSnapshot().shown, scrollY), { passive: true })

/**
 * The place of one page. The page comes when it is first shown and stays from then on, hidden while another one is shown, with
 * all that it does. React's Activity would end the effects of what it hides, a watch and the worker that holds a key among them.
 */
export function Place({ path, fallback, children }: { path: Path; fallback: ReactNode; children: ReactNode }) {
	const isShown = useSyncExternalStore(places.subscribe, () => places.getSnapshot().shown === path)
	const [isWanted, setWanted] = useState(isShown)
	if (isShown && !isWanted) setWanted(true)
	const frame = useRef<HTMLDivElement>(null)
	useLayoutEffect(() => {
		if (isShown && places.getSnapshot().hasMoved) scrollTo(0, scrolled.get(path) ?? 0)
	}, [isShown, path])
	if (!isWanted) return null
	return (
		<Context value={{ path, isShown }}>
			<div ref={frame} hidden={!isShown}>
				<Suspense fallback={fallback}>
					{children}
					<Arrival frame={frame} isShown={isShown} />
				</Suspense>
			</div>
		</Context>
	)
}

/** Whoever comes from another page begins at this one's title, and hears it. It waits for the code of the page. */
function Arrival({ frame, isShown }: { frame: RefObject<HTMLElement | null>; isShown: boolean }) {
	useEffect(() => {
		if (!isShown || !places.getSnapshot().hasMoved) return
		const title = frame.current?.querySelector<HTMLElement>('h1') ?? frame.current?.querySelector('main')
		if (!title) return
		title.tabIndex = -1
		title.focus({ preventScroll: true })
	}, [frame, isShown])
	return null
}
