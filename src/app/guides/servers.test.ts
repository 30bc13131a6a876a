/** Starts real servers with exactly the files, commands and configuration that the guides give, and asks openssl what it gets. */
import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { findProgram, isRoot } from '../../../tools/programs.ts'
import { freePort, startProgram } from '../../../tools/servers.ts'
import { readCertificate } from '../../certificates/certificate.ts'
import { buildChain, type Chain } from '../../certificates/chain.ts'
import { fingerprintsOf } from '../../certificates/fingerprints.ts'
import { writePem } from '../../certificates/pem.ts'
import { compareServed } from '../../certificates/servedChain.ts'
import { chainFiles } from '../../files/chainFiles.ts'
import { readKeyFile } from '../../keys/readKeyFile.ts'
import { writeKeyStore } from '../../keys/writePfx.ts'
import { type Authority, foundAuthority } from '../../sandbox/authority.ts'
import { generateKeys, issue, validityPeriod } from '../../sandbox/certificate.ts'
import { factsOf, type GuideFacts } from './facts.ts'
import type { Guide, Step } from './guide.ts'
import { guides } from './guides.ts'
import type { Target } from './targets.ts'

const now = new Date()
let authority: Authority
let folder: string
let stop: () => Promise<void> = async () => {}

beforeAll(async () => {
	authority = await foundAuthority(now)
})
afterEach(async () => {
	await stop()
	rmSync(folder, { recursive: true, force: true })
})

/** On a bare machine the tests run without what is not there; where everything has to be tested they do not. */
const isBare = process.env['CI'] !== 'true'
const isMissing = (...programs: readonly string[]) =>
	isBare && programs.some((name) => findProgram(name, process.env) === undefined)
/** Mail servers change to users of their own, which only an administrator can. */
const isMailMissing = (program: string) => isMissing(program) || (isBare && !isRoot())

/** Where Debian's package puts it. */
const tomcat = '/usr/share/tomcat10'

interface Site {
	readonly facts: GuideFacts
	readonly chain: Chain
	readonly guide: Guide
	readonly port: number
}

/** Saves what the guide's button saves, and the private key beside it. */
async function prepare(target: Target, kind: 'RSA' | 'P-256', hosts: readonly string[]): Promise<Site> {
	folder = mkdtempSync(join(tmpdir(), 'certcollect-guides-'))
	const keys = await generateKeys(kind)
	const [first = ''] = hosts
	const validity = validityPeriod(now, -3, 195)
	const leaf = await issue({ name: [['CN', first]], keys }, authority.tlsIssuer, { kind: 'tls', hosts }, validity)
	const root = authority.olderRoot.certificate
	const sent = [root, authority.crossCertificate, authority.tlsIssuer.certificate, leaf]
	const chain = await buildChain(sent.map(({ der }) => readCertificate(der)))
	if (!chain) throw new Error('no chain')
	const certificate = chain.path[0].certificate
	const facts = factsOf(certificate, chainFiles(chain), await fingerprintsOf(certificate))
	if (!facts) throw new Error('no leaf')
	const guide = guides[target](facts)
	for (const { name, content } of guide.files) writeFileSync(join(folder, name), content)
	const pkcs8 = new Uint8Array(await crypto.subtle.exportKey('pkcs8', keys.privateKey))
	writeFileSync(join(folder, facts.names.key), writePem('PRIVATE KEY', pkcs8))
	writeFileSync(join(folder, 'root.pem'), writePem('CERTIFICATE', root.der))
	mkdirSync(join(folder, 'programs'))
	writeFileSync(join(folder, 'programs/sudo'), '#!/bin/sh\nexec "$@"\n', { mode: 0o755 })
	return { facts, chain, guide, port: await freePort() }
}

/** What a guide gives, for another folder than the machine's /etc, and another port. */
const moved = (text: string, port: number) =>
	text.replaceAll('/etc/', `${folder}/etc/`).replace(/\b443\b/g, String(port))

