-- wrk asks for the lists of users drawn at random. Arguments: the file with the users' ids, one a line; the pause of each connection
-- between two questions, in milliseconds.
local users = {}

function init(arguments)
  for id in io.lines(arguments[1]) do
    users[#users + 1] = id
  end
  math.randomseed(42)
  local pause = tonumber(arguments[2])
  if pause > 0 then
    delay = function()
      return pause
    end
  end
end

function request()
  return wrk.format("GET", "/api/v1/users/" .. users[math.random(#users)] .. "/recommendations?top=10")
end
