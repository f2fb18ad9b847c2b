-- MARK: the tailer is not behind. Holds for the given time, unless it held for longer already.
-- KEYS: forebay. ARGV: ms.
local r = redis.call
local time = r('TIME')
local mark = time[1] * 1000 + math.floor(time[2] / 1000) + ARGV[1]
if mark > tonumber(r('HGET', KEYS[1], 'mark') or 0) then
  r('HSET', KEYS[1], 'mark', string.format('%.0f', mark))
end
return {'MARKED'}
