#include "sim/process_pool.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <map>
#include <new>
#include <span>
#include <system_error>

#include "sim/errors.hpp"

namespace casetide::sim {

namespace {

/// One TaskPage per task in memory that forked processes share.
class SharedPages {
 public:
  explicit SharedPages(std::size_t count) : size_(std::max<std::size_t>(count, 1) * sizeof(TaskPage)) {
    memory_ = mmap(nullptr, size_, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (memory_ == MAP_FAILED) throw std::system_error(errno, std::generic_category(), "mmap");
    pages_ = std::span(static_cast<TaskPage*>(memory_), count);
    for (TaskPage& page : pages_) new (&page) TaskPage;
  }
  ~SharedPages() { munmap(memory_, size_); }
  SharedPages(const SharedPages&) = delete;
  SharedPages& operator=(const SharedPages&) = delete;
  TaskPage& operator[](std::size_t number) { return pages_[number]; }

 private:
  std::size_t size_;
  void* memory_;
  std::span<TaskPage> pages_;
};

/// Holds back the signals the pool waits for; they are taken one by one with next().
class HeldSignals {
 public:
  HeldSignals() {
    sigemptyset(&held_);
    for (int signal : {SIGCHLD, SIGINT, SIGTERM}) sigaddset(&held_, signal);
    sigprocmask(SIG_BLOCK, &held_, &before_);
  }
  ~HeldSignals() { sigprocmask(SIG_SETMASK, &before_, nullptr); }
  HeldSignals(const HeldSignals&) = delete;
  HeldSignals& operator=(const HeldSignals&) = delete;

  /// The next signal, or 0 after a fifth of a second without one.
  int next() const {
    const timespec wait{0, 200'000'000};
    return std::max(sigtimedwait(&held_, nullptr, &wait), 0);
  }

 private:
  sigset_t held_, before_;
};

void copy_message(TaskPage& page, const char* message) { std::strncpy(page.message, message, sizeof page.message - 1); }

/// In the child: runs the task and leaves without running the parent's destructors or flushing its streams.
[[noreturn]] void run_task(std::size_t number, TaskPage& page,
                           const std::function<void(std::size_t, TaskPage&)>& task) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  int code = static_cast<int>(ExitCode::internal_error);
  try {
    task(number, page);
    code = 0;
  } catch (const OutputError& error) {
    code = static_cast<int>(error.code());
    copy_message(page, error.what());
  } catch (const std::exception& error) {
    copy_message(page, error.what());
  } catch (...) {
    copy_message(page, "an exception that is not a std::exception");
  }
  _exit(code);
}

TaskEnd how_it_ended(int status, const TaskPage& page) {
  TaskEnd end;
  end.minutes = page.minutes.load();
  end.count = page.count.load();
  if (WIFSIGNALED(status)) {
    end.how = TaskEnd::How::died;
    end.code = WTERMSIG(status);
    end.message = strsignal(end.code);
  } else if (WEXITSTATUS(status) != 0) {
    end.how = TaskEnd::How::threw;
    end.code = WEXITSTATUS(status);
    end.message = page.message;
  } else {
    end.how = TaskEnd::How::done;
  }
  return end;
}

/// The tasks of one call: which run now, which have ended.
class Pool {
 public:
  Pool(std::size_t count, const PoolOptions& options, const std::function<void(std::size_t, TaskPage&)>& task)
      : options_(options), task_(task), pages_(count) {
    result_.ends.resize(count);
  }

  PoolResult run() {
    while (begin_tasks(), !running_.empty()) {
      const int signal = signals_.next();
      if (signal == SIGINT || signal == SIGTERM) interrupt();
      collect_ended();
      if (options_.on_progress) options_.on_progress(progress());
    }
    return result_;
  }

 private:
  using Clock = std::chrono::steady_clock;
  struct Running {
    std::size_t number;
    Clock::time_point begun;
  };

  void begin_tasks() {
    const auto jobs = static_cast<std::size_t>(std::max(options_.jobs, 1));
    while (!result_.interrupted && running_.size() < jobs && next_ < result_.ends.size()) begin(next_++);
  }

  void begin(std::size_t number) {
    std::fflush(nullptr);
    const pid_t child = fork();
    if (child < 0) throw std::system_error(errno, std::generic_category(), "fork");
    if (child == 0) run_task(number, pages_[number], task_);
    running_[child] = {number, Clock::now()};
  }

  void interrupt() {
    killed_ = result_.interrupted;
    if (killed_)
      for (const auto& [child, task] : running_) kill(child, SIGKILL);
    result_.interrupted = true;
  }

  void collect_ended() {
    int status = 0;
    for (pid_t child; (child = waitpid(-1, &status, WNOHANG)) > 0;) {
      const auto found = running_.find(child);
      if (found == running_.end()) continue;
      const auto [number, begun] = found->second;
      running_.erase(found);
      result_.ends[number] = how_it_ended(status, pages_[number]);
      result_.ends[number].seconds = std::chrono::duration<double>(Clock::now() - begun).count();
      if (killed_ && result_.ends[number].how == TaskEnd::How::died) result_.ends[number].how = TaskEnd::How::not_run;
      ++ended_;
      if (options_.on_end) options_.on_end(number, result_.ends[number]);
    }
  }

  PoolProgress progress() {
    double minutes = static_cast<double>(ended_) * static_cast<double>(options_.minutes_per_task);
    for (const auto& [child, task] : running_) minutes += static_cast<double>(pages_[task.number].minutes.load());
    const double all = static_cast<double>(result_.ends.size()) * static_cast<double>(options_.minutes_per_task);
    return {ended_, result_.ends.size(), all > 0 ? std::min(minutes / all, 1.0) : 1.0};
  }

  const PoolOptions& options_;
  const std::function<void(std::size_t, TaskPage&)>& task_;
  SharedPages pages_;
  HeldSignals signals_;
  std::map<pid_t, Running> running_;
  std::size_t next_ = 0;
  std::size_t ended_ = 0;
  bool killed_ = false;  // by a second signal: what was in flight counts as not run
  PoolResult result_;
};

}  // namespace

PoolResult run_in_processes(std::size_t count, const PoolOptions& options,
                            const std::function<void(std::size_t, TaskPage&)>& task) {
  return Pool(count, options, task).run();
}

}  // namespace casetide::sim
