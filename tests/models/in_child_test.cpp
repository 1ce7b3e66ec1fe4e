// The helper that runs engines in a process of their own must not swallow anything.
#include "tests/support/in_child.hpp"

#include <gtest/gtest-spi.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <cstdio>
#include <ostream>
#include <stdexcept>

namespace casetide::testing {

TEST(InChild, HandsBackWhatTheBodyWrote) {
  const std::string big(3'000'000, 'x');  // more than a pipe holds
  EXPECT_EQ(in_child([&](std::ostream& said) { said << big << ::getpid(); }).substr(0, big.size()), big);
  EXPECT_NE(in_child([](std::ostream& said) { said << ::getpid(); }), std::to_string(::getpid()));
}

TEST(InChild, RepeatsFailedAssertionsWithTheirWords) {
  EXPECT_NONFATAL_FAILURE(in_child([] { EXPECT_EQ(1, 2) << "said in the child"; }), "said in the child");
  EXPECT_FATAL_FAILURE(in_child([] { ASSERT_TRUE(false) << "the end of it"; }), "the end of it");
}

TEST(InChild, ReportsAnException) {
  EXPECT_NONFATAL_FAILURE(in_child([] { throw std::runtime_error("a broken rule"); }), "threw: a broken rule");
}

TEST(InChild, ReportsASignalAndWhatWasPrintedBefore) {
  EXPECT_NONFATAL_FAILURE(in_child([] {
                            std::fputs("last words", stderr);
                            ::raise(SIGKILL);
                          }),
                          "last words");
}

TEST(InChild, ReportsAnEarlyExit) {
  EXPECT_NONFATAL_FAILURE(in_child([] { ::_exit(3); }), "exit code 3");
}

}  // namespace casetide::testing
