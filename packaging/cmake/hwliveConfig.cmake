# find_package(hwlive): the targets hwlive::hwlive (shared) and hwlive::static, of the prefix that this file lies in.

get_filename_component(_hwlive_prefix "${CMAKE_CURRENT_LIST_DIR}/../../.." ABSOLUTE)

find_path(_hwlive_include NAMES hwlive.h PATHS "${_hwlive_prefix}/include" NO_DEFAULT_PATH NO_CACHE)
# Where the distribution has a folder of each architecture below lib, it comes first.
set(_hwlive_lib_dirs "${_hwlive_prefix}/lib/${CMAKE_LIBRARY_ARCHITECTURE}" "${_hwlive_prefix}/lib64" "${_hwlive_prefix}/lib")
if(WIN32)
    # What a program is linked with, in place of the DLL that it runs with.
    set(_hwlive_import_names hwlive.lib)
    if(MINGW)
        set(_hwlive_import_names libhwlive.dll.a hwlive.dll.a)
    endif()
    find_library(_hwlive_import NAMES ${_hwlive_import_names} PATHS ${_hwlive_lib_dirs} NO_DEFAULT_PATH NO_CACHE)
    find_file(_hwlive_shared NAMES hwlive.dll PATHS "${_hwlive_prefix}/bin" NO_DEFAULT_PATH NO_CACHE)
    if(NOT _hwlive_import)
        set(_hwlive_shared "_hwlive_shared-NOTFOUND")
    endif()
else()
    find_library(_hwlive_shared NAMES libhwlive.so libhwlive.dylib PATHS ${_hwlive_lib_dirs} NO_DEFAULT_PATH NO_CACHE)
endif()
# The static library for Windows is one of mingw's.
if(NOT WIN32 OR MINGW)
    find_library(_hwlive_static NAMES libhwlive.a PATHS ${_hwlive_lib_dirs} NO_DEFAULT_PATH NO_CACHE)
endif()

if(NOT _hwlive_include OR NOT (_hwlive_shared OR _hwlive_static))
    set(hwlive_FOUND FALSE)
    set(hwlive_NOT_FOUND_MESSAGE "hwlive.h or libhwlive is not below ${_hwlive_prefix}")
    return()
endif()

if(_hwlive_shared AND NOT TARGET hwlive::hwlive)
    add_library(hwlive::hwlive SHARED IMPORTED)
    set_target_properties(hwlive::hwlive PROPERTIES
        IMPORTED_LOCATION "${_hwlive_shared}"
        INTERFACE_INCLUDE_DIRECTORIES "${_hwlive_include}")
    if(WIN32)
        set_property(TARGET hwlive::hwlive PROPERTY IMPORTED_IMPLIB "${_hwlive_import}")
    endif()
endif()

if(_hwlive_static AND NOT TARGET hwlive::static)
    add_library(hwlive::static STATIC IMPORTED)
    set_target_properties(hwlive::static PROPERTIES
        IMPORTED_LOCATION "${_hwlive_static}"
        INTERFACE_INCLUDE_DIRECTORIES "${_hwlive_include}")
    if(CMAKE_SYSTEM_NAME STREQUAL "Linux")
        # What `Libs.private` of hwlive.pc names.
        set_property(TARGET hwlive::static PROPERTY
            INTERFACE_LINK_LIBRARIES gcc_s util rt pthread m dl c)
    elseif(CMAKE_SYSTEM_NAME STREQUAL "Darwin")
        set_property(TARGET hwlive::static PROPERTY
            INTERFACE_LINK_LIBRARIES iconv System c m)
    elseif(WIN32)
        set_property(TARGET hwlive::static PROPERTY
            INTERFACE_LINK_LIBRARIES bcrypt advapi32 kernel32 ntdll userenv ws2_32 dbghelp)
    endif()
endif()
