/**
 * Servers that take PEM files: the leaf followed by its issuers, nearest first and without the root, and the key.
 *
 * Sources: nginx, ngx_http_ssl_module (ssl_certificate); Apache, mod_ssl (SSLCertificateFile, 2.4.8 and later); HAProxy,
 * configuration manual (crt); Caddy, the tls directive; Traefik, TLS certificates of the file provider; Node.js, tls
 * (createSecureContext).
 */
import type { GuideFacts } from './facts.ts'
import { type Guide, installInto, placeOf, websiteProof } from './guide.ts'
import { plainName, shellWord } from './quote.ts'

/** What they have in common: one file with everything that is sent, the key beside it, in a folder of the server's own. */
function parts(facts: GuideFacts, folder: string, owner?: string) {
	const { key, served } = facts.names
	return {
		base: { files: [facts.served], own: 'key', proof: websiteProof(facts) } as const,
		chain: placeOf(folder, served),
		key: placeOf(folder, key),
		install: {
			say: 'install',
			block: installInto(
				folder,
				[
					[served, '644'],
					[key, '600'],
				],
				owner,
			),
		} as const,
	}
}

export function nginx(facts: GuideFacts): Guide {
	const { base, chain, key, install } = parts(facts, '/etc/nginx/tls')
	const configuration = `server {
	listen 443 ssl;
	server_name ${facts.hosts.join(' ')};

	ssl_certificate ${chain};
	ssl_certificate_key ${key};

	root /var/www/html;
}
`
	return {
		...base,
		steps: [
			install,
			{
				say: 'nginx',
				block: configuration,
				file: placeOf('/etc/nginx/conf.d', `${facts.names.stem}.conf`),
			},
			{ say: 'reload', block: 'sudo nginx -t && sudo systemctl reload nginx' },
		],
	}
}

export function apache(facts: GuideFacts): Guide {
	const { base, chain, key, install } = parts(facts, '/etc/apache2/tls')
	const aliases = facts.hosts.filter((name) => name !== facts.host)
	const configuration = `<VirtualHost *:443>
	ServerName ${facts.host}
${aliases.map((alias) => `	ServerAlias ${alias}\n`).join('')}
	SSLEngine on
	SSLCertificateFile ${chain}
	SSLCertificateKeyFile ${key}

	DocumentRoot /var/www/html
</VirtualHost>
`
	const site = plainName(facts.names.stem)
	return {
		...base,
		steps: [
			install,
			{ say: 'apache', block: configuration, file: `/etc/apache2/sites-available/${site}.conf` },
			{
				say: 'apache-enable',
				block: `sudo a2enmod ssl\nsudo a2ensite ${site}\nsudo apachectl configtest && sudo systemctl restart apache2`,
			},
		],
	}
}

export function haproxy(facts: GuideFacts): Guide {
	const { names } = facts
	const together = `${names.stem}_haproxy.pem`
	const folder = '/etc/haproxy/tls'
	const configuration = `frontend https
	mode http
	bind :443 ssl crt ${placeOf(folder, together)}
	default_backend servers

backend servers
	mode http
	server first 127.0.0.1:8080
`
	return {
		files: [facts.served],
		own: 'key',
		steps: [
			{
				say: 'haproxy-together',
				block: `(umask 077 && cat ${[names.served, names.key].map(shellWord).join(' ')} > ${shellWord(together)})
${installInto(folder, [[together, '600']])}`,
			},
			{ say: 'haproxy', block: configuration, file: '/etc/haproxy/haproxy.cfg' },
			{ say: 'reload', block: 'sudo haproxy -c -f /etc/haproxy/haproxy.cfg && sudo systemctl reload haproxy' },
		],
		proof: websiteProof(facts),
	}
}

export function caddy(facts: GuideFacts): Guide {
	const { base, chain, key, install } = parts(facts, '/etc/caddy/tls', 'caddy')
	const configuration = `${facts.hosts.join(', ')} {
	tls ${chain} ${key}
	root * /var/www/html
	file_server
}
`
	return {
		...base,
		steps: [
			{ ...install, say: 'install-for-caddy' },
			{ say: 'caddy', block: configuration, file: '/etc/caddy/Caddyfile' },
			{
				say: 'reload',
				block: 'sudo caddy validate --config /etc/caddy/Caddyfile && sudo systemctl reload caddy',
			},
		],
	}
}

export function traefik(facts: GuideFacts): Guide {
	const { base, chain, key, install } = parts(facts, '/etc/traefik/tls')
	return {
		...base,
		steps: [
			install,
			{
				say: 'traefik-provider',
				block: 'providers:\n  file:\n    directory: /etc/traefik/dynamic\n    watch: true\n',
				file: '/etc/traefik/traefik.yml',
			},
			{
				say: 'traefik',
				block: `tls:\n  certificates:\n    - certFile: ${chain}\n      keyFile: ${key}\n`,
				file: placeOf('/etc/traefik/dynamic', `${facts.names.stem}.yml`),
			},
		],
	}
}

export function node(facts: GuideFacts): Guide {
	const { served, key } = facts.names
	const program = `import { readFileSync } from 'node:fs'
import { createServer } from 'node:https'

const cert = readFileSync(${JSON.stringify(served)})
const key = readFileSync(${JSON.stringify(key)})

createServer({ cert, key }, (request, response) => response.end('It works')).listen(443)
`
	return {
		files: [facts.served],
		own: 'key',
		steps: [{ say: 'node', block: program, file: 'server.mjs' }],
		proof: websiteProof(facts),
	}
}
