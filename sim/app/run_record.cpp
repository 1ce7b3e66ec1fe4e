#include "sim/app/run_record.hpp"

#include <fcntl.h>
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>

#include "output/whole_file.hpp"
#include "scenarios/reader/sha256.hpp"
#include "sim/errors.hpp"

namespace casetide::app {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

/// "2026-11-22T07:30:05Z"
std::string utc(std::chrono::system_clock::time_point at) {
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::chrono::system_clock::to_time_t(at)));
}

std::string host_name() {
  std::array<char, 256> name{};
  return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "";
}

Json plan_names(const output::RunIdentity& identity) {
  Json names = Json::array();
  for (const output::PlanName& plan : identity.plans) names.push_back(plan.name);
  return names;
}

Json part_of(const output::Part& part) { return {{"number", part.number}, {"of", part.of}}; }

/// To the millisecond.
double rounded(double seconds) { return std::round(seconds * 1000) / 1000; }

/// What every manifest begins with.
Json manifest_of(const fs::path& result, const output::RunIdentity& identity) {
  return {{"schema_version", 1},
          {"file", result.filename().string()},
          {"sha256", scenarios::sha256_of_file(result)},
          {"bytes", fs::file_size(result)},
          {"run_id", identity.run_id()},
          {"software_version", identity.software_version},
          {"scenario_sha256", identity.scenario_sha256},
          {"master_seed", identity.seed},
          {"plans", plan_names(identity)},
          {"replications", identity.replications}};
}

/// Names of files may be any bytes: what is not UTF-8 is replaced. `indent` -1: on one line.
std::string text_of(const Json& document, int indent) {
  return document.dump(indent, ' ', false, Json::error_handler_t::replace) + "\n";
}

/// Under its own name only when it is whole. Throws sim::OutputError.
void write_json(const fs::path& path, const Json& document) {
  output::PendingFile pending(path);
  std::ofstream file(pending.partial(), std::ios::binary);
  file << text_of(document, 2);
  file.close();
  if (!file) throw sim::OutputError(sim::ExitCode::io_error, fmt::format("{}: cannot be written", path.string()));
  pending.sync();
  pending.keep();
}

}  // namespace

fs::path manifest_path(const fs::path& result) {
  fs::path name = result;
  if (name.extension() == ".h5") name.replace_extension();
  return name.string() + ".manifest.json";
}

RunRecord::RunRecord(fs::path progress, const output::RunIdentity& identity, const std::optional<output::Part>& part)
    : progress_(std::move(progress)), identity_(identity), part_(part) {}

void RunRecord::started(int jobs) {
  jobs_ = jobs;
  Json event = {{"event", "started"},     {"at", utc(started_)},
                {"host", host_name()},    {"process", ::getpid()},
                {"jobs", jobs},           {"plans", plan_names(identity_)},
                {"seed", identity_.seed}, {"replications_at_most", identity_.replications}};
  if (part_) event["part"] = part_of(*part_);
  say(event);
}

void RunRecord::kept(std::size_t count) {
  kept_ += count;
  if (count > 0) say({{"event", "kept"}, {"at", utc(Clock::now())}, {"replications", count}, {"done", kept_ + done_}});
}

void RunRecord::ended(const Task& task, const sim::TaskEnd& end) {
  using How = sim::TaskEnd::How;
  if (end.how == How::not_run) return;
  const bool done = end.how == How::done;
  if (done) ++done_, seconds_[{task.plan, task.replication}] = rounded(end.seconds);
  say({{"event", done ? "replication" : "failed"},
       {"at", utc(Clock::now())},
       {"plan", identity_.plans.at(task.plan).name},
       {"replication", task.replication},
       {"seconds", rounded(end.seconds)},
       {"done", kept_ + done_}});
}

void RunRecord::looked(const Json& found) {
  looked_ = found.dump();
  Json event = {{"event", "looked"}, {"at", utc(Clock::now())}};
  event.update(found);
  say(event);
}

void RunRecord::finished(const std::string& result) {
  say({{"event", "finished"}, {"at", utc(Clock::now())}, {"seconds", rounded(seconds())}, {"result", result}});
}

/// One write for a whole line, so that whoever follows the file sees whole lines.
void RunRecord::say(const Json& event) const {
  const int file = ::open(progress_.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
  if (file < 0) return;
  const std::string line = text_of(event, -1);
  if (::write(file, line.data(), line.size()) < 0) {
    ::close(file);
    return;
  }
  ::close(file);
}

double RunRecord::seconds() const { return std::chrono::duration<double>(Clock::now() - started_).count(); }

void RunRecord::write_manifest(const fs::path& result, int replications) const {
  output::RunIdentity identity = identity_;
  identity.replications = replications;
  Json document = manifest_of(result, identity);
  if (part_) document["part"] = part_of(*part_);
  if (!looked_.empty()) document["precision"] = Json::parse(looked_);
  document["started"] = utc(started_);
  document["finished"] = utc(Clock::now());
  document["seconds"] = rounded(seconds());
  document["host"] = host_name();
  document["jobs"] = jobs_;
  document["kept"] = kept_;
  Json by_plan = Json::object();
  for (const output::PlanName& plan : identity_.plans) by_plan[plan.name] = Json::object();
  for (const auto& [task, seconds] : seconds_)
    by_plan[identity_.plans.at(task.first).name][std::to_string(task.second)] = seconds;
  document["seconds_by_replication"] = by_plan;
  write_json(manifest_path(result), document);
}

void write_manifest_or_say_so(const fs::path& result, const std::function<void()>& write) {
  try {
    write();
  } catch (const std::runtime_error& error) {
    std::error_code none;
    fs::remove(manifest_path(result), none);  // of an earlier result
    fmt::print(stderr, "casetide: {} is whole, but has no manifest: {}\n", result.string(), error.what());
  }
}

void write_manifest_of_merge(const fs::path& result, const std::vector<fs::path>& parts,
                             const output::RunIdentity& identity) {
  Json document = manifest_of(result, identity);
  Json names = Json::array();
  for (const fs::path& part : parts) names.push_back(part.filename().string());
  document["parts"] = names;
  document["finished"] = utc(std::chrono::system_clock::now());
  document["host"] = host_name();
  write_json(manifest_path(result), document);
}

}  // namespace casetide::app