const run = (command: string) =>
	execFileSync('sh', ['-e', '-c', command], {
		cwd: folder,
		encoding: 'utf8',
		stdio: ['ignore', 'pipe', 'pipe'],
		env: { ...process.env, PATH: `${folder}/programs:${process.env['PATH']}` },
	})

function stepOf(steps: readonly Step[], say: Step['say']): Step & { readonly block: string } {
	const step = steps.find((one) => one.say === say)
	if (step?.block === undefined) throw new Error(`the guide has no block “${say}”`)
	return { ...step, block: step.block }
}

/** Who makes the .pfx: openssl with the guide's command, or the page. */
const makers = ['openssl', 'modern', 'compatible'] as const

async function makePfx({ facts, chain, guide }: Site, maker: (typeof makers)[number]): Promise<void> {
	if (maker === 'openssl') {
		run(`${stepOf(guide.steps, 'make-pfx-for-java').block} -passout pass:secret`)
		return
	}
	const file = await readKeyFile(new Uint8Array(readFileSync(join(folder, facts.names.key))))
	if (file.kind !== 'keys') throw new Error(file.kind)
	const [{ pkcs8 }] = file.keys
	const [own, ...above] = chain.path.map(({ certificate }) => certificate.der)
	const certificates = [own ?? new Uint8Array(), ...above.slice(0, -1)] as const
	const wishes = { pkcs8, certificates, alias: facts.names.stem, password: 'secret', strength: maker }
	writeFileSync(join(folder, facts.names.pfx), await writeKeyStore(wishes))
}

/** Writes the configuration where the guide says. */
function configure({ guide, port }: Site, say: Step['say']): string {
	const { block, file = '' } = stepOf(guide.steps, say)
	const path = file.startsWith('/') ? moved(file, port) : join(folder, file)
	mkdirSync(dirname(path), { recursive: true })
	writeFileSync(path, moved(block, port))
	return path
}

/** Starts a server, which ends with the test. */
async function start(port: number, program: string, ...words: readonly string[]): Promise<void> {
	stop = await startProgram(port, folder, program, ...words)
}

/** Runs the guide's own proofs against the server on this machine, with the little authority's root as the only one known. */
function expectServed({ facts, chain, guide, port }: Site, first: Step['say'] = 'proof-served'): void {
	const asked = (say: Step['say']) => {
		const { block, answer } = stepOf(guide.proof, say)
		const here = block.replace(/-connect \S+/, `-connect 127.0.0.1:${port} -CAfile root.pem`)
		return { said: run(here), answer }
	}
	const { said, answer } = asked(first)
	expect(answer).toBe(facts.fingerprint)
	expect(said.trim()).toBe(`sha256 Fingerprint=${answer}`)
	if (first === 'proof-smtp') return
	const verified = asked('proof-verified').said
	expect(verified).toContain('Verify return code: 0 (ok)')
	expect(verified).toContain(`Verified peername: ${facts.host}`)
	expect(compareServed(verified, chain)).toEqual({ kind: 'ours', faults: [], verifyCode: 0 })
}

const sites = [
	['RSA', ['www.example.com', 'example.com']],
	['P-256', ['*.example.net', 'example.net']],
] as const

