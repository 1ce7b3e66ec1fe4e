// What a page says.
#pragma once

#include <gtest/gtest.h>

#include <string>

namespace casetide::output {

inline void expect_in(const std::string& page, const std::string& text) {
  EXPECT_NE(page.find(text), std::string::npos) << text << "\nis missing from\n" << page;
}

}  // namespace casetide::output
