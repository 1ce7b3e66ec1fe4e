#include "tests/support/in_child.hpp"

#include <fcntl.h>
#include <gtest/gtest-spi.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <sstream>
#include <stdexcept>
#include <system_error>
#include <vector>

namespace casetide::testing {

namespace {

/// What the child tells: numbers as 8 bytes, texts with their length before them.
void put(std::string& report, std::uint64_t number) {
  report.append(reinterpret_cast<const char*>(&number), sizeof number);
}

void put(std::string& report, const std::string& text) {
  put(report, text.size());
  report += text;
}

class Reader {
 public:
  explicit Reader(const std::string& report) : report_(report) {}

  std::uint64_t number() {
    std::uint64_t number = 0;
    std::memcpy(&number, take(sizeof number), sizeof number);
    return number;
  }
  std::string text() {
    const std::uint64_t size = number();
    return {take(size), size};
  }

 private:
  const char* take(std::uint64_t size) {
    if (size > report_.size() - place_) throw std::runtime_error("the child's report is cut short");
    const char* begins = report_.data() + place_;
    place_ += size;
    return begins;
  }

  const std::string& report_;
  std::size_t place_ = 0;
};

void write_all(int file, const std::string& bytes) {
  for (std::size_t written = 0; written < bytes.size();) {
    const ssize_t some = ::write(file, bytes.data() + written, bytes.size() - written);
    if (some < 0 && errno != EINTR) return;
    if (some > 0) written += static_cast<std::size_t>(some);
  }
}

std::string read_all(int file) {
  std::string bytes;
  std::array<char, 65536> buffer{};
  for (;;) {
    const ssize_t some = ::read(file, buffer.data(), buffer.size());
    if (some < 0 && errno == EINTR) continue;
    if (some <= 0) return bytes;
    bytes.append(buffer.data(), static_cast<std::size_t>(some));
  }
}

void act(const std::function<void(std::ostream&)>& body, std::ostream& said) {
  try {
    body(said);
  } catch (const std::exception& exception) {
    ADD_FAILURE() << "threw: " << exception.what();
  } catch (...) {
    ADD_FAILURE() << "threw something that is not a std::exception";
  }
}

/// Failed assertions as (fatal, file, line, message), then what the body wrote.
std::string run_and_report(const std::function<void(std::ostream&)>& body) {
  std::ostringstream said;
  ::testing::TestPartResultArray failures;
  {
    using Reporter = ::testing::ScopedFakeTestPartResultReporter;
    const Reporter of_other_threads(Reporter::INTERCEPT_ALL_THREADS, &failures);
    const Reporter of_this_thread(Reporter::INTERCEPT_ONLY_CURRENT_THREAD, &failures);
    act(body, said);
  }
  std::string report;
  put(report, static_cast<std::uint64_t>(failures.size()));
  for (int place = 0; place < failures.size(); ++place) {
    const ::testing::TestPartResult& failure = failures.GetTestPartResult(place);
    put(report, failure.fatally_failed());
    put(report, std::string(failure.file_name() ? failure.file_name() : ""));
    put(report, static_cast<std::uint64_t>(std::max(failure.line_number(), 0)));
    put(report, std::string(failure.message()));
  }
  put(report, said.str());
  return report;
}

/// Where the child's standard output and error go; shown when it died.
class Printed {
 public:
  Printed() : file_(std::tmpfile()) {}
  ~Printed() { std::fclose(file_); }
  Printed(const Printed&) = delete;
  Printed& operator=(const Printed&) = delete;
  void take_over() const {
    ::dup2(::fileno(file_), STDOUT_FILENO);
    ::dup2(::fileno(file_), STDERR_FILENO);
  }
  std::string text() const {
    ::lseek(::fileno(file_), 0, SEEK_SET);
    return read_all(::fileno(file_));
  }

 private:
  std::FILE* file_;
};

std::string how_it_ended(int status) {
  if (WIFSIGNALED(status)) return std::string("was ended by the signal ") + ::strsignal(WTERMSIG(status));
  return "left early with exit code " + std::to_string(WEXITSTATUS(status));
}

/// Repeats the child's failures here; returns what its body wrote.
std::string repeat(const std::string& report) {
  Reader reader(report);
  for (std::uint64_t left = reader.number(); left > 0; --left) {
    const bool fatal = reader.number() != 0;
    const std::string file = reader.text();
    const int line = static_cast<int>(reader.number());
    const std::string message = reader.text();
    ::testing::internal::AssertHelper(
        fatal ? ::testing::TestPartResult::kFatalFailure : ::testing::TestPartResult::kNonFatalFailure, file.c_str(),
        line, message.c_str()) = ::testing::Message();
  }
  return reader.text();
}

}  // namespace

std::string in_child(const std::function<void(std::ostream&)>& body) {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw std::system_error(errno, std::generic_category(), "pipe");
  const Printed printed;
  std::fflush(nullptr);
  const pid_t child = ::fork();
  if (child < 0) throw std::system_error(errno, std::generic_category(), "fork");
  if (child == 0) {
    ::close(ends[0]);
    printed.take_over();
    write_all(ends[1], run_and_report(body));
    std::fflush(nullptr);
    ::_exit(0);
  }
  ::close(ends[1]);
  const std::string report = read_all(ends[0]);
  ::close(ends[0]);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (report.empty() || status != 0) {
    ADD_FAILURE() << "the child " << how_it_ended(status) << "; it had printed: " << printed.text();
    return {};
  }
  return repeat(report);
}

void in_child(const std::function<void()>& body) {
  in_child([&](std::ostream&) { body(); });
}

}  // namespace casetide::testing
