#include "scenarios/authority/find_authority.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <set>
#include <sstream>

#include "scenarios/reader/problems.hpp"
#include "sim/errors.hpp"

namespace casetide::scenarios {

namespace {

char lower(char letter) { return static_cast<char>(std::tolower(static_cast<unsigned char>(letter))); }

/// The words that tell one area from another, in order of the alphabet: "Bristol, City of" is "bristol".
std::string essence(const std::string& name) {
  static const std::set<std::string> left_out = {"and",     "the",     "of",    "upon",   "city", "county",
                                                 "council", "borough", "royal", "london", "ua"};
  std::string plain;
  for (const char letter : name) plain += std::isalnum(static_cast<unsigned char>(letter)) != 0 ? lower(letter) : ' ';
  std::set<std::string> words;
  std::istringstream stream(plain);
  for (std::string word; stream >> word;)
    if (!left_out.contains(word)) words.insert(word);
  return words.empty() ? plain : fmt::format("{}", fmt::join(words, " "));
}

[[noreturn]] void refuse_name(const std::string& what) { throw sim::OutputError(sim::ExitCode::bad_usage, what); }

bool has_children_in_need(const PublishedArea& area) {
  return std::ranges::any_of(area.figures, [](const auto& entry) { return entry.first.first == "cin_at_31_march"; });
}

std::string same_name(const std::string& name) {
  std::string plain;
  for (const char letter : name) plain += lower(letter);
  return plain;
}

void refuse_what_is_none(const PublishedTables& tables, const std::string& name) {
  if (same_name(name) == "england")
    refuse_name("`England` is not an authority; scenarios/england_average.yaml is one of average size");
  for (const std::string& region : tables.regions)
    if (same_name(region) == same_name(name)) refuse_name(fmt::format("`{}` is a region; name an authority", region));
}

[[noreturn]] void refuse_unknown(const PublishedTables& tables, const std::string& name) {
  std::vector<std::string> known;
  for (const PublishedArea& area : tables.authorities) known.push_back(same_name(area.name));
  const auto near = nearest(same_name(name), known);
  const auto place = near ? std::ranges::find(known, *near) - known.begin() : 0;
  refuse_name(
      fmt::format("there is no authority {}; {}", shown(name),
                  near ? fmt::format("did you mean `{}`?", tables.authorities[static_cast<std::size_t>(place)].name)
                       : "names are those of the column la_name in the published tables"));
}

const PublishedArea& checked(const PublishedArea& area) {
  if (has_children_in_need(area)) return area;
  refuse_name(
      fmt::format("the tables have no children in need of `{}`, which was made later; build one of the areas "
                  "that it was made of",
                  area.name));
}

}  // namespace

const PublishedArea& find_authority(const PublishedTables& tables, const std::string& name) {
  refuse_what_is_none(tables, name);
  const PublishedArea* found = nullptr;
  for (const PublishedArea& area : tables.authorities) {
    if (same_name(area.name) == same_name(name)) return checked(area);
    if (found == nullptr && essence(area.name) == essence(name)) found = &area;
  }
  if (found == nullptr) refuse_unknown(tables, name);
  return checked(*found);
}

std::string file_name_of(const std::string& name) {
  std::string file;
  for (const char letter : name)
    if (std::isalnum(static_cast<unsigned char>(letter)) != 0) {
      file += lower(letter);
    } else if (!file.empty() && file.back() != '_') {
      file += '_';
    }
  while (file.ends_with('_')) file.pop_back();
  return file;
}

}  // namespace casetide::scenarios
