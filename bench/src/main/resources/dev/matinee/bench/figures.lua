-- What wrk found, as one line of JSON; this is appended to each script.
function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '{"seconds":%f,"requests":%d,"failed":%d,"broken":%d,"medianMilliseconds":%f,"p99Milliseconds":%f,"maxMilliseconds":%f}\n',
    summary.duration / 1e6, summary.requests, errors.status, errors.connect + errors.read + errors.write + errors.timeout,
    latency:percentile(50) / 1e3, latency:percentile(99) / 1e3, latency.max / 1e3))
end
