#include "tests/support/program.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <stdexcept>

namespace casetide::testing {

namespace fs = std::filesystem;

const char* const small_service = R"(version: 1
title: A small service
place: nowhere
calendar: england
period: {warm_up_from: 2018-09-03, from: 2018-10-01, until: 2019-01-01, sample_every: 7 days}
run: {seed: 4711, replications: 3}
pathway:
  on_referral: [open]
  roles:
    social_worker: {holds_cases: true}
  statuses:
    open: {label: Open}
    known: {label: Known, needs_worker: false, need: {met_by: time, amount: 10.5 days, then: leave}}
  obligations:
    visit:
      label: Visit
      during: open
      clock: {first: 5 working days}
      basis: local
      source: test
      work: {by: case_holder, effort: {exponential: {mean: 3 hours}}, ready: at_once}
      decides: done
      safeguard: child_not_seen
  decisions:
    done: {cases: [{outcomes: {close: {share: 100%, closes: true}}}]}
    leave: {cases: [{outcomes: {close: {share: 100%, closes: true}}}]}
demand:
  first_referrals: {unit: children, periods: [{from: 2018-09-01, until: 2019-01-02, children: 400}]}
staffing:
  client_hours: {opens: "09:00", per_day: 8 hours}
  ceiling: 10 children
  allocation: lowest_caseload_first
  allocated: each_morning
  work: earliest_due_first
  teams:
    one:
      label: One
      serves: [open, known]
      posts: 2
      staff: [{role: social_worker, contract: permanent, fte: 2}]
stocks:
  - {statuses: [known], children: 1, open: {uniform: {low: 0 days, high: 0 days}}}
plans:
  as_now: {label: As now, measures: []}
  more:
    label: More
    measures:
      - recruit: {team: one, role: social_worker, contract: permanent, fte: 2, from: 2018-10-01, until: 2018-12-01}
)";

Workplace::Workplace() { put_bytes(scenario(), small_service); }

fs::path Workplace::extended(const std::string& name, const std::string& text) const {
  put_bytes(*this / name, "version: 1\nextends: small.yaml\n" + text);
  return *this / name;
}

std::set<std::string> Workplace::files() const {
  std::set<std::string> names;
  for (const auto& entry : fs::directory_iterator(path())) names.insert(entry.path().filename().string());
  return names;
}

fs::path parts_of(const fs::path& result) { return result.string() + ".parts"; }

std::set<std::string> shards_of(const fs::path& result) {
  std::set<std::string> names;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(parts_of(result), none))
    if (entry.path().extension() == ".h5") names.insert(entry.path().filename().string());
  return names;
}

namespace {

void redirect(const fs::path& path, int to) {
  const int file = ::open(path.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600);
  ::dup2(file, to);
}

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
}

/// A file of its own for each program: several may speak at once.
fs::path new_file(const Folder& folder, const std::string& name) {
  std::string path = (folder / (name + "-XXXXXX")).string();
  const int file = ::mkstemp(path.data());
  if (file < 0) throw std::runtime_error("no temporary file");
  ::close(file);
  return path;
}

}  // namespace

Program::Program(const Folder& folder, std::vector<std::string> arguments, const std::string& before)
    : out_(new_file(folder, "stdout")), error_(new_file(folder, "stderr")) {
  arguments.insert(arguments.begin(), CASETIDE_PROGRAM);
  if (!before.empty()) arguments.insert(arguments.begin(), {"/bin/sh", "-c", before + "exec \"$0\" \"$@\""});
  std::vector<char*> argv;
  for (std::string& argument : arguments) argv.push_back(argument.data());
  argv.push_back(nullptr);
  std::fflush(nullptr);
  process_ = ::fork();
  if (process_ < 0) throw std::runtime_error("fork failed");
  if (process_ == 0) {
    ::setpgid(0, 0);
    redirect(out_, STDOUT_FILENO);
    redirect(error_, STDERR_FILENO);
    ::execv(argv[0], argv.data());
    ::_exit(127);
  }
  ::setpgid(process_, process_);
}

Program::~Program() {
  if (process_ > 0) wait_after(SIGKILL);
}

void Program::interrupt() const { ::kill(-process_, SIGINT); }

bool Program::runs() const {
  siginfo_t info{};
  return ::waitid(P_PID, static_cast<id_t>(process_), &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid == 0;
}

Ended Program::wait() {
  int status = 0;
  rusage used{};
  while (::wait4(process_, &status, 0, &used) < 0 && errno == EINTR) {
  }
  process_ = -1;
  Ended ended;
  ended.processor_seconds = seconds(used.ru_utime) + seconds(used.ru_stime);
  ended.peak_mebibytes = static_cast<double>(used.ru_maxrss) / 1024;
  if (WIFEXITED(status)) ended.code = WEXITSTATUS(status);
  if (WIFSIGNALED(status)) ended.signal = WTERMSIG(status);
  ended.out = bytes_of(out_);
  ended.error = bytes_of(error_);
  fs::remove(out_);
  fs::remove(error_);
  return ended;
}

Ended Program::wait_after(int signal) {
  ::kill(process_, signal);
  return wait();
}

Ended run_program(const Folder& folder, std::vector<std::string> arguments, const std::string& before) {
  return Program(folder, std::move(arguments), before).wait();
}

std::vector<std::string> run_arguments(const Workplace& workplace, const fs::path& result, int replications,
                                       std::vector<std::string> more) {
  std::vector<std::string> arguments = {"run",
                                        workplace.scenario().string(),
                                        "-o",
                                        result.string(),
                                        "-q",
                                        "--replications",
                                        std::to_string(replications)};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return arguments;
}

std::string undisturbed(const Workplace& workplace, int replications) {
  const fs::path result = workplace / "undisturbed.h5";
  const Ended ended = run_program(workplace, run_arguments(workplace, result, replications));
  EXPECT_EQ(ended.code, 0) << ended.error;
  return bytes_of(result);
}

}  // namespace casetide::testing
