-- What wrk sends: one collection by code after another. With an argument, each connection waits in between, by chance and
-- so many milliseconds on average, so that a load below the top can be set. Prints its figures as one line of JSON.
wrk.method = "POST"
wrk.path = "/api/collect"
wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
wrk.body = "collectionCode=BenchmarkOrder01&queryType=1&responseType=3&responseEncoding=0&showValidityPeriod=Y"

function init(args)
	local pause = tonumber(args[1])
	if not pause then
		return
	end
	math.randomseed(1)
	-- Independent arrivals, as people are.
	function delay()
		return math.floor(-pause * math.log(1 - math.random()))
	end
end

function done(summary, latency)
	local errors = summary.errors
	io.write(
		string.format(
			'\n{"requests":%d,"seconds":%.6f,"bytes":%d,"p50":%.3f,"p99":%.3f,"refused":%d,"broken":%d}\n',
			summary.requests,
			summary.duration / 1e6,
			summary.bytes,
			latency:percentile(50) / 1e3,
			latency:percentile(99) / 1e3,
			errors.status,
			errors.connect + errors.read + errors.write + errors.timeout
		)
	)
end
