"""hwlive for Conan 2: built from this repository with cargo-c, shared or static."""

import os

from conan import ConanFile
from conan.errors import ConanInvalidConfiguration
from conan.tools.files import copy, rm, rmdir

required_conan_version = ">=2.0"


class HwliveConan(ConanFile):
    name = "hwlive"
    version = "0.1.0"
    description = "Client for Huawei Cloud Live recording callbacks"
    license = ("MIT", "Apache-2.0")
    url = homepage = "https://docs.rs/hwlive"
    topics = ("huaweicloud", "live", "recording")
    package_type = "library"
    settings = "os", "arch", "compiler", "build_type"
    options = {"shared": [True, False]}
    default_options = {"shared": True}

    def configure(self):
        # Rust's; neither the headers nor the library depend on the C++ that they are used with.
        self.settings.rm_safe("compiler.cppstd")
        self.settings.rm_safe("compiler.libcxx")

    def package_id(self):
        # The library is always optimised, and its ABI is that of C.
        del self.info.settings.build_type
        del self.info.settings.compiler

    def validate(self):
        if self.settings.os != "Linux":
            raise ConanInvalidConfiguration("this recipe has only been used on Linux")

    def export_sources(self):
        sources = os.path.join(self.recipe_folder, "..", "..")
        # Cargo reads the whole workspace, with its tests.
        for pattern in ("Cargo.*", "LICENSE-*", "README.md", "build.rs"):
            copy(self, pattern, sources, self.export_sources_folder)
        for folder in ("examples", "include", "packaging/cmake", "packaging/licences", "src", "stand-in", "tests"):
            copy(self, "*", os.path.join(sources, folder), os.path.join(self.export_sources_folder, folder))

    def _cargo(self, command):
        home = os.environ.get("CARGO_HOME", os.path.join(os.path.expanduser("~"), ".cargo"))
        # So that the library does not reveal where it was built.
        remap = f'RUSTFLAGS="--remap-path-prefix={home}=/cargo" CFLAGS="-ffile-prefix-map={home}=/cargo"'
        self.run(
            f"{remap} cargo {command} --locked --release --package hwlive --prefix / --libdir /lib --destdir '{self.package_folder}'"
            f" --library-type {'cdylib' if self.options.shared else 'staticlib'}",
            cwd=self.source_folder,
        )

    def build(self):
        self._cargo("cbuild")

    def package(self):
        self._cargo("cinstall")
        licenses = os.path.join(self.package_folder, "licenses")
        copy(self, "LICENSE-*", self.source_folder, licenses)
        # Of what is in the library.
        copy(self, "*", os.path.join(self.source_folder, "packaging", "licences"), licenses)
        # Conan writes these itself.
        rmdir(self, os.path.join(self.package_folder, "lib", "pkgconfig"))
        rmdir(self, os.path.join(self.package_folder, "share"))
        if not self.options.shared:
            rm(self, "*.so*", os.path.join(self.package_folder, "lib"))

    def package_info(self):
        self.cpp_info.libs = ["hwlive"]
        self.cpp_info.set_property("cmake_file_name", "hwlive")
        self.cpp_info.set_property("cmake_target_name", "hwlive::hwlive")
        self.cpp_info.set_property("pkg_config_name", "hwlive")
        if not self.options.shared:
            self.cpp_info.system_libs = ["gcc_s", "util", "rt", "pthread", "m", "dl", "c"]
