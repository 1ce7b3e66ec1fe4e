# Writes the C++ source OUTPUT, which defines FUNCTION (by default starter_files), from the FILES (names with commas between)
# of FOLDER.
if(NOT FUNCTION)
  set(FUNCTION starter_files)
endif()
string(REPLACE "," ";" names "${FILES}")
list(LENGTH names count)
set(entries "")
foreach(name IN LISTS names)
  file(READ ${FOLDER}/${name} text)
  if(text MATCHES "\\)starter\"")
    message(FATAL_ERROR "${name}: `)starter\"` would end the text that is embedded")
  endif()
  string(APPEND entries "    {\"${name}\", R\"starter(${text})starter\"},\n")
endforeach()
file(WRITE ${OUTPUT} "// Made by scenarios/starter/embed.cmake.
#include <array>

#include \"scenarios/starter/starter_files.hpp\"

namespace casetide::scenarios {

namespace {
constexpr std::array<StarterFile, ${count}> files = {{
${entries}}};
}  // namespace

std::span<const StarterFile> ${FUNCTION}() { return files; }

}  // namespace casetide::scenarios
")
