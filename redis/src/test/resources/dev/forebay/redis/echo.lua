if ARGV[1] == 'error' then
  return redis.error_reply('FBTEST an error')
end
return {KEYS[1] .. ':' .. ARGV[1], 7}
