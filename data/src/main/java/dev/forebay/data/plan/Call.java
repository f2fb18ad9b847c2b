package dev.forebay.data.plan;

import dev.forebay.data.plan.Plan.Terms;
import dev.forebay.data.request.Accept;
import dev.forebay.mysql.schema.Routine;
import dev.forebay.mysql.schema.Routine.Mode;
import dev.forebay.mysql.schema.Routine.Parameter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call of a routine that exists.
 *
 * @param routine which
 * @param values what goes in, in the order of the parameters that take something
 * @param shown what to show of a result
 * @param accept the form of the answer
 * @param terms on which terms
 */
public record Call(
    Routine routine, List<@Nullable Object> values, ResultQuery shown, Accept accept, Terms terms) {
  /** Copies the list. */
  public Call {
    values = Collections.unmodifiableList(new ArrayList<>(values));
  }

  /** The parameters that something comes out of. */
  public List<Parameter> out() {
    return routine.parameters().stream().filter(p -> p.mode() != Mode.IN).toList();
  }
}
