#include "tests/authority/small_tables.hpp"

#include <fmt/format.h>

namespace casetide::testing {

namespace {

/// Of England ten times what Larkshire has, of Wren and Finch half of it.
std::string pathway_row(int year, const std::string& level, const std::string& code, const std::string& name,
                        double size, const std::string& plans) {
  return fmt::format(
      "{},{},Aviary,{},E1,{},{:.0f},{:.0f},{:.0f},{:.0f},{:.0f},{:.0f},{:.0f},{},{},{:.0f},{:.0f},{:.0f},{:.0f},c\n",
      year, level, code, name, 800 * size, 1000 * size, 200 * size, 100 * size, 300 * size, 300 * size, 120 * size,
      plans, plans == "c" ? "c" : fmt::format("{:.0f}", 80 * size), 20 * size, 20 * size, 20 * size, 18 * size);
}

std::string pathway() {
  std::string text =
      "time_period,geographic_level,region_name,old_la_code,new_la_code,la_name,cin_at_31_march,referrals,rereferrals_"
      "12m,"
      "referrals_nfa,assessed_not_in_need,s47,icpc,cpp_started,cpp_at_31_march,cpp31_le_3m,cpp31_3_6m,cpp31_6_12m,"
      "cpp31_1_2y,cpp31_ge_2y\n";
  for (int year = 2016; year <= 2019; ++year) {
    text += pathway_row(year, "National", "", "England", 10, "1000");
    text += pathway_row(year, "Regional", "", "Aviary", 3, "300");
    text += pathway_row(year, "Local authority", "901", "Larkshire", 1, "100");
    text += pathway_row(year, "Local authority", "902", "Wren and Finch", 0.5, "50");
    text += pathway_row(year, "Local authority", "903", "\"Tern, City of\"", 0.5, "c");
  }
  return text;
}

std::string workforce_row(int year, const std::string& level, const std::string& code, const std::string& name,
                          double size) {
  return fmt::format(
      "{},{},Aviary,{},E1,{},{:.1f},{:.1f},{:.1f},15,{:.1f},10,{:.1f},{:.1f},10,{:.1f},{:.0f},16,{:.1f},3\n", year,
      level, code, name, 90 * size, 15 * size, 13.5 * size, 10 * size, 8 * size, 10 * size, 50 * size, 800 * size,
      700 * size);
}

std::string workforce() {
  std::string text =
      "time_period,geographic_level,region_name,old_la_code,new_la_code,la_name,inpost_fte,starters_fte,leavers_fte,"
      "turnover_rate_fte,agency_fte,agency_rate_fte,agency_cover_fte,vacancy_fte,vacancy_rate_fte,case_holders_fte,"
      "cases,"
      "caseload_fte,working_days_lost_fte,absence_rate_fte\n";
  for (int year = 2017; year <= 2019; ++year) {
    text += workforce_row(year, "National", "", "England", 10);
    text += workforce_row(year, "Local authority", "901", "Larkshire", year == 2018 ? 1.1 : 1);
    text += workforce_row(year, "Local authority", "902 / 903", "Wren and Finch / Tern", 1);
  }
  return text;
}

std::string indicators_row(int year, const std::string& code, const std::string& name, double size) {
  return fmt::format(
      "{},{},{},Aviary,85,80,95,0.8,25,12,15,16,32,47,16,15,12,10,{:.0f},{:.0f},{:.0f},{:.0f},{:.0f},84\n", year, code,
      name, 150 * size, 60 * size, 58 * size, 10 * size, 60 * size);
}

std::string indicators() {
  std::string text =
      "year,old_la_code,area,region,assess_within_45wd_pct,icpc_within_15wd_pct,cp_reviewed_on_time_pct,cpp_ended_ge_"
      "2y_pct,"
      "cin31_lt_3m_pct,cin31_3_6m_pct,cin31_6_12m_pct,cin31_1_2y_pct,cin31_ge_2y_pct,cin_ceased_lt_3m_pct,"
      "cin_ceased_3_6m_pct,cin_ceased_6_12m_pct,cin_ceased_1_2y_pct,cin_ceased_ge_2y_pct,cla_at_31_march,cla_started,"
      "cla_ceased,uasc_at_31_march,care_leavers_19_21_n,care_leavers_suitable_accom_pct\n";
  for (int year = 2016; year <= 2019; ++year) {
    text += indicators_row(year, "901", "Larkshire (Pre LG)", 1);
    text += indicators_row(year, "902", "Wren and Finch", 0.5);
    text += fmt::format("{},903,\"Tern, City of\",Aviary,-,-,-,-,-,-,-,-,-,-,-,-,-,-,-,-,-,-,-,-\n", year);
    text += indicators_row(year, "970", "England", 10);
    text += fmt::format("{},940,New Nestshire,Aviary,-,-,-,-,-,-,-,-,-,-,-,-,-,-,-,-,-,-,-,-\n", year);
  }
  return text;
}

}  // namespace

SmallTables::SmallTables() {
  put_bytes(*this / "la_children_pathway_2016_2019.csv", "\xef\xbb\xbf" + pathway());
  put_bytes(*this / "la_workforce_2017_2019.csv", workforce());
  put_bytes(*this / "la_indicators_lait_2016_2019.csv", indicators());
  put_bytes(*this / "la_spend_s251_outturn_2016_2018.csv",
            "financial_year,old_la_code,area,region,cla_gross_gbp\n2017-18,901,Larkshire,Aviary,7800000\n");
  put_bytes(*this / "la_statistical_neighbours.csv",
            "model,old_la_code,la_name,rank,neighbour_code,neighbour_name,closeness\n"
            "2021,901,Larkshire,2,903,\"Tern, City of\",Close\n2021,901,Larkshire,1,902,Wren and Finch,Very Close\n"
            "2025,901,Larkshire,1,903,\"Tern, City of\",Close\n");
}

void SmallTables::change(const std::string& file, const std::string& from, const std::string& to) const {
  std::string text = bytes_of(*this / file);
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
  put_bytes(*this / file, text);
}

}  // namespace casetide::testing
