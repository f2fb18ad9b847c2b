package dev.forebay.aws.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalRequestTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          s3     | ''                | /
          s3     | /                 | /
          s3     | /b/a%20b          | /b/a%20b
          s3     | /b/a b            | /b/a%20b
          s3     | /b/a+b            | /b/a%2Bb
          s3     | /b/a%2bb          | /b/a%2Bb
          s3     | /b/%C3%A9         | /b/%C3%A9
          s3     | /b/é              | /b/%C3%A9
          s3     | /b/%7e_-.~        | /b/~_-.~
          s3     | /b//c/../d/./     | /b//c/../d/./
          s3     | /b/100%           | /b/100%25
          s3     | /b/%zz            | /b/%25zz
          s3     | /b/%ff            | /b/%FF
          lambda | ''                | /
          lambda | /                 | /
          lambda | //                | /
          lambda | /..               | /
          lambda | /a/./b/../c       | /a/c
          lambda | /a//b/            | /a/b/
          lambda | /a/..             | /
          lambda | /f/arn%3Aaws      | /f/arn%253Aaws
          lambda | /f/a%20b          | /f/a%2520b
          lambda | /f/a:b            | /f/a%3Ab
          """)
  void path_isEncodedAsItsServiceHasIt(String service, String raw, String canonical) {
    assertThat(line(1, service, raw, "")).isEqualTo(canonical);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                     | ''
          b=2&a=1                | a=1&b=2
          a=2&a=1                | a=1&a=2
          a=&b                   | a=&b=
          a=x+y                  | a=x%20y
          a=x%2By                | a=x%2By
          a=%c3%a9/~*            | a=%C3%A9%2F~%2A
          B=1&a=1                | B=1&a=1
          a-b=1&a=2              | a=2&a-b=1
          a%3D=1                 | a%3D=1
          a=1&X-Amz-Signature=f  | a=1
          """)
  void query_isSortedAndEncoded(String raw, String canonical) {
    assertThat(line(2, "s3", "/", raw)).isEqualTo(canonical);
  }

  @Test
  void headers_areTrimmedJoinedAndInTheOrderSigned() {
    Map<String, List<String>> headers =
        Map.of("host", List.of("h"), "x-a", List.of("  a   b ", "c\td"), "x-b", List.of());
    CanonicalRequest canonical =
        CanonicalRequest.of(
            "s3",
            "GET",
            "/",
            "",
            List.of("host", "x-a", "x-b", "x-none"),
            name -> headers.getOrDefault(name, List.of()));

    assertThat(canonical.text())
        .isEqualTo("GET\n/\n\nhost:h\nx-a:a b,c d\nx-b:\nx-none:\n\nhost;x-a;x-b;x-none");
  }

  private static String line(int index, String service, String rawPath, String rawQuery) {
    return CanonicalRequest.of(service, "GET", rawPath, rawQuery, List.of(), _ -> List.of())
        .text()
        .split("\n", -1)[index];
  }
}
