package dev.forebay.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import dev.forebay.http.Request.QueryParameter;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class QueryStringTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``                                | ``
          &&                                | ``
          a=1                               | [a:1]
          a=1&b=2&a=3                       | [a:1][b:2][a:3]
          a                                 | [a:]
          a=&b                              | [a:][b:]
          =x                                | [:x]
          a=b=c                             | [a:b=c]
          a=x+y%20z%2B                      | [a:x y z+]
          na%6De=%E2%82%AC                  | [name:€]
          select=id,total:amount            | [select:id,total:amount]
          or=(a.eq.1,b.is.null)             | [or:(a.eq.1,b.is.null)]
          x=a->b->>"c"                      | [x:a->b->>"c"]
          a=%26%3D                          | [a:&=]
          a=%0A                             | `[a:\n]`
          """)
  void parse_query_keepsOrderAndRepetitions(String raw, String expected) {
    String parsed =
        QueryString.parse(raw).stream().map(QueryStringTest::shown).collect(Collectors.joining());
    assertThat(parsed).isEqualTo(expected.replace("\\n", "\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=%", "a=%4", "%zz=1", "a=%C3%28", "a=%00", "a=%-1", "a=% 1", "a=%FF"})
  void parse_queryThatCannotBeDecoded_isFb100(String raw) {
    assertThatExceptionOfType(ForebayException.class)
        .isThrownBy(() -> QueryString.parse(raw))
        .matches(e -> e.code() == ErrorCode.MALFORMED_REQUEST);
  }

  private static String shown(QueryParameter parameter) {
    return "[" + parameter.name() + ":" + parameter.value() + "]";
  }
}
