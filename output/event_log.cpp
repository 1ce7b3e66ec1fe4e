#include "output/event_log.hpp"

#include <fmt/format.h>

#include <exception>
#include <numeric>
#include <optional>
#include <variant>

#include "output/check_in_child.hpp"
#include "output/checksum.hpp"
#include "output/file_parts.hpp"
#include "output/whole_file.hpp"
#include "sim/errors.hpp"

namespace casetide::output {

namespace {

using sim::ExitCode;
using sim::OutputError;

constexpr std::uint64_t block = 1 << 15;  // events that are written at a time: a chunk of each column
constexpr const char* event_axis = "event";

[[noreturn]] void refuse(const std::filesystem::path& path, const std::string& message) {
  throw OutputError(ExitCode::bad_input, fmt::format("{}: {}", path.string(), message));
}

// --- columns --------------------------------------------------------------------------------------------------------

using Member = std::variant<double Event::*, std::int32_t Event::*, std::int64_t Event::*>;

struct EventColumn {
  const char* name;
  Member member;
  const char* meaning;
  const char* axis = "";  // of the names that it holds codes of
};

constexpr const char* minutes = "minutes";

/// In their order in the file.
const std::vector<EventColumn>& columns() {
  static const std::vector<EventColumn> all = {
      {"time", &Event::time, "when it happened"},
      {"activity_code", &Event::activity, "what happened", "activity"},
      {"child", &Event::child, "number of the child; -1: none"},
      {"household", &Event::household, "number of the child's household, where the activity tells it; -1: not"},
      {"worker", &Event::worker, "number of the worker; -1: none"},
      {"team_code", &Event::team, "team; -1: none", "team"},
      {"matter_code", &Event::matter, "what the event is about; -1: nothing more", "matter"},
      {"outcome_code", &Event::outcome, "what came of it; -1: none", "outcome"},
      {"since", &Event::since, "instant from which the matter runs; NaN: none"},
      {"due", &Event::due, "instant by which it is due, or at which it ends; NaN: none"},
      {"amount", &Event::amount, "working time; NaN: none"},
      {"children", &Event::children, "children gone through in a session of supervision; -1: no session"},
  };
  return all;
}

Hdf5File::Number number_of(const Member& member) {
  if (std::holds_alternative<double Event::*>(member)) return Hdf5File::Number::float64;
  return std::holds_alternative<std::int32_t Event::*>(member) ? Hdf5File::Number::int32 : Hdf5File::Number::int64;
}

bool is_instant(const EventColumn& column) {
  return std::holds_alternative<double Event::*>(column.member) && std::string_view(column.name) != "amount";
}

// --- writing --------------------------------------------------------------------------------------------------------

void write_names(Hdf5File& file, const std::string& axis, const AxisEntries& entries, const std::string& meaning) {
  write_text_axis(file, axis, entries, meaning);
  write_companion(file, axis, "label", entries.labels, axis + ", in words");
}

void write_names(Hdf5File& file, const std::string& axis, const NameTable& table, const std::string& meaning) {
  write_names(file, axis, table.entries, meaning);
  write_companion(file, axis, "kind", table.kinds, "what sort of name " + axis + " is");
  write_companion(file, axis, "name", table.names, axis + ", as the scenario has it");
}

/// Writes events as they come, a block at a time. What cannot be written is told by finish(): no exception may pass
/// through the engine.
class EventWriter : public models::Observer {
 public:
  EventWriter(Hdf5File& file, const models::Scenario& scenario) : file_(file), coder_(scenario) {
    events_.reserve(block);
    file_.create_column(event_axis, Hdf5File::Number::int32, block);
    file_.make_scale(event_axis);
    describe(file_, event_axis, "", "number of the event, in the order in which they happened");
    const EventNames& names = coder_.names();
    write_names(file_, "activity", names.activities, "what can happen");
    write_names(file_, "team", names.teams, "team");
    write_names(file_, "matter", names.matters, "what an event can be about");
    write_names(file_, "outcome", names.outcomes, "what can come of it");
    for (const EventColumn& column : columns()) create(column, scenario);
  }

  void observe(const models::Fact& fact) override {
    if (failure_) return;
    events_.push_back(coder_(fact));
    if (events_.size() == block) try_to_write();
  }

  std::uint64_t finish() {
    if (!failure_ && !events_.empty()) try_to_write();
    if (failure_) std::rethrow_exception(failure_);
    file_.set_attribute(event_axis, checksum_attribute, axis_sum_.hex());
    for (std::size_t i = 0; i < columns().size(); ++i)
      file_.set_attribute(columns()[i].name, checksum_attribute, sums_[i].hex());
    return written_;
  }

