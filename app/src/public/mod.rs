//! Pages for everybody: start, deadline calculator.
