# The relay on workerd. Serve it with `npm run start:workerd`, or without Node.js:
#
#   workerd serve dist/worker/relay.capnp --socket-addr http=127.0.0.1:8080 --directory-path web=/path/to/dist/web
#
# and with `--directory-path logo=/folder/of/it` where SITE_LOGO names a file, `icon=` for SITE_ICON.
# Variables of the environment are the same as on Node.js; docs/deployment.md says which ones there is no use for here.

using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "relay", worker = .relay),
    # The built application.
    (name = "web", disk = (path = "dist/web")),
    # The folders that the files of SITE_LOGO and SITE_ICON are in. Nothing else in them is asked for.
    (name = "logo", disk = (path = ".")),
    (name = "icon", disk = (path = ".")),
    # COLLECT_URL says where to; it may be a private address, or http on a loopback one. Certificates are always verified.
    (name = "authority", network = (allow = ["public", "private"], tlsOptions = (trustBrowserCas = true))),
  ],
  sockets = [(name = "http", address = "127.0.0.1:8080", http = (), service = "relay")],
);

const relay :Workerd.Worker = (
  modules = [(name = "worker.js", esModule = embed "worker.js")],
  compatibilityDate = "2026-11-01",
  # That a client has left is to be known.
  compatibilityFlags = ["enable_request_signal", "request_signal_passthrough"],
  globalOutbound = "authority",
  bindings = [
    (name = "object", durableObjectNamespace = "RelayObject"),
    (name = "web", service = "web"),
    (name = "logo", service = "logo"),
    (name = "icon", service = "icon"),
    (name = "COLLECT_URL", fromEnvironment = "COLLECT_URL"),
    (name = "PUBLIC_ORIGIN", fromEnvironment = "PUBLIC_ORIGIN"),
    (name = "SESSION_SECRET", fromEnvironment = "SESSION_SECRET"),
    (name = "TRUST_PROXY", fromEnvironment = "TRUST_PROXY"),
    (name = "LOG_LEVEL", fromEnvironment = "LOG_LEVEL"),
    (name = "SITE_NAME", fromEnvironment = "SITE_NAME"),
    (name = "SITE_LOGO", fromEnvironment = "SITE_LOGO"),
    (name = "SITE_ICON", fromEnvironment = "SITE_ICON"),
    (name = "CONTACT_URL", fromEnvironment = "CONTACT_URL"),
    (name = "PRIVACY_URL", fromEnvironment = "PRIVACY_URL"),
    (name = "IMPRINT_URL", fromEnvironment = "IMPRINT_URL"),
    (name = "HEADER_BYTES", fromEnvironment = "HEADER_BYTES"),
    (name = "HEADER_SECONDS", fromEnvironment = "HEADER_SECONDS"),
    (name = "REQUEST_BYTES", fromEnvironment = "REQUEST_BYTES"),
    (name = "REQUEST_SECONDS", fromEnvironment = "REQUEST_SECONDS"),
    (name = "ANSWER_SECONDS", fromEnvironment = "ANSWER_SECONDS"),
    (name = "CONNECTIONS", fromEnvironment = "CONNECTIONS"),
    (name = "ADDRESS_CONNECTIONS", fromEnvironment = "ADDRESS_CONNECTIONS"),
    (name = "CONNECTION_REQUESTS", fromEnvironment = "CONNECTION_REQUESTS"),
    (name = "KEEP_ALIVE_SECONDS", fromEnvironment = "KEEP_ALIVE_SECONDS"),
    (name = "UPSTREAM_CALLS", fromEnvironment = "UPSTREAM_CALLS"),
    (name = "UPSTREAM_QUEUE", fromEnvironment = "UPSTREAM_QUEUE"),
    (name = "UPSTREAM_QUEUE_SECONDS", fromEnvironment = "UPSTREAM_QUEUE_SECONDS"),
    (name = "UPSTREAM_CONNECT_SECONDS", fromEnvironment = "UPSTREAM_CONNECT_SECONDS"),
    (name = "UPSTREAM_SECONDS", fromEnvironment = "UPSTREAM_SECONDS"),
    (name = "UPSTREAM_HEADER_BYTES", fromEnvironment = "UPSTREAM_HEADER_BYTES"),
    (name = "UPSTREAM_BYTES", fromEnvironment = "UPSTREAM_BYTES"),
    (name = "UPSTREAM_FAILURES", fromEnvironment = "UPSTREAM_FAILURES"),
    (name = "UPSTREAM_REST_SECONDS", fromEnvironment = "UPSTREAM_REST_SECONDS"),
    (name = "ADDRESS_CALLS", fromEnvironment = "ADDRESS_CALLS"),
    (name = "ADDRESS_POINTS", fromEnvironment = "ADDRESS_POINTS"),
    (name = "ADDRESS_POINTS_SECONDS", fromEnvironment = "ADDRESS_POINTS_SECONDS"),
    (name = "ADDRESS_MISS_POINTS", fromEnvironment = "ADDRESS_MISS_POINTS"),
    (name = "ACCOUNT_QUEUE", fromEnvironment = "ACCOUNT_QUEUE"),
    (name = "ACCOUNT_QUEUE_SECONDS", fromEnvironment = "ACCOUNT_QUEUE_SECONDS"),
    (name = "SIGN_IN_FAILURES_NAME", fromEnvironment = "SIGN_IN_FAILURES_NAME"),
    (name = "SIGN_IN_FAILURES_ADDRESS", fromEnvironment = "SIGN_IN_FAILURES_ADDRESS"),
    (name = "SIGN_IN_FAILURES_SECONDS", fromEnvironment = "SIGN_IN_FAILURES_SECONDS"),
    (name = "SIGN_IN_FAILURES_DAY", fromEnvironment = "SIGN_IN_FAILURES_DAY"),
    (name = "SIGN_IN_UNPROVEN_ADDRESS", fromEnvironment = "SIGN_IN_UNPROVEN_ADDRESS"),
    (name = "DRAIN_SECONDS", fromEnvironment = "DRAIN_SECONDS"),
  ],
  # Nothing is written to a disk, and nothing is forgotten while the process runs.
  durableObjectNamespaces = [(className = "RelayObject", uniqueKey = "certcollect", preventEviction = true)],
  durableObjectStorage = (inMemory = void),
);