describe.each(sites)('%s, %j', (kind, hosts) => {
	test.skipIf(isMissing('nginx'))('nginx', async () => {
		const site = await prepare('nginx', kind, hosts)
		run(moved(stepOf(site.guide.steps, 'install').block, site.port))
		const file = configure(site, 'nginx')
		const places = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
		const main = `pid ${folder}/nginx.pid;
error_log stderr;
daemon off;
events {}
http {
	access_log off;
	${places.map((name) => `${name}_temp_path ${folder}/${name};`).join('\n\t')}
	include ${dirname(file)}/*.conf;
}
`
		writeFileSync(join(folder, 'nginx.conf'), main)
		await start(site.port, 'nginx', '-p', folder, '-e', 'stderr', '-c', `${folder}/nginx.conf`)
		expectServed(site)
	})

	test.skipIf(isMissing('apache2'))('Apache', async () => {
		const site = await prepare('apache', kind, hosts)
		run(moved(stepOf(site.guide.steps, 'install').block, site.port))
		const file = configure(site, 'apache')
		const modules = '/usr/lib/apache2/modules'
		const loaded = ['mpm_event', 'authz_core', 'socache_shmcb', 'ssl']
		const main = `ServerRoot ${folder}
ServerName 127.0.0.1
PidFile ${folder}/apache.pid
Mutex file:${folder}
ErrorLog ${folder}/apache.log
${isRoot() ? 'User www-data\nGroup www-data' : ''}
${loaded.map((name) => `LoadModule ${name}_module ${modules}/mod_${name}.so`).join('\n')}
Listen 127.0.0.1:${site.port}
Include ${file}
`
		writeFileSync(join(folder, 'apache.conf'), main)
		await start(site.port, 'apache2', '-f', `${folder}/apache.conf`, '-DFOREGROUND')
		expectServed(site)
	})

	test.skipIf(isMissing('haproxy'))('HAProxy', async () => {
		const site = await prepare('haproxy', kind, hosts)
		run(moved(stepOf(site.guide.steps, 'haproxy-together').block, site.port))
		await start(site.port, 'haproxy', '-db', '-f', configure(site, 'haproxy'))
		expectServed(site)
	})

	test.skipIf(isMissing('caddy'))('Caddy', async () => {
		const site = await prepare('caddy', kind, hosts)
		// The user that Debian's package brings need not be there.
		const install = stepOf(site.guide.steps, 'install-for-caddy').block.replaceAll(' -o caddy -g caddy', '')
		run(moved(install, site.port))
		const file = configure(site, 'caddy')
		const elsewhere = `{\n	admin off\n	auto_https disable_redirects\n	https_port ${site.port}\n	storage file_system ${folder}\n}\n`
		writeFileSync(file, elsewhere + readFileSync(file, 'utf8'))
		await start(site.port, 'caddy', 'run', '--config', file, '--adapter', 'caddyfile')
		expectServed(site)
	})

	test.skipIf(isMailMissing('dovecot'))('Dovecot', async () => {
		const site = await prepare('mail-server', kind, hosts)
		run(moved(stepOf(site.guide.steps, 'install').block, site.port))
		const file = configure(site, 'dovecot')
		const main = `base_dir = ${folder}/run
log_path = ${folder}/dovecot.log
protocols = imap
listen = 127.0.0.1
service imap-login {
	inet_listener imap {
		port = 0
	}
	inet_listener imaps {
		port = ${site.port}
	}
}
passdb {
	driver = static
}
!include ${file}
`
		writeFileSync(join(folder, 'dovecot.conf'), main)
		// Dovecot's own users have to get through to its sockets.
		chmodSync(folder, 0o755)
		await start(site.port, 'dovecot', '-F', '-c', `${folder}/dovecot.conf`)
		expectServed(site)
	})

	test.skipIf(isMailMissing('postfix'))('Postfix', async () => {
		const site = await prepare('mail-server', kind, hosts)
		run(moved(stepOf(site.guide.steps, 'install').block, site.port))
		const configuration = join(folder, 'etc/postfix')
		mkdirSync(configuration)
		mkdirSync(join(folder, 'queue'))
		mkdirSync(join(folder, 'data'))
		run(`chown postfix ${folder}/data`)
		chmodSync(folder, 0o755)
		const main = `compatibility_level = 3.6
queue_directory = ${folder}/queue
data_directory = ${folder}/data
maillog_file = ${folder}/postfix.log
maillog_file_prefixes = ${folder}
inet_interfaces = loopback-only
myhostname = mail.example.com
alternate_config_directories =
`
		const services = `127.0.0.1:${site.port} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
anvil unix - - n - 1 anvil
proxymap unix - - n - - proxymap
postlog unix-dgram n - n - 1 postlogd
`
		writeFileSync(join(configuration, 'main.cf'), main)
		writeFileSync(join(configuration, 'master.cf'), services)
		run(moved(stepOf(site.guide.steps, 'postfix').block, site.port).replace('postconf', `postconf -c ${configuration}`))
		try {
			await start(site.port, 'postfix', '-c', configuration, 'start-fg')
			expectServed(site, 'proof-smtp')
		} finally {
			// What was started has started others, which only end with this.
			run(`postfix -c ${configuration} stop`)
		}
	})

	test('Node.js', async () => {
		const site = await prepare('node', kind, hosts)
		await start(site.port, process.execPath, configure(site, 'node'))
		expectServed(site)
	})

	test.skipIf(isMissing('java') || (isBare && !existsSync(tomcat))).each(makers)('Tomcat, %s', async (maker) => {
		const site = await prepare('java', kind, hosts)
		await makePfx(site, maker)
		const file = configure(site, 'tomcat')
		run(`cp ${site.facts.names.pfx} conf`)
		const connector = readFileSync(file, 'utf8').replace('PASSWORD', 'secret').replace('8443', String(site.port))
		const engine = '<Engine name="Catalina" defaultHost="localhost"><Host name="localhost" appBase="webapps"/></Engine>'
		writeFileSync(file, `<Server port="-1"><Service name="Catalina">${connector}${engine}</Service></Server>`)
		const classes = `${tomcat}/bin/bootstrap.jar:${tomcat}/bin/tomcat-juli.jar`
		const properties = [`-Dcatalina.home=${tomcat}`, `-Dcatalina.base=${folder}`, `-Djava.io.tmpdir=${folder}`]
		await start(site.port, 'java', '-cp', classes, ...properties, 'org.apache.catalina.startup.Bootstrap', 'start')
		expectServed(site)
	})

	test.skipIf(isMissing('java', 'keytool')).each(makers)('Java, %s', async (maker) => {
		const site = await prepare('java', kind, hosts)
		await makePfx(site, maker)
		const application = join(folder, 'Server.java')
		writeFileSync(application, javaServer)
		const command = stepOf(site.guide.steps, 'java')
			.block.replace('PASSWORD', 'secret')
			.replace('-jar your-application.jar', `${application} ${site.port}`)
		await start(site.port, 'sh', '-c', `exec ${command}`)
		expectServed(site)
		const { block, answer = '' } = stepOf(site.guide.proof, 'proof-keytool')
		const listed = run(`${block} -storepass secret`)
		expect(listed).toContain(answer)
		expect(listed).toContain('Certificate chain length: 3')
	})
})

