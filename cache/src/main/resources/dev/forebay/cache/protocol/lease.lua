-- LEASE: the value, or why there is none, or the right to fill the entry.
-- KEYS: entry, {b}ep. ARGV: epoch, token, how long the lease lasts in ms, '' or what values begin
-- with that were read under a generation which has gone: they count for none.
-- Returns HIT value | PEND {token, age in ms, hint}... | WAIT ms | LEASE.
if redis.call('GET', KEYS[2]) ~= ARGV[1] then
  return redis.error_reply('FBEPOCH the bucket is in another epoch')
end
local r = redis.call
local entry = {}
local fields = r('HGETALL', KEYS[1])
for i = 1, #fields, 2 do
  entry[fields[i]] = fields[i + 1]
end
local value = entry['v' .. ARGV[1]]
if value and (ARGV[4] == '' or string.sub(value, 1, #ARGV[4]) ~= ARGV[4]) then
  return {'HIT', value}
end
local time = r('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
if entry.n then
  local reply = {'PEND'}
  for field, intent in pairs(entry) do
    if string.sub(field, 1, 2) == 'p:' then
      local placed, hint = string.match(intent, '^(%d+)|(.*)$')
      reply[#reply + 1] = string.sub(field, 3)
      reply[#reply + 1] = now - tonumber(placed)
      reply[#reply + 1] = hint
    end
  end
  return reply
end
if entry.l then
  local left = tonumber(string.match(entry.l, ':(%d+)$')) - now
  if left > 0 then
    return {'WAIT', left}
  end
end
r('DEL', KEYS[1])
r('HSET', KEYS[1], 'l', ARGV[2] .. ':' .. string.format('%.0f', now + ARGV[3]))
r('PEXPIRE', KEYS[1], ARGV[3])
return {'LEASE'}
