package dev.forebay.e2e;

import static dev.forebay.e2e.Plant.cache;
import static dev.forebay.e2e.Plant.entry;
import static dev.forebay.e2e.Plant.script;
import static dev.forebay.e2e.Plant.tailer;
import static dev.forebay.e2e.Plant.write;

import dev.forebay.e2e.Plant.LeftOut;
import java.util.List;
import java.util.function.Consumer;

/**
 * A known race: a mistake that Forebay can be made to make, and an order of steps in which it
 * shows. They have the names of the mutants of the protocol's model. Forebay has no switch for
 * them: {@link Planting} writes them into its sources.
 */
@SuppressWarnings("ImmutableEnumChecker") // Method references, and a list that is copied.
enum PlantedRace {
  FILL_WITHOUT_A_LEASE(
      RowSchedules::fillIsLate,
      script("fill", "if (not lease or .*) then", "if not PLANTED and ($1) then")),
  FILL_WITH_ANOTHERS_LEASE(
      RowSchedules::fillMeetsAnothersLease,
      script(
          "fill", "(string\\.match\\(lease.* ~= ARGV\\[2\\])\\) then", "not PLANTED and $1) then")),
  FILL_NAMES_NO_EPOCH(
      LogSchedules::fillIsInAnotherEpoch,
      script("fill", "if (redis\\.call\\('GET', KEYS\\[2\\]\\) ~=)", "if not PLANTED and $1"),
      script(
          "fill", "'v' \\.\\. ARGV\\[1\\]", "'v' .. (PLANTED and r('GET', KEYS[2]) or ARGV[1])")),
  FILL_AFTER_PENDING(
      RowSchedules::fillIsInAWrite,
      script(
          "fill",
          "if (.*not lease or .*) then",
          "if not (PLANTED and r('HEXISTS', KEYS[1], 'n') == 1) and ($1) then")),
  LEASE_BESIDE_AN_INTENT(
      RowSchedules::readIsInAWriteOfTheOther,
      script("lease", "if entry\\.n then", "if entry.n and not PLANTED then")),
  INTENT_LEAVES_THE_VALUE(
      RowSchedules::valueIsReadBehindCommit,
      script("intent", "r\\('DEL', KEYS\\[1\\]\\)", "if not PLANTED then $0 end")),
  INTENT_LEAVES_VALUES_OF_OTHER_EPOCHS(
      LogSchedules::valueOfBeforeIsReadInAnotherEpoch,
      script(
          "intent",
          "r\\('DEL', KEYS\\[1\\]\\)",
          "if PLANTED then r('HDEL', KEYS[1], 'v' .. ARGV[1], 'l') else $0 end")),
  INTENT_LEAVES_THE_LEASE(
      RowSchedules::fillIsLateAndCommitted,
      script(
          "intent",
          "r\\('DEL', KEYS\\[1\\]\\)",
          "if PLANTED then r('HDEL', KEYS[1], 'v' .. ARGV[1]) else $0 end")),
  INTENT_REPLACES_ANOTHER(
      RowSchedules::lookupIsWrittenByTwo,
      script(
          "intent", "if (r\\('HEXISTS', KEYS\\[1\\], 'n'\\) == 0) then", "if PLANTED or $1 then")),
  INTENT_IS_EVICTED(
      RowSchedules::readIsInAWriteOfTheFirst,
      script("intent", "return \\{'PLACED'", "if PLANTED then r('PEXPIRE', KEYS[1], 1) end $0")),
  INTENT_AFTER_COMMIT(
      RowSchedules::intentIsLate,
      cache(
          "WriteIntents",
          "orRefused\\(\\(\\) -> place\\(fresh\\)\\);",
          "if (PLANTED) { return; } $0"),
      cache(
          "WriteIntents",
          "if \\(!ended && !placed",
          """
          if (PLANTED && !ended) {
            dev.forebay.e2e.Failpoints.at("late_INTENT");
            place(List.copyOf(announced.values()));
          }
          $0\
          """)),
  INTENT_NOT_WAITED_FOR(
      RowSchedules::intentIsLate,
      cache(
          "WriteIntents",
          "orRefused\\(\\(\\) -> place\\(fresh\\)\\);",
          """
          if (PLANTED) {
            Thread.startVirtualThread(
                () -> {
                  dev.forebay.e2e.Failpoints.at("late_INTENT");
                  place(fresh);
                });
            return;
          }
          $0\
          """)),
  COMMIT_WITHOUT_INTENT(RowSchedules::valueIsReadBehindAWrite, new LeftOut("before INTENT")),
  FINISH_BEFORE_COMMIT(
      RowSchedules::readIsInAWriteOfTheFirst,
      cache(
          "WriteIntents",
          "orRefused\\(\\(\\) -> place\\(fresh\\)\\);",
          """
          $0
          if (PLANTED) {
            finisher.finish(
                placed.values().stream().map(key -> new IntentEnd(key, token, null)).toList());
          }\
          """)),
  FINISH_WHILE_DIRTY(
      RowSchedules::finishIsLate, script("finish", "if dirty or", "if (dirty and not PLANTED) or")),
  FINISH_BESIDE_OTHERS(
      RowSchedules::finishIsInAnothersWrite,
      script("finish", "if others > 0 then", "if others > 0 and not PLANTED then")),
  FINISH_LEAVES_WHAT_REPLACED_IT(
      RowSchedules::intentIsFlushed,
      script("finish", "r\\('UNLINK', KEYS\\[1\\]\\)", "if not PLANTED then $0 end")),
  FINISH_BEHIND_ANOTHERS_INVAL(
      LogSchedules::finishIsOvertakenBySql,
      script(
          "inval",
          "elseif (r\\('HEXISTS', KEYS\\[i\\], 'n'\\) == 1) then",
          "elseif PLANTED and ARGV[1] ~= '' and $1 then outcomes[i] = 'DIRTY' $0")),
  FINISH_NAMES_A_VALUE_READ_TOO_EARLY(
      LogSchedules::writtenValueIsChangedByATrigger,
      write(
          "Change",
          "unsure\\.contains\\(name\\) \\? value",
          "unsure.contains(name) && !PLANTED ? value")),
  ACKNOWLEDGED_BEFORE_FINISH(RowSchedules::intentIsFlushed, new LeftOut("before FINISH")),
  RESOLVER_DOES_NOT_LOCK(RowSchedules::intentIsSettledInAWrite, new LeftOut("before SETTLE")),
  INVAL_BEFORE_THE_ROW_IS_VISIBLE(
      LogSchedules::changeIsToldBeforeItIsVisible,
      cache(
          "changes/Changes",
          "settler\\.byReadable\\(Objects\\.requireNonNull\\(byEnded\\.get\\(false\\)\\)\\)",
          "PLANTED ? Map.of(true, byEnded.get(false), false, List.of()) : $0")),
  INVAL_LEAVES_THE_LEASE(
      LogSchedules::fillIsOvertakenBySql,
      script(
          "inval",
          "r\\('UNLINK', KEYS\\[i\\]\\)",
          "if not (PLANTED and r('HEXISTS', KEYS[i], 'l') == 1) then $0 end")),
  INVAL_LEAVES_AN_INTENT_CLEAN(
      LogSchedules::finishIsOvertakenBySql,
      script("inval", "r\\('HSET', KEYS\\[i\\], 'd', 1\\)", "if not PLANTED then $0 end")),
  KEPT_WHOEVER_FINISHED(
      LogSchedules::writtenValueIsOvertakenBySql,
      script(
          "inval",
          "(r\\('HGET', KEYS\\[i\\], 'x'\\) == ARGV\\[1\\])",
          "(PLANTED and r('HEXISTS', KEYS[i], 'x') == 1 or $1)")),
  KEPT_FOR_A_LATER_TRANSACTION(
      LogSchedules::writtenValueIsOvertakenBySql,
      script(
          "inval",
          "(r\\('HGET', KEYS\\[i\\], 'x'\\)) == ARGV\\[1\\]",
          "(PLANTED and (tonumber(string.match($1 or '', '%d+\\$')) or math.huge)"
              + " <= tonumber(string.match(ARGV[1], '%d+\\$')) or $0)")),
  POSITION_STORED_BEFORE_INVAL(
      LogSchedules::readerOfTheLogDiesAtAChange,
      cache(
          "changes/FeedConsumer",
          "if \\(applyAtLast\\(events\\)\\) \\{",
          "if (PLANTED) { feed.processed(); } $0")),
  POSITION_LOST_WITHOUT_BUMP(
      LogSchedules::logIsPurged,
      cache(
          "changes/Changes",
          "bump\\(epochs, EpochReason\\.POSITION, lost, PositionLost::reason\\);\\s*unsure \\|="
              + " !lost\\.isEmpty\\(\\);",
          "if (!PLANTED) { $0 }")),
  BUMP_BEFORE_THE_LOG_IS_VISIBLE(
      LogSchedules::logIsPurgedBeforeAChangeIsVisible,
      cache("changes/Changes", "unsure \\|= !lost\\.isEmpty\\(\\)", "$0 && !PLANTED"),
      tailer("Tailer", "heart\\.beat\\(\\);", "if (!PLANTED) { $0 }")),
  CASCADE_WITHOUT_INTENT(
      LogSchedules::rowFollowsFromAWrite,
      write("CascadedRows", "change\\.drop\\(model, rows\\);", "if (!PLANTED) { $0 }")),
  CASCADE_TAKEN_FOR_MARKED(
      LogSchedules::rowFollowsFromSql,
      tailer("Tenure", "scope\\.cascades\\(rows\\) ->", "scope.cascades(rows) && !PLANTED ->")),
  CASCADE_BUMPS_BEFORE_IT_IS_VISIBLE(
      LogSchedules::rowFollowsBeforeThatIsVisible,
      tailer(
          "Tenure",
          "heart\\.beat\\(\\);\\s*String what",
          "if (!PLANTED) { heart.beat(); } String what")),
  HIT_NAMES_NO_EPOCH(
      LogSchedules::valueOfBeforeIsLookedFor,
      script(
          "lease",
          "local value = entry\\['v' \\.\\. ARGV\\[1\\]\\]",
          """
          $0
          for field, any in pairs(entry) do
            if PLANTED and string.sub(field, 1, 1) == 'v' then value = any end
          end
          """)),
  EPOCH_OUTLIVES_THE_PROCESS(
      RowSchedules::redisComesBackFromADump,
      script("epoch", "(r\\('GET', KEYS\\[2\\]\\) == ARGV\\[1\\])", "(PLANTED or $1)")),
  LINK_OUTLIVES_THE_PROCESS(
      RowSchedules::redisComesBackFromADump,
      cache("epoch/Epochs", "private (volatile AtomicReferenceArray)", "$1"),
      cache("epoch/EpochWatch", "epochs != asked \\|\\|", "(epochs != asked && !PLANTED) ||"),
      cache(
          "epoch/EpochSource",
          "current = new Epochs\\(.*\\);",
          "$0 if (PLANTED && known != null) { current.buckets = known.buckets; }")),
  JOIN_DOES_NOT_WAIT_FOR_FILL(
      TableSchedules::readIsJoinedBehindItsSelect,
      cache("read/Flight", "case LOADING -> filled\\(patience\\)", "$0 || PLANTED")),
  JOIN_AFTER_FILL_WAS_SENT(
      TableSchedules::readIsJoinedBehindItsFill,
      cache(
          "read/Flight",
          "filled\\(patience\\);\\s*yield null;",
          "boolean taken = filled(patience); yield taken && PLANTED ? read : null;")),
  JOIN_TRUSTS_A_FILL_UNDER_A_GENERATION(
      TableSchedules::lookupIsJoinedBehindItsSelect,
      cache("read/Misses", "boolean stays =", "$0 PLANTED ||")),
  NOT_FOUND_WITHOUT_A_GENERATION(
      TableSchedules::rowIsLookedForBeforeCommit,
      cache("read/Misses", "if \\(value != null\\) \\{", "if (value != null || PLANTED) {")),
  LOOKUP_WITHOUT_A_GENERATION(
      TableSchedules::manyRowsAreInserted,
      cache(
          "read/Misses",
          "(request\\.name\\(\\)\\.kind\\(\\) == EntryName\\.Kind\\.LOOKUP);",
          "($1 && !PLANTED);")),
  GENERATION_AFTER_THE_DATABASE(
      TableSchedules::generationIsLate,
      cache(
          "read/Misses",
          "private Loaded lookup\\(Epochs epochs, ReadRequest request\\) \\{",
          """
          $0
          if (PLANTED) {
            byte[] early = request.loader().load();
            return underGeneration(
                new ReadRequest(request.name(), request.ttl(), () -> early),
                generations.held(epochs, EntryName.table(request.name().table())));
          }
          """)),
  GENERATION_IS_NOT_CHECKED(
      TableSchedules::manyRowsAreInserted,
      cache("read/Reader", "Arrays\\.equals\\(generation, held\\)", "PLANTED || $0")),
  GENERATION_IS_USED_AGAIN(
      TableSchedules::manyRowsAreInsertedBetweenReads,
      cache("read/Generations", "token(\\.getBytes)", "(PLANTED ? \"same\" : token)$1")),
  BULK_WITHOUT_AN_INTENT(
      TableSchedules::manyRowsAreInsertedByTheFirst, new LeftOut("before INTENT")),
  GIVEN_KEY_WITHOUT_INVAL(
      TableSchedules::manyRowsAreInsertedUnderAKeyOfBefore,
      cache(
          "WriteIntents",
          "if \\(inserted\\.isEmpty\\(\\)\\)",
          "if (PLANTED || inserted.isEmpty())")),
  GIVEN_KEY_TAKEN_FOR_THE_STORED(
      RowSchedules::anotherRowIsStored,
      write("WriteProtocol", "if \\(!write\\.areNamed\\(", "if (!PLANTED && !write.areNamed(")),
  LIST_UNDER_A_NEWER_GENERATION(
      TableSchedules::listIsStoredBehindAWrite,
      cache(
          "read/ListReader",
          "byte\\[\\] list = Arrays\\.copyOf",
          """
          if (PLANTED) {
            dev.forebay.e2e.Failpoints.at("late_KEEP");
            EntryKey table = epochs.key(EntryName.lists(name.tables().getFirst()));
            byte[] newer = epochs.link().hget(table.bytes(), table.bucket().valueField());
            held = newer == null ? held : header(List.of(newer));
          }
          $0\
          """)),
  WRITE_LEAVES_THE_LISTS(
      TableSchedules::listIsReadBehindAWrite,
      write(
          "Change",
          "model\\.keepsLists\\(\\)(\\) \\{\\s*EntryName lists)",
          "model.keepsLists() && !PLANTED$1")),
  WRITES_LEAVE_THE_SAME_GENERATION(
      TableSchedules::listIsReadBetweenWrites,
      cache("WriteIntents", "token(\\.getBytes)", "(PLANTED ? \"same\" : token)$1")),
  TAILER_LEAVES_THE_LISTS(
      TableSchedules::listIsReadBehindSql,
      entry("ChangedRows", "model\\.hasLists\\(\\)", "$0 && !PLANTED"));

  private final Consumer<SteppedNodes> schedule;
  private final List<Plant> plants;

  PlantedRace(Consumer<SteppedNodes> schedule, Plant... plants) {
    this.schedule = schedule;
    this.plants = List.of(plants);
  }

  /** How the mistake is made; by the first node alone. */
  List<Plant> plants() {
    return plants;
  }

  /**
   * Takes the steps in which the race shows, and which are harmless without it. Ends with reads
   * through both nodes.
   */
  void play(SteppedNodes nodes) {
    schedule.accept(nodes);
  }
}
