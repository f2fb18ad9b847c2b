package dev.forebay.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.forebay.auth.Policy.Action;
import dev.forebay.auth.Principal.Role;
import dev.forebay.base.ErrorCode;
import dev.forebay.base.ForebayException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class PolicyTest {
  private static final Principal SERVICE = new Principal(Role.SERVICE);
  private static final Principal ANONYMOUS = new Principal(Role.ANONYMOUS);

  private final Policy policy = new Policy();

  @ParameterizedTest
  @EnumSource
  void decide_secretKey_allowsEveryAction(Action action) {
    assertThat(policy.decide(SERVICE, "invoices", action)).isSameAs(Decision.Allow.EVERYTHING);
  }

  @ParameterizedTest
  @EnumSource
  void decide_publishableKey_deniesEveryAction(Action action) {
    assertThat(policy.decide(ANONYMOUS, "invoices", action)).isInstanceOf(Decision.Deny.class);
  }

  @Test
  void decide_publishableKeyAndAnOpenedTable_allowsToReadWhatItsRuleNames() {
    Policy opened = reading(new ReadRule(List.of("id", "status"), "status=eq.paid"));
    assertThat(opened.require(ANONYMOUS, "invoices", Action.READ))
        .isEqualTo(new Decision.Allow(List.of("id", "status"), "status=eq.paid"));
    assertThat(opened.require(SERVICE, "invoices", Action.READ))
        .isEqualTo(Decision.Allow.EVERYTHING);
    assertThat(opened.decide(ANONYMOUS, "customers", Action.READ))
        .isInstanceOf(Decision.Deny.class);
    for (Action write : List.of(Action.INSERT, Action.UPDATE, Action.DELETE)) {
      assertThat(opened.decide(ANONYMOUS, "invoices", write)).isInstanceOf(Decision.Deny.class);
    }
  }

  @Test
  void decide_emptyRule_allowsToReadEverything_butNoneAllowsNothing() {
    assertThat(reading(new ReadRule(null, null)).decide(ANONYMOUS, "invoices", Action.READ))
        .isEqualTo(Decision.Allow.EVERYTHING);
    assertThat(reading(null).decide(ANONYMOUS, "invoices", Action.READ))
        .isInstanceOf(Decision.Deny.class);
  }

  @Test
  void rule_withAnEmptyListOfColumns_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new ReadRule(List.of(), null));
  }

  private static Policy reading(@Nullable ReadRule rule) {
    return new Policy(Map.of("invoices", new TableAccess(new RoleAccess(rule))));
  }

  @Test
  void require_deniedAction_isFb302ThatNamesTableAndAction() {
    assertThatExceptionOfType(ForebayException.class)
        .isThrownBy(() -> policy.require(ANONYMOUS, "invoices", Action.DELETE))
        .withMessage("The publishable key may not delete rows of the table 'invoices'.")
        .matches(e -> e.code() == ErrorCode.FORBIDDEN && e.hint() != null);
  }

  @Test
  void require_role_isFb302ForAWeakerOne() {
    assertThatNoException().isThrownBy(() -> policy.require(SERVICE, Role.ANONYMOUS));
    assertThatNoException().isThrownBy(() -> policy.require(SERVICE, Role.SERVICE));
    assertThatExceptionOfType(ForebayException.class)
        .isThrownBy(() -> policy.require(ANONYMOUS, Role.SERVICE))
        .matches(e -> e.code() == ErrorCode.FORBIDDEN);
  }
}
