# Written, not run. It needs cargo and cargo-c in PATH. A release sets the URL of its crate, and the hash.
vcpkg_download_distfile(ARCHIVE
    URLS "https://example.com/hwlive-${VERSION}.crate"
    FILENAME "hwlive-${VERSION}.tar.gz"
    SHA512 0
)
vcpkg_extract_source_archive(SOURCE_PATH ARCHIVE "${ARCHIVE}")

find_program(CARGO cargo REQUIRED)
if(VCPKG_LIBRARY_LINKAGE STREQUAL "dynamic")
    set(kind cdylib)
else()
    set(kind staticlib)
endif()
vcpkg_execute_required_process(
    COMMAND "${CARGO}" cinstall --locked --release --prefix / --libdir /lib
        --library-type "${kind}" --destdir "${CURRENT_PACKAGES_DIR}" --target-dir "${CURRENT_BUILDTREES_DIR}/cargo"
    WORKING_DIRECTORY "${SOURCE_PATH}"
    LOGNAME "cargo-${TARGET_TRIPLET}"
)
# Rust's library is the same for programs that are debugged.
if(NOT VCPKG_BUILD_TYPE)
    file(COPY "${CURRENT_PACKAGES_DIR}/lib" DESTINATION "${CURRENT_PACKAGES_DIR}/debug")
endif()
# It looks for the library from where it lies.
file(RENAME "${CURRENT_PACKAGES_DIR}/share/cmake/hwlive" "${CURRENT_PACKAGES_DIR}/share/hwlive")
file(REMOVE_RECURSE "${CURRENT_PACKAGES_DIR}/share/cmake")
vcpkg_replace_string("${CURRENT_PACKAGES_DIR}/share/hwlive/hwliveConfig.cmake" "/../../.." "/../..")
vcpkg_fixup_pkgconfig()

file(INSTALL "${CMAKE_CURRENT_LIST_DIR}/usage" DESTINATION "${CURRENT_PACKAGES_DIR}/share/${PORT}")
file(GLOB licences "${SOURCE_PATH}/packaging/licences/*.txt")
vcpkg_install_copyright(FILE_LIST "${SOURCE_PATH}/LICENSE-APACHE" "${SOURCE_PATH}/LICENSE-MIT" ${licences})
