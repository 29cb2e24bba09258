rockspec_format = "3.0"
package = "hwlive"
version = "0.1.0-1"
source = { url = "." }
description = {
  summary = "Client for Huawei Cloud Live recording callbacks",
  detailed = "For LuaJIT. It loads the library libhwlive, which has to be installed.",
  homepage = "https://docs.rs/hwlive",
  license = "MIT OR Apache-2.0",
}
dependencies = { "lua >= 5.1, < 5.2" }
build = {
  type = "builtin",
  modules = {
    ["hwlive"] = "hwlive/init.lua",
    ["hwlive.call"] = "hwlive/call.lua",
    ["hwlive.client"] = "hwlive/client.lua",
    ["hwlive.config"] = "hwlive/config.lua",
    ["hwlive.declarations"] = "hwlive/declarations.lua",
    ["hwlive.errors"] = "hwlive/errors.lua",
    ["hwlive.library"] = "hwlive/library.lua",
    ["hwlive.notification"] = "hwlive/notification.lua",
    ["hwlive.options"] = "hwlive/options.lua",
    ["hwlive.record_callback"] = "hwlive/record_callback.lua",
  },
}
test = { type = "command", command = "luajit test/test.lua" }