 private:
  const AxisEntries& entries_of(const std::string& axis) const {
    const EventNames& names = coder_.names();
    if (axis == "activity") return names.activities;
    if (axis == "team") return names.teams;
    return axis == "matter" ? names.matters.entries : names.outcomes.entries;
  }

  void create(const EventColumn& column, const models::Scenario& scenario) {
    const std::string name = column.name;
    file_.create_column(name, number_of(column.member), block);
    file_.attach_scale(name, event_axis, 0);
    if (is_instant(column)) {
      describe(file_, name, fmt::format("minutes since {} 00:00:00", sim::text(scenario.period_from)), column.meaning);
      file_.set_attribute(name, "calendar", "proleptic_gregorian");
    } else {
      describe(file_, name, name == "amount" ? minutes : "", column.meaning);
    }
    if (*column.axis != '\0') write_flags(file_, name, entries_of(column.axis));
  }

  void try_to_write() {
    try {
      write_block();
    } catch (...) {
      failure_ = std::current_exception();
    }
    events_.clear();
  }

  void write_block() {
    std::vector<std::int32_t> numbers(events_.size());
    std::iota(numbers.begin(), numbers.end(), static_cast<std::int32_t>(written_));
    file_.append(event_axis, std::span<const std::int32_t>(numbers));
    axis_sum_.add_values(std::span<const std::int32_t>(numbers));
    for (std::size_t i = 0; i < columns().size(); ++i)
      std::visit([&](auto member) { append(columns()[i].name, member, sums_[i]); }, columns()[i].member);
    written_ += events_.size();
  }

  template <typename Value>
  void append(const std::string& name, Value Event::*member, Checksum& sum) {
    std::vector<Value> values;
    values.reserve(events_.size());
    for (const Event& event : events_) values.push_back(event.*member);
    file_.append(name, std::span<const Value>(values));
    sum.add_values(std::span<const Value>(values));
  }

