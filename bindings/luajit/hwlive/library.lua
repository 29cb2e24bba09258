--- Finds and loads libhwlive.
--
-- The library is the file that the environment variable HWLIVE_LIBRARY names. If it is not set, it is the file beside this
-- module, or else the one that the system's loader finds by its name.
local d = require("hwlive.declarations")
local ffi = require("ffi")

local function candidates()
  local chosen = os.getenv("HWLIVE_LIBRARY")
  if chosen and chosen ~= "" then return { chosen } end
  local name = ({ Windows = "hwlive.dll", OSX = "libhwlive.dylib" })[ffi.os] or "libhwlive.so." .. d.ABI
  local folder = debug.getinfo(1, "S").source:match("^@(.*[/\\])") or "./"
  return { folder .. name, name }
end

local function load()
  local tried = {}
  for _, candidate in ipairs(candidates()) do
    local ok, library = pcall(ffi.load, candidate)
    if ok then return library end
    tried[#tried + 1] = candidate .. ": " .. tostring(library)
  end
  error("hwlive: the library cannot be loaded. Tried: " .. table.concat(tried, "; "), 0)
end

return load()