test.skipIf(isMissing('jarsigner', 'keytool')).each(makers)(
	'jarsigner signs with the file, %s, and Java says who did',
	async (maker) => {
		const site = await prepare('jarsigner', 'P-256', ['www.Example.com'])
		const { guide } = site
		await makePfx(site, maker)
		run('jar --create --file program.jar root.pem')
		// Without a stamp of the time, which would come from elsewhere.
		run(`${stepOf(guide.steps, 'jarsigner').block.replace(/-tsa \S+/, '')} -storepass secret`)
		const { block, answer = '' } = stepOf(guide.proof, 'proof-jar')
		const said = run(block)
		expect(said).toContain('jar verified.')
		expect(said).toContain(answer)
	},
)

/** An application of Java that takes its key store from the usual properties, and the port from its command line. */
const javaServer = `
import com.sun.net.httpserver.*;
import java.net.InetSocketAddress;
import javax.net.ssl.SSLContext;

public class Server {
	public static void main(String[] words) throws Exception {
		HttpsServer server = HttpsServer.create(new InetSocketAddress("127.0.0.1", Integer.parseInt(words[0])), 0);
		server.setHttpsConfigurator(new HttpsConfigurator(SSLContext.getDefault()));
		server.createContext("/", exchange -> exchange.sendResponseHeaders(204, -1));
		server.start();
	}
}
`

test('the files that are saved are what the guide says, and no more', async () => {
	const { guide, facts } = await prepare('nginx', 'P-256', ['www.example.com'])
	expect(guide.files.map(({ name }) => name)).toEqual(['www_example_com_fullchain.pem'])
	expect(readFileSync(join(folder, facts.names.served), 'utf8').match(/BEGIN/g)).toHaveLength(3)
})
