#include "tests/behaviour/tutorial.hpp"

#include <fmt/format.h>
#include <sys/wait.h>

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <nlohmann/json.hpp>
#include <regex>
#include <sstream>
#include <utility>

#include "tests/support/folder.hpp"

namespace casetide::testing {

namespace fs = std::filesystem;

namespace {

struct Block {
  int line = 0;
  std::string mark;      // the comment before it, or the comment alone where it stands for itself
  std::string language;  // "sh", "yaml" ...; empty for a comment that stands for itself
  std::vector<std::string> lines;
};

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

std::string joined(const std::vector<std::string>& lines) { return fmt::format("{}\n", fmt::join(lines, "\n")); }

std::string after(const std::string& text, const std::string& begin) {
  return text.starts_with(begin) ? text.substr(begin.size()) : "";
}

std::vector<Block> blocks_of(const std::string& tutorial) {
  static const std::regex comment("<!-- (.*) -->");
  std::vector<Block> blocks;
  std::string mark;
  Block* open = nullptr;
  int number = 0;
  for (const std::string& line : lines_of(tutorial)) {
    ++number;
    std::smatch found;
    if (line.starts_with("```")) {
      if (open == nullptr) blocks.push_back({number, std::exchange(mark, {}), line.substr(3), {}});
      open = open == nullptr ? &blocks.back() : nullptr;
    } else if (open != nullptr) {
      open->lines.push_back(line);
    } else if (std::regex_match(line, found, comment)) {
      mark = found[1];
      if (mark.starts_with("expect: ")) blocks.push_back({number, std::exchange(mark, {}), "", {}});
    }
  }
  return blocks;
}

/// Any number is as good as another, or as the dot that stands for none; marks behind figures and charts are left out.
std::string without_figures(const std::string& line) {
  static const std::regex numbers("[0-9][0-9.,]*"), none(" \\.(?= |$)"), gaps(" +");
  static const std::regex marks("[~=]|▁|▂|▃|▄|▅|▆|▇|█");
  const std::string one_number = std::regex_replace(std::regex_replace(line, numbers, "#"), none, " #");
  std::string narrow = std::regex_replace(std::regex_replace(one_number, marks, ""), gaps, " ");
  while (narrow.ends_with(' ')) narrow.pop_back();
  return narrow;
}

class Follower {
 public:
  explicit Follower(fs::path folder) : folder_(std::move(folder)) {
    fs::create_directory(folder_ / "bin");
    const fs::path program = folder_ / "bin/casetide";
    put_bytes(program, fmt::format("#!/bin/sh\n"
                                   "if [ \"$1\" = run ]; then set -- \"$@\" --replications 2; fi\n"
                                   "exec '{}' \"$@\"\n",
                                   CASETIDE_PROGRAM));
    fs::permissions(program, fs::perms::owner_all);
  }

  void follow(const Block& block) {
    line_ = block.line;
    if (block.language == "sh") type(block);
    if (const std::string path = after(block.mark, "file: "); !path.empty()) save(path, block);
    if (const std::string path = after(block.mark, "change: "); !path.empty()) change(path, block);
    if (block.mark.starts_with("prints")) look_for(block);
    if (const std::string promise = after(block.mark, "expect: "); !promise.empty()) look_at_means(promise);
  }

  const std::vector<std::string>& wrong() const { return wrong_; }

 private:
  void complain(const std::string& what) { wrong_.push_back(fmt::format("line {}: {}", line_, what)); }

  /// The exit code; what it printed is kept.
  int run(const std::string& command) {
    const fs::path out = folder_ / "bin/out", error = folder_ / "bin/error";
    const std::string line =
        fmt::format("cd '{}' && PATH=\"$PWD/bin:$PATH\" && {{ {}\n}} >bin/out 2>bin/error", folder_.string(), command);
    const int status = std::system(line.c_str());
    said_ = bytes_of(error) + bytes_of(out);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

  void type(const Block& block) {
    const std::string code = after(block.mark, "ends with ");
    const int expected = code.empty() ? 0 : std::stoi(code);
    for (const std::string& command : block.lines) {
      const int ended = run(command);
      const bool has_no_page = ended == 69 && command.starts_with("casetide report");
      if (ended != expected && !has_no_page) complain(fmt::format("`{}` ended with {}: {}", command, ended, said_));
    }
  }

  void save(const std::string& path, const Block& block) { put_bytes(folder_ / path, joined(block.lines)); }

  void change(const std::string& path, const Block& block) {
    std::vector<std::string> before, now;
    for (const std::string& line : block.lines) {
      if (line.starts_with('-')) before.push_back(line.substr(1));
      if (line.starts_with('+')) now.push_back(line.substr(1));
    }
    if (before.size() != now.size()) return complain("as many lines are taken away as come");
    for (std::size_t i = 0; i < before.size(); ++i) replace_line(folder_ / path, before[i], now[i]);
  }

  void replace_line(const fs::path& path, const std::string& before, const std::string& now) {
    std::vector<std::string> lines = lines_of(bytes_of(path));
    if (std::ranges::count(lines, before) != 1) return complain(fmt::format("stands not once in the file: {}", before));
    *std::ranges::find(lines, before) = now;
    put_bytes(path, joined(lines));
  }

  void look_for(const Block& block) {
    const bool is_exact = block.mark == "prints";
    std::vector<std::string> said = lines_of(said_);
    auto place = said.begin();
    for (const std::string& line : block.lines) {
      const auto is_it = [&](const std::string& one) {
        return is_exact ? one == line : without_figures(one) == without_figures(line);
      };
      const auto found = std::find_if(place, said.end(), is_it);
      if (found == said.end()) return complain(fmt::format("not printed: {}\nbut: {}", line, said_));
      place = found + 1;
    }
  }

  void look_at_means(const std::string& promise) {
    static const std::regex form("(\\w+), (\\w+): (.*)");
    std::smatch parts;
    if (!std::regex_match(promise, parts, form)) return complain("not a promise: " + promise);
    if (run(fmt::format("casetide compare results/{}.h5 --json", parts[1].str())) != 0) return complain(said_);
    const auto comparison = nlohmann::json::parse(bytes_of(folder_ / "bin/out"));
    std::istringstream plans(parts[3]);
    double before = -std::numeric_limits<double>::infinity();
    for (std::string plan; plans >> plan;) {
      if (plan == "<") continue;
      const double mean = mean_of(comparison, parts[2], plan);
      if (!(before < mean)) complain(fmt::format("not so: {} ({} after {})", promise, mean, before));
      before = mean;
    }
  }

  /// Not a number where there is no such headline or plan.
  static double mean_of(const nlohmann::json& comparison, const std::string& headline, const std::string& plan) {
    for (const auto& entry : comparison.at("decision").at("headlines"))
      if (entry.at("name") == headline && entry.at("plans").contains(plan)) return entry["plans"][plan].at("mean");
    return std::numeric_limits<double>::quiet_NaN();
  }

  fs::path folder_;
  int line_ = 0;
  std::string said_;  // by the last command, errors first
  std::vector<std::string> wrong_;
};

}  // namespace

std::vector<std::string> followed(const std::string& tutorial, const fs::path& folder) {
  Follower follower(folder);
  for (const Block& block : blocks_of(tutorial)) follower.follow(block);
  return follower.wrong();
}

}  // namespace casetide::testing
