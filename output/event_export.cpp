#include "output/event_export.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "models/safeguard_names.hpp"
#include "output/csv.hpp"
#include "output/csv_folder.hpp"
#include "output/text_table.hpp"
#include "output/workbook.hpp"
#include "sim/errors.hpp"

namespace casetide::output {

namespace {

constexpr double no_number = std::numeric_limits<double>::quiet_NaN();
constexpr int page_width = 100;

constexpr std::array<EventCase, event_case_count> all_cases = {EventCase::child, EventCase::worker, EventCase::team};

struct CaseWords {
  const char* table;
  const char* title;
  const char* case_id;
  const char* sheet;
};

constexpr std::array<CaseWords, event_case_count> case_words = {{
    {"event_children", "Everything that happened to a child, an event a row, in time order", "number of the child",
     "Children"},
    {"event_workers", "Events in the working life of staff that concern no child, an event a row, in time order",
     "number of the worker", "Workers"},
    {"event_teams", "Posts advertised and adverts that found nobody, an event a row, in time order", "name of the team",
     "Teams"},
}};

const CaseWords& words_of(EventCase of) { return case_words[static_cast<std::size_t>(of)]; }

constexpr const char* for_process_mining =
    "For process mining: case_id is the case, activity the activity, timestamp the time stamp and resource the "
    "resource. In pm4py: pm4py.format_dataframe(table, case_id='case_id', activity_key='activity', "
    "timestamp_key='timestamp'). In bupaR: simple_eventlog(table, case_id = 'case_id', activity_id = 'activity', "
    "timestamp = 'timestamp', resource_id = 'resource'). Disco and others ask for the four columns when they open a "
    "file. Every row has a case: children, staff and teams have files of their own. Events of the same minute stand in "
    "the order in which they happened, which the column event keeps. Replications and plans may be put below each "
    "other when plan and replication are made part of the case: child 8 of one plan is child 8 of another.";

constexpr const char* how_to_read =
    "UTF-8 with a byte order mark, commas, quotes as in RFC 4180, lines that end in CR LF, instants as "
    "YYYY-MM-DDThh:mm:ss, without a time zone, and an empty cell where there is nothing. Events before the first day "
    "of the period belong to the warm-up, which no figure of the result counts; children and staff who were there when "
    "the run began have no earlier events.";

Cell number_or_empty(std::int64_t number) { return number < 0 ? no_number : static_cast<double>(number); }

Cell name_or_empty(const std::vector<std::string>& names, std::int32_t code) {
  return code < 0 ? std::string() : names.at(static_cast<std::size_t>(code));
}

/// "2018-03-05T09:30:00"
Cell instant_or_empty(double minutes, sim::Instant from) {
  if (std::isnan(minutes)) return std::string();
  std::string text = sim::text(from + sim::Minutes{std::llround(minutes)});
  std::ranges::replace(text, ' ', 'T');
  return text + ":00";
}

/// "Obligation met: Initial visit"
std::string activity_of(const EventNames& names, const Event& event) {
  const std::string& what = names.activities.labels.at(static_cast<std::size_t>(event.activity));
  if (event.matter < 0) return what;
  return what + ": " + names.matters.entries.labels.at(static_cast<std::size_t>(event.matter));
}

Cell case_id_of(const EventNames& names, const Event& event) {
  switch (case_of(event)) {
    case EventCase::child:
      return event.child;
    case EventCase::worker:
      return event.worker;
    case EventCase::team:
      return name_or_empty(names.teams.names, event.team);
  }
  throw sim::ModelError("an event that happened to nobody");
}

std::string about(const EventLog& log) {
  const EventLogOrigin& origin = log.origin();
  return fmt::format(
      "{}\n{}\nPlan {} ({}), replication {}: {} events\nCasetide {}, run {}, seed {}; scenario SHA-256 {}\n"
      "Simulated events: nothing here is a record of a real child, family or worker.\n",
      origin.title, origin.place, origin.plan.name, origin.plan.label, origin.replication, log.size(),
      origin.software_version, origin.run_id, origin.seed, origin.scenario_sha256);
}

std::string about_table(const TableHead& head) {
  std::string text = fmt::format("\n{}.csv\n  {}.\n", head.name, head.title);
  for (const Column& column : head.columns) text += fmt::format("  {}: {}\n", column.name, column.meaning);
  return text;
}

}  // namespace

EventCase case_of(const Event& event) {
  if (event.child >= 0) return EventCase::child;
  return event.worker >= 0 ? EventCase::worker : EventCase::team;
}

TableHead event_table_head(EventCase of) {
  constexpr auto text = ColumnKind::text;
  constexpr auto number = ColumnKind::number;
  const auto id = of == EventCase::team ? text : number;
  return {words_of(of).table,
          words_of(of).title,
          {{"case_id", id, "", words_of(of).case_id, 0},
           {"activity", text, "", "what happened, in words, and to what"},
           {"timestamp", text, "", "when"},
           {"resource", number, "", "number of the worker; empty: the event names none", 0},
           {"event", number, "", "number of the event in the log", 0},
           {"kind", text, "", "what happened: activity in the log"},
           {"matter_kind", text, "", "what sort of thing it is about: a status, an obligation, a decision ..."},
           {"matter", text, "", "its name in the scenario"},
           {"outcome", text, "", "what came of it: of a decision, the cause of time at risk, where a leaver goes ..."},
           {"team", text, "", "name of the team, where the event tells it"},
           {"household", number, "", "number of the household, where the event tells it", 0},
           {"since", text, "", "instant from which the matter runs, such as the start of an obligation's clock"},
           {"due", text, "", "instant by which it is due, or at which the stretch told of ends"},
           {"minutes", number, "", "working time [minutes]", 0},
           {"children", number, "", "children gone through in a session of supervision", 0},
           {"plan", text, "", "name of the plan"},
           {"replication", number, "", "number of the replication", 0}}};
}

std::vector<Cell> event_row(const EventLog& log, std::uint64_t number, const Event& event) {
  const EventNames& names = log.names();
  const sim::Instant from = log.origin().period_from;
  return {case_id_of(names, event),
          activity_of(names, event),
          instant_or_empty(event.time, from),
          number_or_empty(event.worker),
          static_cast<std::int64_t>(number),
          name_or_empty(names.activities.names, event.activity),
          name_or_empty(names.matters.kinds, event.matter),
          name_or_empty(names.matters.names, event.matter),
          name_or_empty(names.outcomes.names, event.outcome),
          name_or_empty(names.teams.names, event.team),
          number_or_empty(event.household),
          instant_or_empty(event.since, from),
          instant_or_empty(event.due, from),
          event.amount,
          number_or_empty(event.children),
          log.origin().plan.name,
          std::int64_t{log.origin().replication}};
}

std::array<std::uint64_t, event_case_count> count_by_case(const EventLog& log) {
  std::array<std::uint64_t, event_case_count> count{};
  log.read([&](std::uint64_t, const Event& event) { ++count[static_cast<std::size_t>(case_of(event))]; });
  return count;
}

std::vector<std::string> write_event_csv(const EventLog& log, const std::filesystem::path& folder) {
  make_folder(folder);
  std::array<std::optional<CsvFile>, event_case_count> files;
  log.read([&](std::uint64_t number, const Event& event) {
    std::optional<CsvFile>& file = files[static_cast<std::size_t>(case_of(event))];
    if (!file) {
      const TableHead head = event_table_head(case_of(event));
      file.emplace(folder / (head.name + ".csv"), head.columns);
    }
    file->write(event_row(log, number, event));
  });
  std::string page = about(log) + "\n" + paragraph(std::string(models::guard_sentence), page_width) + "\n" +
                     paragraph(for_process_mining, page_width) + "\n" + paragraph(how_to_read, page_width);
  std::vector<std::string> too_long;
  for (const EventCase of : all_cases) {
    std::optional<CsvFile>& file = files[static_cast<std::size_t>(of)];
    if (!file) continue;
    file->finish();
    const TableHead head = event_table_head(of);
    page += about_table(head);
    if (file->rows() + 1 > most_rows_in_excel) too_long.push_back(head.name + ".csv");
  }
  PendingFile readme = pending_text(folder / "EVENTS.txt", page);
  for (std::optional<CsvFile>& file : files)
    if (file) file->keep();
  readme.keep();
  return too_long;
}

void write_event_workbook(const EventLog& log, const std::filesystem::path& target) {
  const auto count = count_by_case(log);
  for (const EventCase of : all_cases)
    if (const std::uint64_t rows = count[static_cast<std::size_t>(of)]; rows + 1 > most_rows_in_excel)
      throw sim::OutputError(sim::ExitCode::bad_usage,
                             fmt::format("{}: {} events of {} are more rows than a sheet has ({}); use --csv FOLDER, "
                                         "which Power BI, R, Python and process-mining tools read",
                                         target.string(), rows, words_of(of).table, most_rows_in_excel));
  std::array<TidyTable, event_case_count> tables;
  for (const EventCase of : all_cases) tables[static_cast<std::size_t>(of)].head = event_table_head(of);
  log.read([&](std::uint64_t number, const Event& event) {
    tables[static_cast<std::size_t>(case_of(event))].rows.push_back(event_row(log, number, event));
  });
  Workbook workbook(target, log.origin().title, sim::date_of(log.origin().period_from));
  for (const EventCase of : all_cases)
    if (const TidyTable& table = tables[static_cast<std::size_t>(of)]; !table.rows.empty())
      workbook.write_table(words_of(of).sheet, table);
  workbook.begin_sheet("Notes");
  unsigned row = 0;
  for (const std::string& text : {about(log), std::string(models::guard_sentence), std::string(for_process_mining)})
    workbook.write_across(row++, 0, 10, text, {.wraps = true});
  workbook.finish();
  workbook.keep();
}

}  // namespace casetide::output
