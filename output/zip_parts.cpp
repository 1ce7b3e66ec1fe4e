#include "output/zip_parts.hpp"

#include <unzip.h>

#include <array>
#include <memory>
#include <string>

namespace casetide::output {

namespace {

struct CloseZip {
  void operator()(void* zip) const { unzClose(zip); }
};

constexpr std::size_t kept = 200;  // bytes of the end that hold the last tag

/// The last bytes of the part that stands open; empty where it is damaged.
std::string end_of_part(void* zip) {
  std::string end;
  std::array<char, 1 << 16> buffer;
  int count = 0;
  while ((count = unzReadCurrentFile(zip, buffer.data(), buffer.size())) > 0) {
    end.append(buffer.data(), static_cast<std::size_t>(count));
    if (end.size() > kept) end.erase(0, end.size() - kept);
  }
  return count < 0 ? std::string() : end;
}

/// The name of the outermost element: of the first tag that is no declaration.
std::string outermost(const std::string& start) {
  std::size_t tag = 0;
  while ((tag = start.find('<', tag)) != std::string::npos && start[tag + 1] == '?') ++tag;
  if (tag == std::string::npos) return {};
  return start.substr(tag + 1, start.find_first_of(" >/", tag) - tag - 1);
}

std::string start_of_part(void* zip) {
  std::array<char, 1024> buffer;
  const int count = unzReadCurrentFile(zip, buffer.data(), buffer.size());
  return count > 0 ? std::string(buffer.data(), static_cast<std::size_t>(count)) : std::string();
}

bool is_whole(void* zip) {
  if (unzOpenCurrentFile(zip) != UNZ_OK) return false;
  const std::string start = start_of_part(zip);
  std::string end = start + end_of_part(zip);
  const bool is_sound = unzCloseCurrentFile(zip) == UNZ_OK;
  end.erase(end.find_last_not_of("\r\n ") + 1);
  const std::string name = outermost(start);
  return is_sound && !name.empty() && end.ends_with("</" + name + ">");
}

}  // namespace

bool all_parts_are_whole(const std::filesystem::path& workbook) {
  const std::unique_ptr<void, CloseZip> zip(unzOpen64(workbook.c_str()));
  if (!zip) return false;
  int found = unzGoToFirstFile(zip.get());
  for (; found == UNZ_OK; found = unzGoToNextFile(zip.get()))
    if (!is_whole(zip.get())) return false;
  return found == UNZ_END_OF_LIST_OF_FILE;
}

}  // namespace casetide::output
