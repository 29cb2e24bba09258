"""Puts a library into the wheel: the file HWLIVE_WHEEL_LIBRARY, for the platform HWLIVE_WHEEL_PLATFORM.

Without these variables the wheel is for any platform, and the system's library is used. The command `wheel` sets them.
"""

import os
import shutil

from setuptools import Distribution, setup
from setuptools.command.bdist_wheel import bdist_wheel
from setuptools.command.build_py import build_py

LIBRARY = os.environ.get("HWLIVE_WHEEL_LIBRARY")
PLATFORM = os.environ.get("HWLIVE_WHEEL_PLATFORM", "")


def name_of_library(version):
    """The name by which hwlive/_library.py looks for it."""
    if PLATFORM.startswith("win"):
        return "hwlive.dll"
    if PLATFORM.startswith("macosx"):
        return "libhwlive.dylib"
    return "libhwlive.so." + version.rpartition(".")[0]


class Build(build_py):
    def run(self):
        super().run()
        if LIBRARY:
            name = name_of_library(self.distribution.get_version())
            shutil.copyfile(LIBRARY, os.path.join(self.build_lib, "hwlive", name))


class Package(Distribution):
    def has_ext_modules(self):
        """Whether it is for one platform."""
        return bool(LIBRARY)


class Wheel(bdist_wheel):
    def get_tag(self):
        # It is called by ctypes, so the version of Python does not matter.
        return ("py3", "none", PLATFORM) if LIBRARY else super().get_tag()


setup(distclass=Package, cmdclass={"build_py": Build, "bdist_wheel": Wheel})
