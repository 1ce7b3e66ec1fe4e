// The one door to minizip: whether a workbook, which is a zip file of XML parts, holds them to their ends.
#pragma once

#include <filesystem>

namespace casetide::output {

/// Whether each part unpacks soundly and ends as it begins: with the tag of its outermost element. False as well where
/// the file is no zip file.
bool all_parts_are_whole(const std::filesystem::path& workbook);

}  // namespace casetide::output
