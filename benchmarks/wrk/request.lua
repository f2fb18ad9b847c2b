-- wrk … -s request.lua URL -- METHOD PATH [BODY]: in PATH and BODY, {id} stands for a random id of 1 to 1000.
local method, path, body

function init(args)
  method, path, body = args[1], args[2], args[3]
end

function request()
  local id = tostring(math.random(1000))
  local filled = body and body:gsub("{id}", id)
  return wrk.format(method, (path:gsub("{id}", id)), nil, filled)
end
