#include "output/check_in_child.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstring>

#include "sim/errors.hpp"

namespace casetide::output {

namespace {

using sim::ExitCode;
using sim::OutputError;

/// A busy machine gives a process little of its time: a child that is at work may take so many times its seconds.
constexpr unsigned longest_wait = 30;

void limit(int resource, rlim_t most) {
  const rlimit limits{most, most};
  ::setrlimit(static_cast<__rlimit_resource_t>(resource), &limits);
}

void limit_child(unsigned seconds) {
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)  // these reserve terabytes of addresses
  limit(RLIMIT_AS, rlim_t{1} << 30);
#endif
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_CPU, seconds);
  for (const int signal : {SIGALRM, SIGXCPU, SIGSEGV, SIGBUS, SIGABRT, SIGFPE}) std::signal(signal, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  ::alarm(longest_wait * seconds);
  const int nowhere = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
  if (nowhere >= 0) ::dup2(nowhere, STDERR_FILENO);  // what the C library says when it aborts is not for the user
}

using Finding = std::function<std::string()>;

/// The verdict goes up the pipe as "code message"; where all is well, as "0 " and what was found.
[[noreturn]] void be_child(int pipe, unsigned seconds, const Finding& find) {
  limit_child(seconds);
  std::string verdict;
  try {
    verdict = "0 " + find();
  } catch (const OutputError& error) {
    verdict = fmt::format("{} {}", static_cast<int>(error.code()), error.what());
  } catch (...) {
    ::_exit(1);
  }
  const ssize_t sent = ::write(pipe, verdict.data(), verdict.size());
  ::_exit(sent == static_cast<ssize_t>(verdict.size()) ? 0 : 1);
}

std::string read_to_end(int pipe) {
  std::string text;
  std::array<char, 4096> block;
  for (;;) {
    const ssize_t got = ::read(pipe, block.data(), block.size());
    if (got > 0) text.append(block.data(), static_cast<std::size_t>(got));
    if (got == 0 || (got < 0 && errno != EINTR)) return text;
  }
}

int wait_for(pid_t child) {
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return status;
}

/// What was found; throws what the child threw.
std::string found_in(const std::string& verdict) {
  int code = 0;
  const auto end = std::from_chars(verdict.data(), verdict.data() + verdict.size(), code).ptr;
  const std::string message = verdict.substr(static_cast<std::size_t>(end - verdict.data()) + 1);
  if (code != 0) throw OutputError(static_cast<ExitCode>(code), message);
  return message;
}

struct Child {
  pid_t process = -1;
  int pipe = -1;  // to read its verdict from
};

Child start(unsigned seconds, const Finding& find) {
  std::array<int, 2> pipe{};
  if (::pipe2(pipe.data(), O_CLOEXEC) != 0)
    throw OutputError(ExitCode::internal_error, fmt::format("no pipe ({})", std::strerror(errno)));
  const pid_t process = ::fork();
  if (process == 0) be_child(pipe[1], seconds, find);
  const int error = errno;
  ::close(pipe[1]);
  if (process >= 0) return {process, pipe[0]};
  ::close(pipe[0]);
  throw OutputError(ExitCode::internal_error, fmt::format("no further process ({})", std::strerror(error)));
}

/// By check.
std::vector<std::string> find_in_children(const std::filesystem::path& file, unsigned seconds,
                                          const std::vector<Finding>& checks) {
  std::vector<Child> children;
  for (const Finding& check : checks) children.push_back(start(seconds, check));
  std::vector<std::string> verdicts;
  bool ended_well = true;
  for (const Child& child : children) {
    verdicts.push_back(read_to_end(child.pipe));
    ::close(child.pipe);
    const int status = wait_for(child.process);
    ended_well = ended_well && WIFEXITED(status) && WEXITSTATUS(status) == 0 && !verdicts.back().empty();
  }
  if (!ended_well)
    throw OutputError(ExitCode::bad_input, fmt::format("{}: damaged: reading it does not end well", file.string()));
  for (std::string& verdict : verdicts) verdict = found_in(verdict);
  return verdicts;
}

}  // namespace

std::string find_in_child(const std::filesystem::path& file, unsigned seconds, const Finding& find) {
  return find_in_children(file, seconds, {find}).front();
}

unsigned seconds_to_read(const std::filesystem::path& file) {
  constexpr unsigned at_least = 10;
  std::error_code none;
  const std::uintmax_t size = std::filesystem::file_size(file, none);
  return at_least + (none ? 0 : static_cast<unsigned>(size / 10'000'000));
}

void check_in_child(const std::filesystem::path& file, unsigned seconds, const std::function<void()>& check) {
  check_in_children(file, seconds, {check});
}

void check_in_children(const std::filesystem::path& file, unsigned seconds,
                       const std::vector<std::function<void()>>& checks) {
  std::vector<Finding> silent;
  for (const auto& check : checks) silent.push_back([&check] { return check(), std::string(); });
  find_in_children(file, seconds, silent);
}

}  // namespace casetide::output
