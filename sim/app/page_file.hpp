// A page of text for people: printed, or written to a file that is whole once it has its name.
#pragma once

#include <filesystem>
#include <string>

#include "sim/app/app.hpp"

namespace casetide::app {

/// On standard output where no file is named. Throws sim::OutputError (cannot_create, io_error).
void print_page(const std::string& page, const std::filesystem::path& output, const Manner& manner);

}  // namespace casetide::app
