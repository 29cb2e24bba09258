"""Links a program in C and one in C++ and runs them: against the stand-in if the environment names an endpoint."""

import os

from conan import ConanFile
from conan.tools.build import can_run
from conan.tools.cmake import CMake, cmake_layout


class TestPackage(ConanFile):
    settings = "os", "arch", "compiler", "build_type"
    generators = "CMakeDeps", "CMakeToolchain", "VirtualRunEnv"

    def requirements(self):
        self.requires(self.tested_reference_str)

    def layout(self):
        cmake_layout(self)

    def build(self):
        cmake = CMake(self)
        cmake.configure()
        cmake.build()

    def test(self):
        if not can_run(self):
            return
        has_endpoint = "HUAWEICLOUD_SDK_ENDPOINT" in os.environ
        for program in ("show-c", "show-cxx"):
            path = os.path.join(self.cpp.build.bindir, program)
            # Without an endpoint it says which setting is missing, and fails.
            self.run(path if has_endpoint else f"! {path}", env="conanrun")
