package dev.forebay.data.types;

import java.util.List;
import java.util.Random;

/** The values of a type: those at its edges, any number of others, and what is none of them. */
interface Samples {
  List<Sample> edges();

  Sample random(Random random);

  List<Wording> wrong();
}
