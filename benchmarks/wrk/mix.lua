-- wrk … -s mix.lua URL -- READ WRITE BODY IDS SEED: of 100 requests about 95 GET the path READ, and the others PATCH the path WRITE with BODY.
-- {id} in them is one of IDS ids by Zipf's law: the n-th is asked for n^0.99 times less often than the first (the exponent of YCSB).
local EXPONENT, READS = 0.99, 0.95
local read, write, body, ids
local sums = {}

function init(args)
  read, write, body, ids = args[1], args[2], args[3], tonumber(args[4])
  math.randomseed(tonumber(args[5]))
  local sum = 0
  for n = 1, ids do
    sum = sum + n ^ -EXPONENT
    sums[n] = sum
  end
end

local function zipf()
  local wanted, low, high = math.random() * sums[ids], 1, ids
  while low < high do
    local middle = math.floor((low + high) / 2)
    if sums[middle] < wanted then low = middle + 1 else high = middle end
  end
  return string.format("%d", low)
end

function request()
  local id = zipf()
  if math.random() < READS then
    return wrk.format("GET", (read:gsub("{id}", id)))
  end
  return wrk.format("PATCH", (write:gsub("{id}", id)), nil, (body:gsub("{id}", id)))
end
