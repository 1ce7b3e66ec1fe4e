#include "sim/app/app.hpp"

int main(int argc, char** argv) { return casetide::app::main_program(argc, argv); }
