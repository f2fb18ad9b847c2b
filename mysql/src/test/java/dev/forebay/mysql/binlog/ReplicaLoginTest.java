package dev.forebay.mysql.binlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.mysql.DatabaseSettings;
import dev.forebay.mysql.EveryServer;
import dev.forebay.mysql.MySqlOnly;
import dev.forebay.mysql.TestDatabase;
import dev.forebay.mysql.binlog.BinlogSupport.Obstacle;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How the binlog's reader logs in by caching_sha2_password: with an account that the server has not
 * seen before, over TCP and over TLS with the certificates that the server has made for itself.
 */
@EveryServer
@MySqlOnly
class ReplicaLoginTest {
  private static final TestDatabase DB = TestDatabase.create();
  private static final AtomicInteger NUMBER = new AtomicInteger();

  /** MySQL stores no password where a prepared CREATE USER, which the driver keeps, runs again. */
  private final String user =
      "r" + DB.database().name().substring(5, 15) + NUMBER.incrementAndGet();

  private final String account = user + "@'127.0.0.1'";

  @BeforeEach
  void create() {
    DB.run(
        "CREATE USER %s IDENTIFIED BY 'secret'".formatted(account),
        "GRANT REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO " + account);
  }

  @AfterEach
  void drop() {
    DB.run("DROP USER " + account);
  }

  @AfterAll
  static void close() {
    DB.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?sslMode=disable", "?sslMode=trust"})
  void login_byAPasswordThatIsNotCached_isLetIn(String options) {
    assertThat(login(options)).isEmpty();
  }

  @Test
  void login_toAServerWhoseAuthorityIsTrusted_isLetIn() {
    assertThat(login("?sslMode=verify-ca&serverSslCert=" + authority())).isEmpty();
  }

  @Test
  void login_ofAnAccountThatMustUseTls_isLetInByTls() {
    DB.run("ALTER USER %s REQUIRE SSL".formatted(account));
    assertThat(login("?sslMode=trust")).isEmpty();
    assertThat(login("?sslMode=disable")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"?sslMode=verify-ca", "?sslMode=verify-full"})
  void login_toAServerWhoseCertificateIsNotTrusted_isRefused(String options) {
    assertThat(login(options)).isPresent();
  }

  /** The server's own certificate names no host. */
  @Test
  void login_toAServerOfAnotherName_isRefused() {
    assertThat(login("?sslMode=verify-full&serverSslCert=" + authority())).isPresent();
  }

  private Optional<Obstacle> login(String options) {
    return BinlogSupport.of(DB.database()).obstacle(DB.database(), settings(options));
  }

  private DatabaseSettings settings(String options) {
    return DatabaseSettings.of(DB.settings().url() + options, user, "secret");
  }

  private static String authority() {
    String folder =
        DB.database()
            .read(
                session ->
                    session.queryOne(
                        "SELECT @@datadir",
                        List.of(),
                        row -> Objects.requireNonNull(row.string(1))))
            .orElseThrow();
    return folder + "ca.pem";
  }
}
