-- wrk … -s request.lua URL -- METHOD PATH [BODY [FIRST]]: in PATH and BODY, {id} stands for a random id of 1 to 1000,
-- and {n} for a number that counts up from FIRST.
local method, path, body, n

function init(args)
  method, path, body, n = args[1], args[2], args[3], tonumber(args[4] or "1")
end

local function filled(text, id)
  return (text:gsub("{id}", id):gsub("{n}", string.format("%d", n)))
end

function request()
  local id = tostring(math.random(1000))
  local target, content = filled(path, id), body and body ~= "" and filled(body, id) or nil
  n = n + 1
  return wrk.format(method, target, nil, content)
end
