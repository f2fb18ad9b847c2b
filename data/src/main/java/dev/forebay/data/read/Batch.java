package dev.forebay.data.read;

import dev.forebay.data.read.Level.EmbedLevel;
import dev.forebay.data.row.OpenRows;
import dev.forebay.data.row.WholeRows;
import dev.forebay.mysql.Session.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Rows of one level that were read together, and the keys by which they are linked. One thread. */
public final class Batch {
  private final Level level;
  private final OpenRows rows;
  private final List<List<@Nullable LinkKey>> keys = new ArrayList<>();
  private final List<String> own = new ArrayList<>();

  public Batch(Level level) {
    this.level = level;
    this.rows = level.format().rows();
    level.embeds().forEach(_ -> keys.add(new ArrayList<>()));
  }

  public Level level() {
    return level;
  }

  public OpenRows rows() {
    return rows;
  }

  /** By row, the key of what an embed of it shows; null where there is nothing. */
  public List<@Nullable LinkKey> keys(int embed) {
    return keys.get(embed);
  }

  /** By row, the spelling of the key by which others embed it. */
  public String own(int row) {
    return own.get(row);
  }

  /** Adds the row under a cursor. */
  public boolean add(Row row) {
    level.format().write(row, rows);
    int column = level.resource().fields().size() + 1;
    for (int i = 0; i < keys.size(); i++) {
      LinkColumns from = level.embeds().get(i).from();
      keys.get(i).add(from.read(row, column));
      column += from.width();
    }
    LinkColumns ownColumns = level.own();
    if (ownColumns != null) {
      own.add(Objects.requireNonNull(ownColumns.spelling(row, column)));
    }
    return true;
  }

  /** Adds a whole row of the table, by whose key others embed it. */
  public void add(WholeRows whole, LinkWeights weights, LinkKey key) {
    add(whole, weights);
    own.add(key.spelling());
  }

  /** Adds a whole row of the table. */
  public void add(WholeRows whole, LinkWeights weights) {
    whole.write(level.format(), rows);
    for (int i = 0; i < keys.size(); i++) {
      EmbedLevel embed = level.embeds().get(i);
      keys.get(i).add(embed.from().read(whole, weights));
    }
  }
}
