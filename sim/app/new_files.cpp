#include "sim/app/new_files.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "output/whole_file.hpp"
#include "scenarios/language/json_schema.hpp"
#include "scenarios/starter/starter_files.hpp"
#include "sim/errors.hpp"

namespace casetide::app {

namespace {

namespace fs = std::filesystem;
using sim::ExitCode;

[[noreturn]] void fail(ExitCode code, const fs::path& path, const std::string& what) {
  throw sim::OutputError(code, fmt::format("{}: {}", path.string(), what));
}

/// A link that leads nowhere is there too.
void refuse_to_overwrite(const fs::path& path) {
  std::error_code error;
  if (fs::exists(fs::symlink_status(path, error)))
    fail(ExitCode::cannot_create, path, "is there already and is not overwritten; give another folder");
}

/// What has been made so far: taken away again, unless it is kept. Nothing that was there before is touched.
class Made {
 public:
  Made() = default;
  Made(const Made&) = delete;
  Made& operator=(const Made&) = delete;
  ~Made() {
    std::error_code none;
    for (auto path = paths_.rbegin(); path != paths_.rend(); ++path) fs::remove(*path, none);
  }

  /// The folder with those above it.
  void folder(const fs::path& path) {
    std::error_code none;
    if (path.empty() || fs::is_directory(path, none)) return;
    folder(path.parent_path());
    output::make_folder(path);
    paths_.push_back(path);
  }

  void file(const NewFile& file) {
    std::FILE* out = std::fopen(file.path.c_str(), "wx");
    if (out == nullptr) fail(ExitCode::cannot_create, file.path, fmt::format("cannot be created ({})", reason()));
    paths_.push_back(file.path);
    const bool is_written = std::fwrite(file.text.data(), 1, file.text.size(), out) == file.text.size();
    const bool is_closed = std::fclose(out) == 0;
    if (!is_written || !is_closed) fail(ExitCode::io_error, file.path, fmt::format("cannot be written ({})", reason()));
  }

  void keep() { paths_.clear(); }

 private:
  static const char* reason() { return std::strerror(errno); }

  std::vector<fs::path> paths_;
};

}  // namespace

std::vector<NewFile> library_in(const fs::path& folder) {
  std::vector<NewFile> files;
  for (const scenarios::StarterFile& file : scenarios::starter_files().subspan(1))
    files.push_back({folder / file.name, std::string(file.text)});
  files.push_back({folder / "scenario.schema.json", scenarios::language::schema_of_scenarios()});
  return files;
}

void write_new(const std::vector<NewFile>& files) {
  for (const NewFile& file : files) refuse_to_overwrite(file.path);
  Made made;
  for (const NewFile& file : files) {
    made.folder(file.path.parent_path());
    made.file(file);
  }
  made.keep();
}

std::string typed(const std::string& word) {
  const std::string plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./-+,:@%";
  if (!word.empty() && word.find_first_not_of(plain) == std::string::npos) return word;
  std::string quoted;
  for (const char letter : word) quoted += letter == '\'' ? std::string("'\\''") : std::string(1, letter);
  return "'" + quoted + "'";
}

}  // namespace casetide::app
