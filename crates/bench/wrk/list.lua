-- Walks through a list of requests, one a line: method, path, cookie, body, parted by tabs. The threads share the lines.
-- wrk -s list.lua URL -- FILE THREADS [gzip]
local threads = {}
function setup(thread)
  thread:set("number", #threads)
  table.insert(threads, thread)
end

function init(args)
  lines, at, wrong = {}, 0, 0
  local n, many = 0, tonumber(args[2])
  for line in io.lines(args[1]) do
    if n % many == number then
      local method, path, cookie, body = line:match("^([^\t]*)\t([^\t]*)\t([^\t]*)\t(.*)$")
      local headers = { ["Sec-Fetch-Site"] = "same-origin" }
      if cookie ~= "" then headers["Cookie"] = cookie end
      if args[3] == "gzip" then headers["Accept-Encoding"] = "gzip" end
      if body == "" then body = nil else headers["Content-Type"] = "application/x-www-form-urlencoded" end
      if method == "POST" and body == nil then body = "" end
      table.insert(lines, wrk.format(method, path, headers, body))
    end
    n = n + 1
  end
end

function request()
  at = at % #lines + 1
  return lines[at]
end

function response(status)
  if status >= 400 then wrong = wrong + 1 end
end

function done(summary, latency)
  local wrong = 0
  for _, thread in ipairs(threads) do wrong = wrong + thread:get("wrong") end
  local e = summary.errors
  io.write(string.format("RESULT %d %d %d %d %d\n", summary.requests, summary.duration, latency:percentile(50),
    latency:percentile(99), wrong + e.connect + e.read + e.write + e.timeout))
end