  Hdf5File& file_;
  const EventCoder coder_;
  std::vector<Event> events_;  // not yet written
  Checksum axis_sum_;
  std::vector<Checksum> sums_ = std::vector<Checksum>(columns().size());
  std::uint64_t written_ = 0;
  std::exception_ptr failure_;
};

void write_provenance(Hdf5File& file, const models::Scenario& scenario, const RunIdentity& identity, std::size_t plan,
                      int replication) {
  write_origin(file, {event_log_mark, event_log_schema_version, "run --events", "run_id", identity.run_id()}, identity);
  file.set_attribute("/", "plan_name", identity.plans.at(plan).name);
  file.set_attribute("/", "plan_label", identity.plans.at(plan).label);
  file.set_attribute("/", "replication_number", replication);
  file.set_attribute("/", "warm_up_from", sim::text(scenario.warm_up_from));
  file.set_attribute("/", "period_from", sim::text(scenario.period_from));
  file.set_attribute("/", "period_until", sim::text(scenario.period_until));
}

// --- reading --------------------------------------------------------------------------------------------------------

void check_readable(const Hdf5File& file) {
  if (!file.has_attribute("/", "format") || file.text_attribute("/", "format") != event_log_mark)
    refuse(file.path(), "not an event log of Casetide, which casetide run --events writes");
  if (!file.has_attribute("/", "complete") || file.unsigned_attribute("/", "complete") != 1)
    refuse(file.path(), "not complete: the run that wrote it was stopped before its end; run it again");
  const std::uint64_t schema = file.unsigned_attribute("/", "schema_version");
  if (schema != event_log_schema_version)
    refuse(file.path(), fmt::format("has version {} of event logs; this program reads version {}", schema,
                                    event_log_schema_version));
}

EventLogOrigin read_origin(const Hdf5File& file) {
  const auto text = [&file](const char* name) { return file.text_attribute("/", name); };
  EventLogOrigin origin;
  origin.title = text("title");
  origin.place = text("place");
  origin.run_id = text("run_id");
  origin.software_version = text("software_version");
  origin.scenario_sha256 = text("scenario_sha256");
  origin.seed = file.unsigned_attribute("/", "master_seed");
  origin.plan = {text("plan_name"), text("plan_label")};
  origin.replication = static_cast<int>(file.unsigned_attribute("/", "replication_number"));
  origin.period_from = read_reference_instant(file, "time", minutes);
  return origin;
}

AxisEntries read_names(const Hdf5File& file, const std::string& axis) {
  AxisEntries entries{file.read_texts(axis), file.read_texts(axis + "_label")};
  if (entries.names.size() != entries.labels.size())
    refuse(file.path(), axis + ": damaged: names and labels do not match");
  return entries;
}

NameTable read_table(const Hdf5File& file, const std::string& axis) {
  NameTable table{read_names(file, axis), file.read_texts(axis + "_kind"), file.read_texts(axis + "_name")};
  if (table.kinds.size() != table.entries.names.size() || table.names.size() != table.entries.names.size())
    refuse(file.path(), axis + ": damaged: names and kinds do not match");
  return table;
}

std::size_t size_of(const EventNames& names, std::string_view axis) {
  if (axis == "activity") return names.activities.names.size();
  if (axis == "team") return names.teams.names.size();
  return axis == "matter" ? names.matters.names.size() : names.outcomes.names.size();
}

/// Calls `take(first, count)` for each block of so many events.
template <typename Take>
void by_blocks(std::uint64_t size, Take take) {
  for (std::uint64_t first = 0; first < size; first += block) take(first, std::min(block, size - first));
}

/// Reads a column, and says whether its values are those that were written; `look` sees each block of them.
template <typename Value, typename Look>
bool column_is_sound(const Hdf5File& file, const std::string& name, std::uint64_t size, Look look) {
  Checksum sum;
  by_blocks(size, [&](std::uint64_t first, std::uint64_t count) {
    std::vector<Value> values(count);
    file.read_slab(name, {{first}, {count}}, std::span<Value>(values));
    sum.add_values(std::span<const Value>(values));
    look(values);
  });
  return file.text_attribute(name, checksum_attribute) == sum.hex();
}

}  // namespace

std::uint64_t write_event_log(const std::filesystem::path& path, const models::Scenario& scenario,
                              const RunIdentity& identity, std::size_t plan, int replication,
                              const std::function<void(models::Observer&)>& run) {
  std::uint64_t count = 0;
  write_whole_file(path, [&](Hdf5File& file) {
    EventWriter writer(file, scenario);
    run(writer);
    count = writer.finish();
    write_provenance(file, scenario, identity, plan, replication);
  });
  return count;
}

EventLog::EventLog(const std::filesystem::path& path) : file_(Hdf5File::open(path)) {
  check_readable(file_);
  origin_ = read_origin(file_);
  names_ = {read_names(file_, "activity"), read_names(file_, "team"), read_table(file_, "matter"),
            read_table(file_, "outcome")};
  const Shape shape = file_.shape(event_axis);
  if (shape.size() != 1) refuse(path, "event: damaged: expected one dimension");
  size_ = shape.front();
}

void EventLog::check() const {
  if (!column_is_sound<std::int32_t>(file_, event_axis, size_, [](const auto&) {}))
    refuse(path(), "event: damaged: its checksum does not match");
  for (const EventColumn& column : columns()) {
    if (file_.shape(column.name) != Shape{size_})
      refuse(path(), fmt::format("{}: damaged: expected {} events", column.name, size_));
    const auto most = static_cast<std::int32_t>(*column.axis == '\0' ? 0 : size_of(names_, column.axis));
    const bool is_sound = std::visit(
        [&]<typename Value>(Value Event::*) {
          return column_is_sound<Value>(file_, column.name, size_, [&](const std::vector<Value>& values) {
            if constexpr (std::is_same_v<Value, std::int32_t>)
              for (const std::int32_t code : values)
                if (most > 0 && code >= most) refuse(path(), std::string(column.name) + ": a code without a name");
          });
        },
        column.member);
    if (!is_sound) refuse(path(), std::string(column.name) + ": damaged: its checksum does not match");
  }
}

void EventLog::read(const std::function<void(std::uint64_t, const Event&)>& take) const {
  by_blocks(size_, [&](std::uint64_t first, std::uint64_t count) {
    std::vector<Event> events(count);
    for (const EventColumn& column : columns())
      std::visit(
          [&]<typename Value>(Value Event::*member) {
            std::vector<Value> values(count);
            file_.read_slab(column.name, {{first}, {count}}, std::span<Value>(values));
            for (std::size_t i = 0; i < values.size(); ++i) events[i].*member = values[i];
          },
          column.member);
    for (std::size_t i = 0; i < events.size(); ++i) take(first + i, events[i]);
  });
}

bool is_event_log(const std::filesystem::path& path) {
  constexpr unsigned seconds = 10;
  const std::string found = find_in_child(path, seconds, [&path] {
    const Hdf5File file = Hdf5File::open(path);
    return file.has_attribute("/", "format") ? file.text_attribute("/", "format") : std::string();
  });
  return found == event_log_mark;
}

EventLog read_event_log(const std::filesystem::path& path) {
  check_in_child(path, seconds_to_read(path), [&path] { EventLog(path).check(); });
  return EventLog(path);
}

}  // namespace casetide::output
