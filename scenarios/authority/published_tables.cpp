#include "scenarios/authority/published_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

#include "scenarios/authority/published_file.hpp"
#include "sim/errors.hpp"

namespace casetide::scenarios {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view england_code = "970";

/// Which columns of a file say of whom and when a row is.
struct Keys {
  std::string_view year, code, name, region;
};

struct TableLayout {
  PublishedLayout file;
  Keys keys;
};

const TableLayout& pathway_layout() {
  static const TableLayout layout{
      {"la_children_pathway",
       "counts from referral to plan of every authority and year",
       "DfE, Children in need, tables B1, C1, C3, C4, D3 and D5",
       {"time_period", "geographic_level", "old_la_code", "la_name", "region_name", "cin_at_31_march", "referrals",
        "rereferrals_12m", "referrals_nfa", "assessed_not_in_need", "s47", "icpc", "cpp_started", "cpp_at_31_march",
        "cpp31_le_3m", "cpp31_3_6m", "cpp31_6_12m", "cpp31_1_2y", "cpp31_ge_2y"}},
      {"time_period", "old_la_code", "la_name", "region_name"}};
  return layout;
}

const TableLayout& workforce_layout() {
  static const TableLayout layout{
      {"la_workforce",
       "social workers of every authority at 30 September",
       "DfE, Children's social work workforce",
       {"time_period", "geographic_level", "old_la_code", "la_name", "region_name", "inpost_fte", "starters_fte",
        "leavers_fte", "turnover_rate_fte", "agency_fte", "agency_rate_fte", "agency_cover_fte", "vacancy_fte",
        "vacancy_rate_fte", "case_holders_fte", "cases", "caseload_fte", "working_days_lost_fte", "absence_rate_fte"},
       "csww_indicators"},
      {"time_period", "old_la_code", "la_name", "region_name"}};
  return layout;
}

const TableLayout& indicators_layout() {
  static const TableLayout layout{
      {"la_indicators_lait",
       "timeliness, durations, looked-after children and care leavers of every authority and year",
       "DfE, Local authority interactive tool",
       {"year",
        "old_la_code",
        "area",
        "region",
        "assess_within_45wd_pct",
        "icpc_within_15wd_pct",
        "cp_reviewed_on_time_pct",
        "cpp_ended_ge_2y_pct",
        "cin31_lt_3m_pct",
        "cin31_3_6m_pct",
        "cin31_6_12m_pct",
        "cin31_1_2y_pct",
        "cin31_ge_2y_pct",
        "cin_ceased_lt_3m_pct",
        "cin_ceased_3_6m_pct",
        "cin_ceased_6_12m_pct",
        "cin_ceased_1_2y_pct",
        "cin_ceased_ge_2y_pct",
        "cla_at_31_march",
        "cla_started",
        "cla_ceased",
        "uasc_at_31_march",
        "care_leavers_19_21_n",
        "care_leavers_suitable_accom_pct"}},
      {"year", "old_la_code", "area", "region"}};
  return layout;
}

const TableLayout& spend_layout() {
  static const TableLayout layout{{"la_spend_s251_outturn",
                                   "gross spend of every authority and financial year",
                                   "DfE, section 251 outturn, in the Local authority interactive tool",
                                   {"financial_year", "old_la_code", "area", "region", "cla_gross_gbp"}},
                                  {"financial_year", "old_la_code", "area", "region"}};
  return layout;
}

const PublishedLayout& neighbours_layout() {
  static const PublishedLayout layout{
      "la_statistical_neighbours",
      "the ten statistical neighbours of every authority",
      "DfE, Children's services statistical neighbours, model of April 2021",
      {"model", "old_la_code", "rank", "neighbour_code", "neighbour_name", "closeness"}};
  return layout;
}

std::optional<int> whole_number(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return {};
  return value;
}

/// 2018 of "2018", and of the financial year "2017-18".
std::optional<int> year_of(const std::string& text) {
  if (const auto year = whole_number(text)) return year;
  const auto first = text.size() == 7 && text[4] == '-' ? whole_number(text.substr(0, 4)) : std::nullopt;
  return first ? std::optional(*first + 1) : std::nullopt;
}

/// Whose row it is: England and the regions stand without a code in some tables.
std::string code_of(const PublishedFile& file, std::size_t row, const Keys& keys) {
  const std::string& level = file.text(row, "geographic_level");
  if (level == "Regional") return file.text(row, keys.region);
  return level == "National" ? std::string(england_code) : file.text(row, keys.code);
}

bool is_of_an_authority(const std::string& code) {
  const auto number = whole_number(code);
  return number && *number > 200 && *number < 970;
}

using Areas = std::map<std::string, PublishedArea>;

void take_figures(const PublishedFile& file, std::size_t row, const Keys& keys, int year, PublishedArea& area) {
  const std::set<std::string_view> not_figures = {keys.year,   keys.code,          keys.name,
                                                  keys.region, "geographic_level", "new_la_code"};
  for (std::size_t column = 0; column < file.columns().size(); ++column)
    if (const auto value = file.number(row, column); value && !not_figures.contains(file.columns()[column]))
      area.figures[{file.columns()[column], year}] = *value;
}

void take_table(const fs::path& folder, const TableLayout& layout, Areas& areas) {
  const PublishedFile file(folder, layout.file);
  for (std::size_t row = 0; row < file.size(); ++row) {
    const std::string code = code_of(file, row, layout.keys);
    const auto year = year_of(file.text(row, layout.keys.year));
    if (code.empty() || !year) continue;
    PublishedArea& area = areas[code];
    area.code = code;
    if (area.name.empty()) area.name = file.text(row, layout.keys.name);
    if (area.region.empty()) area.region = file.text(row, layout.keys.region);
    take_figures(file, row, layout.keys, *year, area);
  }
}

std::map<std::string, std::vector<StatisticalNeighbour>> read_neighbours(const fs::path& folder) {
  const PublishedFile file(folder, neighbours_layout());
  std::map<std::string, std::vector<StatisticalNeighbour>> all;
  for (std::size_t row = 0; row < file.size(); ++row) {
    const auto rank = whole_number(file.text(row, "rank"));
    if (file.text(row, "model") != "2021" || !rank) continue;
    all[file.text(row, "old_la_code")].push_back(
        {file.text(row, "neighbour_code"), file.text(row, "neighbour_name"), *rank, file.text(row, "closeness")});
  }
  for (auto& [code, neighbours] : all) std::ranges::sort(neighbours, {}, &StatisticalNeighbour::rank);
  return all;
}

bool is_rate(std::string_view column) {
  return column.find("rate") != std::string_view::npos || column == "caseload_fte";
}

/// Staff that two areas publish together, "314 / 318": rates are those of both, counts are shared out by the children
/// in need of the March before.
void share_out(const PublishedArea& joint, Areas& areas) {
  const std::size_t bar = joint.code.find(" / ");
  const std::array codes = {joint.code.substr(0, bar), joint.code.substr(bar + 3)};
  for (const std::string& code : codes)
    for (const auto& [key, value] : joint.figures) {
      const auto& [column, year] = key;
      const double own = areas[code].figure("cin_at_31_march", year).value_or(1);
      const double both = areas[codes[0]].figure("cin_at_31_march", year).value_or(1) +
                          areas[codes[1]].figure("cin_at_31_march", year).value_or(1);
      areas[code].figures[key] = is_rate(column) ? value : value * own / both;
      areas[code].joint_staff = joint.name;
    }
}

PublishedTables sorted_out(Areas& areas) {
  PublishedTables tables;
  for (auto& [code, area] : areas) {
    if (code == england_code) {
      tables.england = area;
    } else if (is_of_an_authority(code)) {
      tables.authorities.push_back(area);
    } else if (!area.name.empty() && code.find(" / ") == std::string::npos) {
      tables.regions.push_back(area.name);
    }
  }
  return tables;
}

}  // namespace

std::optional<double> PublishedArea::figure(std::string_view column, int year) const {
  const auto found = figures.find(std::pair(std::string(column), year));
  return found == figures.end() ? std::nullopt : std::optional(found->second);
}

const PublishedArea* PublishedTables::find(const std::string& code) const {
  const auto found = std::ranges::find(authorities, code, &PublishedArea::code);
  return found == authorities.end() ? nullptr : &*found;
}

PublishedTables read_published_tables(const fs::path& folder) {
  if (!fs::is_directory(folder))
    throw sim::OutputError(
        sim::ExitCode::file_missing,
        fmt::format("{}: there is no such folder; --data names the one with the published tables", folder.string()));
  Areas areas;
  for (const TableLayout* layout : {&pathway_layout(), &workforce_layout(), &indicators_layout(), &spend_layout()})
    take_table(folder, *layout, areas);
  const Areas read = areas;
  for (const auto& [code, area] : read)
    if (code.find(" / ") != std::string::npos) share_out(area, areas);
  PublishedTables tables = sorted_out(areas);
  tables.neighbours = read_neighbours(folder);
  return tables;
}

}  // namespace casetide::scenarios
